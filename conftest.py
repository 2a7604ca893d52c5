"""Runs the examples of README.md, docs/ and the docstrings; sets Hypothesis up."""

import os
from bisect import bisect
from contextlib import ExitStack, chdir
from doctest import ELLIPSIS
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from sybil import Example, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from sybil.python import import_path
from sybil.typing import Evaluator

# What tests share asserts too, also where Python runs without assertions.
for path in (Path(__file__).parent / "tests").glob("*.py"):
    if not path.name.startswith(("conftest", "test_")):
        pytest.register_assert_rewrite(path.stem)

from console_examples import evaluate  # noqa: E402
from file_examples import files  # noqa: E402

settings.register_profile(
    "default",
    deadline=None,
    max_examples=100,
    print_blob=True,
    derandomize=bool(os.environ.get("CI")),
)
# Mutants are to fail at once, and the same tests run in one process again and again.
settings.register_profile(
    "mutation",
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=50,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


class DocStrings(PythonDocStringDocument):
    """As in doctest: each docstring sees its module's names, and not those of other docstrings.

    Sybil alone gives all docstrings of a file one namespace.
    """

    def __init__(self, text: str, path: str) -> None:
        super().__init__(text, path)
        self.pop_evaluator(self.import_document)
        self.current = 0

    @cached_property
    def starts(self) -> list[int]:
        return sorted(start for start, _, _ in self.extract_docstrings(self.text))

    def evaluate(self, example: Example, evaluator: Evaluator) -> None:
        docstring = bisect(self.starts, example.start)
        if docstring != self.current:
            self.current = docstring
            self.namespace.clear()
            self.namespace.update(vars(import_path(Path(self.path))))
        super().evaluate(example, evaluator)


def enter_directory(namespace: dict[str, Any]) -> None:
    """Give the examples of one page a directory of their own to write files to."""
    stack = namespace["_directory"] = ExitStack()
    stack.enter_context(chdir(stack.enter_context(TemporaryDirectory())))


def leave_directory(namespace: dict[str, Any]) -> None:
    namespace["_directory"].close()


pages = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
        CodeBlockParser("console", evaluate),
        files,
        SkipParser(),
    ],
    patterns=["*.md"],
    setup=enter_directory,
    teardown=leave_directory,
)
docstrings = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS)],
    patterns=["src/*/*.py", "src/*/*/*.py"],
    document_types={".py": DocStrings},
)
pytest_collect_file = (pages + docstrings).pytest()
