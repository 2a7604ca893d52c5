"""The documentation is whole: examples are tested, and no name, command or key is missing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest

import chart_pictures
import kommunkompass
from file_examples import FILE
from kommunkompass import json_schema, load_example
from kommunkompass.cli import parser
from kommunkompass.formats import FORMATS
from kommunkompass.formats.grid import COLUMNS
from picture import PICTURE, drawn

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PACKAGE = ROOT / "src" / "kommunkompass"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
FENCE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})(?P<info>.*)\n(?P<text>(?s:.*?))^[ \t]*(?P=fence)", re.M
)
#: What the examples of one page are in; a test below uses them all.
EXTENSION = DOCS / "reference" / "sphinx.md"


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def code(text: str) -> list[str]:
    """What stands in backquotes."""
    return re.findall(r"`([^`]+)`", text)


def rows(page: Path, heading: str) -> list[list[str]]:
    """The cells of the first table below a heading or another text."""
    below = read(page).partition(heading)[2]
    table = re.search(r"^\|.*\n\|[ -:|]*\n((?:\|.*\n)+)", below, re.M)
    assert table, heading
    lines = table[1].replace(r"\|", "\0").splitlines()
    return [[cell.strip().replace("\0", "|") for cell in line[1:-1].split("|")] for line in lines]


class TestExamples:
    @pytest.mark.parametrize("page", PAGES, ids=name_of)
    def test_examples_are_in_blocks_that_are_run(self, page: Path) -> None:
        """Blocks with a Python prompt say ``python``, those with a shell's say ``console``."""
        for block in FENCE.finditer(read(page)):
            prompts = set(re.findall(r"^\s*(>>>|\$) ", block["text"], re.M))
            if prompts:
                assert block["info"] == {">>>": "python", "$": "console"}[prompts.pop()], block[0]
                assert not prompts, block[0]

    @pytest.mark.parametrize("page", PAGES, ids=name_of)
    def test_no_other_block_is_code(self, page: Path) -> None:
        """Code that no prompt runs is a file for what is run, or a command of the README."""
        text = read(page)
        shown = {"python": ">>> ", "console": "$ "}
        for block in FENCE.finditer(text):
            if block["info"] in shown:
                assert shown[block["info"]] in block["text"], block[0]
            elif block["info"] == "sh":
                assert text[: block.start()].rstrip().rpartition("\n")[2].startswith("<!-- ci: ")
            elif page != EXTENSION:
                assert block["info"].startswith("{"), block[0]

    @pytest.mark.parametrize("page", PAGES, ids=name_of)
    def test_files_that_are_shown_are_used(self, page: Path) -> None:
        """By an example that follows."""
        text = read(page)
        for block in FENCE.finditer(text):
            if block["info"].startswith("{code-block}"):
                file = FILE.fullmatch(block[0])
                assert file, block[0]
                after = "".join(each["text"] for each in FENCE.finditer(text, block.end()))
                stem = file["name"].removesuffix(".py")
                assert stem in after or "-m sphinx" in after, file["name"]

    def test_examples_of_the_extension_can_be_used(self, tmp_path: Path) -> None:
        """All blocks of its page, put into a project."""
        blocks = [(block["info"], block["text"]) for block in FENCE.finditer(read(EXTENSION))]
        first, _ = [text for info, text in blocks if info == "py"]
        own = FILE.search(read(DOCS / "howto" / "own-framework.md"))
        assert own
        assert f"`.. kommunkompass:criterion:: {own['name']}/1.2`" in read(EXTENSION)
        shown = {
            kind: "\n".join(text for info, text in blocks if info == kind)
            for kind in ("rst", "markdown")
        }
        files = {
            "conf.py": f"{first}\nextensions += ['myst_parser']\n",
            own["name"]: own["text"],
            "data/ours-2017.csv": read(Path(__file__).with_name("kumla-2017.tsv")),
            "index.rst": f"Page\n====\n\n.. toctree::\n\n   other\n\n{shown['rst']}\n\n"
            f".. kommunkompass:framework:: 2.1\n\n.. kommunkompass:framework:: {own['name']}\n\n"
            f".. kommunkompass:criterion:: {own['name']}/1.2\n",
            "other.md": f"# Other\n\n{shown['markdown']}",
        }
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "-n", "-b", "text", ".", "out"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        built = read(tmp_path / "out" / "index.txt") + read(tmp_path / "out" / "other.txt")
        for said in ("Arbetsliv", "Kumla", "dialogues a year", "Opening hours"):
            assert said in built, said


class TestReference:
    def test_every_public_name_is_documented(self) -> None:
        """Those of the package and of its public modules; and nothing else."""
        documented = set()
        for page in sorted((DOCS / "reference" / "api").glob("*.md")):
            text = read(page)
            for module in re.findall(r"^\.\. automodule:: (\S+)\n   :members:$", text, re.M):
                names = import_module(module).__all__
                documented |= {f"{module}.{name}" for name in names}
            for kind, name in re.findall(r"^\.\. (auto\w+|py:type):: (\S+)", text, re.M):
                if kind != "automodule":
                    documented.add(name if "." in name else f"kommunkompass.{name}")
        public = {f"kommunkompass.{name}" for name in kommunkompass.__all__} - {
            "kommunkompass.__version__"
        }
        for module in ("charts", "cohort", "sphinxext", "strategies", "testing"):
            names = import_module(f"kommunkompass.{module}").__all__
            public |= {f"kommunkompass.{module}.{name}" for name in names}
        again = {f"kommunkompass.cohort.{name}" for name in ("Cohort", "Column", "Standing")}
        types = {
            *("kommunkompass.ByCode", "kommunkompass.Language"),
            "kommunkompass.described.Details",
            "kommunkompass.files.Readable",
            "kommunkompass.files.Writable",
        }
        assert documented == public - again | types

    def test_every_command_is_documented(self) -> None:
        """In the list, by a section, and with all of its options and their choices."""
        page = DOCS / "reference" / "command-line.md"
        listed = {code(cells[0])[0] for cells in rows(page, "# The command line")}
        [commands] = [
            action.choices for action in parser()._actions if isinstance(action.choices, dict)
        ]
        assert listed == set(commands)
        head, *sections = re.split(r"^## `(\w+)`$", read(page), flags=re.M)
        told = {
            name: set(code(FENCE.sub("", head + section)))
            for name, section in zip(sections[::2], sections[1::2], strict=True)
        }
        assert set(told) == set(commands)
        for name, command in commands.items():
            for action in command._actions:
                words = {option for option in action.option_strings if option != "-h"}
                if action.option_strings and action.choices and name != "convert":
                    words |= {f"{action.option_strings[-1]} {choice}" for choice in action.choices}
                for word in words:
                    assert any(f"{said} ".startswith(f"{word} ") for said in told[name]), word

    def test_every_column_of_tables_is_documented(self) -> None:
        """With all heads by which it is known."""
        page = DOCS / "reference" / "file-formats.md"
        heads = [code(cells[1]) for cells in rows(page, "These heads are known")]
        known: dict[str, list[str]] = {}
        for head, column in COLUMNS.items():
            known.setdefault(column, []).append(head)
        assert sorted(map(sorted, heads)) == sorted(map(sorted, known.values()))

    def test_every_key_of_documents_is_documented(self) -> None:
        """For the kinds of documents that have it."""
        page = DOCS / "reference" / "file-formats.md"
        documented = {"evaluation": set(), "table": set(), "framework": set()}
        for keys, kinds, _ in rows(page, "Points are texts"):
            for kind in documented if kinds == "all" else kinds.split(", "):
                documented[kind] |= set(code(keys))
        for kind, keys in documented.items():
            assert keys == set(json_schema(kind)["properties"])

    def test_every_key_of_framework_files_is_documented(self) -> None:
        """At the top, of an area and of a criterion."""
        page = DOCS / "reference" / "file-formats.md"
        framework = json_schema("framework")["properties"]["framework"]["properties"]
        area = framework["areas"]["items"]["properties"]
        criterion = area["criteria"]["items"]["properties"]
        parts = {"framework": framework, "area": area, "criterion": criterion}
        tables = {"framework": "TOML 1.0", "area": "only a total", "criterion": "other titles"}
        for part, before in tables.items():
            keys = {key for cells in rows(page, before) for key in code(cells[0])}
            assert keys == set(parts[part]), part

    def test_every_suffix_is_documented(self) -> None:
        """That a file which is read or written may have."""
        table = rows(DOCS / "reference" / "file-formats.md", "# File formats")
        told = {word for cells in table for word in code(cells[0])} | {".htm"}
        assert told - {".toml"} == {suffix for form in FORMATS for suffix in form.suffixes}


class TestMethodInSwedish:
    def test_the_sums_are_those_of_the_report(self) -> None:
        """Of printed criteria, of areas, and from the printed percents."""
        kumla = load_example("kumla-2017")
        expected = []
        for area in kumla.areas:
            figures = [part.figure for part in area.parts]
            percents = sum(
                Fraction(figure.percent) * part.maximum / 100
                for part, figure in zip(area.parts, figures, strict=True)
            )
            printed = sum(figure.points for figure in figures)
            expected.append([int(area.code), printed, area.figure.points, percents])
        totals = [sum(column) for column in list(zip(*expected, strict=True))[1:]]
        shown = rows(DOCS / "metoden.md", "## Därför")
        numbers = [[Fraction(cell.replace(",", ".")) for cell in cells] for cells in shown[:-1]]
        assert numbers == expected
        assert shown[-1][0] == "totalt"
        assert [Fraction(cell.replace(",", ".")) for cell in shown[-1][1:]] == totals


class TestProject:
    def test_the_design_lists_every_module(self) -> None:
        """On a floor, and none imports from a floor above its own."""
        floors = {
            name.rstrip("/"): int(floor)
            for floor, _, modules in rows(DOCS / "explanation" / "design.md", "## Floors")
            for name in code(modules)
        }
        private = {"__init__", "__main__", "__pycache__"}
        names = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
        assert set(floors) == names - private
        for path in PACKAGE.rglob("*.py"):
            own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
            for node in ast.parse(read(path)).body:
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                    "kommunkompass."
                ):
                    imported = str(node.module).split(".")[1]
                    assert floors[imported] <= floors.get(own, 9), f"{path}: {node.module}"

    @pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
    def test_links_lead_to_files(self, name: str) -> None:
        """Those that are no addresses."""
        links = re.findall(r"\]\(([^)]+)\)", read(ROOT / name))
        assert links
        for link in links:
            assert "://" in link or (ROOT / link).is_file(), link

    def test_the_citation_is_of_this_version(self) -> None:
        """CITATION.cff says which version it cites."""
        assert f"\nversion: {kommunkompass.__version__}\n" in read(ROOT / "CITATION.cff")

    def test_the_picture_is_what_the_library_draws(self) -> None:
        """``python tests/picture.py`` draws it anew."""
        assert read(PICTURE) == drawn()
        assert f"]({name_of(PICTURE)})" in read(ROOT / "README.md")

    def test_the_charts_are_what_the_library_draws(self) -> None:
        """Text by text, as curves differ with matplotlib's version.

        ``python tests/chart_pictures.py`` draws them anew.
        """
        drawn = chart_pictures.saved()
        assert len(drawn) == 4
        for name, svg in drawn.items():
            words = chart_pictures.words(svg)
            assert len(words) > 10, name
            assert chart_pictures.words(read(DOCS / "_static" / name)) == words, name
