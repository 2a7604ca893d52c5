"""No example of the documentation escapes the tests."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})(?P<info>.*)\n(?P<text>(?s:.*?))^[ \t]*(?P=fence)", re.M
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_examples_are_in_blocks_that_are_run(page):
    """Blocks with a Python prompt say ``python``, those with a shell's say ``console``."""
    for block in FENCE.finditer(page.read_text(encoding="utf-8")):
        prompts = set(re.findall(r"^\s*(>>>|\$) ", block["text"], re.M))
        if prompts:
            assert block["info"] == {">>>": "python", "$": "console"}[prompts.pop()], block[0]
            assert not prompts, block[0]
