"""Checks built pages: links between them lead somewhere, and their search finds words.

``python tests/built_pages.py html delfråga`` does so for the directory ``html``, names what is
wrong, and fails if anything is.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    """A page's anchors, and where it leads to.

    Attributes:
        anchors: what a link to a place of the page may name.
        links: the targets of its links, pictures, scripts and style sheets.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors = {"", "top"}
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" or (tag == "a" and name == "name"):
                self.anchors.add(value or "")
            elif name in ("href", "src"):
                self.links.append(value or "")


def broken(directory: Path) -> Iterator[str]:
    """Yield each link of the pages in a directory that leads to no file, or to no place in it."""
    pages = {
        path: Page(path.read_text(encoding="utf-8")) for path in sorted(directory.rglob("*.html"))
    }
    for path, page in pages.items():
        for link in page.links:
            url = urlsplit(link)
            if url.scheme or url.netloc:
                continue
            target = (path.parent / unquote(url.path)).resolve() if url.path else path.resolve()
            if not target.is_file():
                yield f"{path.relative_to(directory)}: {link}: no such file"
            elif target in pages and unquote(url.fragment) not in pages[target].anchors:
                yield f"{path.relative_to(directory)}: {link}: no such place"


def unfound(directory: Path, words: Iterable[str]) -> Iterator[str]:
    """Yield each word that the search of the pages does not know."""
    script = (directory / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(script.removeprefix("Search.setIndex(").rstrip().removesuffix(")"))
    for word in words:
        if word not in index["terms"]:
            yield f"search: {word}: in no page"


def main(name: str, *words: str) -> int:
    """Print what is wrong with the pages of a directory, and return an exit status."""
    directory = Path(name).resolve()
    faults = [*broken(directory), *unfound(directory, words)]
    print("\n".join(faults) or f"{name}: links and search are in order")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
