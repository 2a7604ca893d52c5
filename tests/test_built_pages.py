"""The check of built pages finds what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from built_pages import broken, main, unfound

PAGES = {
    "index.html": '<a href="deep/page.html#place">in order</a><img src="picture.svg">',
    "deep/page.html": '<p id="place"><a href="../index.html">back</a><a href="#place">here</a>',
    "picture.svg": "",
    "searchindex.js": 'Search.setIndex({"terms": {"delfråga": [0]}})',
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Pages whose links are in order."""
    return written(tmp_path, PAGES)


def written(directory: Path, pages: Mapping[str, str]) -> Path:
    for name, text in pages.items():
        (directory / name).parent.mkdir(exist_ok=True)
        (directory / name).write_text(text, encoding="utf-8")
    return directory


def test_pages_in_order(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Links with places, upwards and within a page, pictures, and words."""
    assert list(broken(site)) == []
    assert list(unfound(site, ["delfråga"])) == []
    assert main(str(site), "delfråga") == 0
    assert "in order" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('<a href="gone.html">', "page.html: gone.html: no such file"),
        ('<img src="gone.svg">', "page.html: gone.svg: no such file"),
        ('<a href="index.html#gone">', "page.html: index.html#gone: no such place"),
        ('<a href="#gone">', "page.html: #gone: no such place"),
        ('<a href="deep">', "page.html: deep: no such file"),
    ],
)
def test_links_that_lead_nowhere(site: Path, text: str, fault: str) -> None:
    """Each is named with its page."""
    written(site, {"page.html": text})
    assert list(broken(site)) == [fault]
    assert main(str(site)) == 1


def test_links_to_elsewhere_are_not_followed(site: Path) -> None:
    """Neither to other sites nor to addresses of mail."""
    written(
        site, {"page.html": '<a href="https://example.org/#x"><a href="mailto:a@example.org">'}
    )
    assert list(broken(site)) == []


def test_words_that_are_not_found(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are named, and fail the check."""
    assert main(str(site), "delfråga", "glömd") == 1
    assert capsys.readouterr().out == "search: glömd: in no page\n"
