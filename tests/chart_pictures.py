"""The pictures of docs/howto/charts.md, which are those that its examples save.

``python tests/chart_pictures.py`` saves them anew.
"""

import re
from contextlib import chdir
from doctest import DocTestParser
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib

from file_examples import FILE

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "howto" / "charts.md"
NAMED = re.compile(r"\]\(\.\./_static/([\w-]+\.svg)\)")


def saved() -> dict[str, str]:
    """The pictures as the library draws them now, by the names that the page gives them."""
    text = PAGE.read_text(encoding="utf-8")
    # The same chart gives the same file, wherever it is saved.
    same = {"svg.hashsalt": "kommunkompass", "svg.fonttype": "path", "savefig.dpi": 72}
    with TemporaryDirectory() as directory, chdir(directory), matplotlib.rc_context(same):
        for file in FILE.finditer(text):
            Path(file["name"]).write_text(file["text"], encoding="utf-8")
        names: dict[str, object] = {}
        for example in DocTestParser().get_examples(text):
            exec(example.source, names)
        return {name: Path(name).read_text(encoding="utf-8") for name in NAMED.findall(text)}


def words(svg: str) -> list[str]:
    """The texts of a picture; their letters are drawn as paths, and stand in comments."""
    return re.findall(r"<!-- (.+?) -->", svg)


if __name__ == "__main__":
    for name, svg in saved().items():
        dateless = re.sub(r"\s*<dc:date>.*?</dc:date>", "", svg)
        trimmed = "\n".join([line.rstrip() for line in dateless.splitlines()])
        (DOCS / "_static" / name).write_text(f"{trimmed}\n", encoding="utf-8")
