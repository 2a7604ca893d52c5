"""The Sphinx extension, by projects that are built with Sphinx's own test application."""

from __future__ import annotations

import json
import os
import posixpath
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp
from sphinx.util.inventory import InventoryFile

from kommunkompass import get_framework, load_example
from kommunkompass.render.pages import evaluation_page
from kommunkompass.sphinxext.domain import KommunkompassDomain

Build: TypeAlias = Callable[..., SphinxTestApp]

FRAMEWORK = """\
format = 1
version = "library"
title = "Bibliotekskompassen"
title_en = "The Library Compass"
maximum = 50
era = "library"
source = "Our handbook"
notes = ["Opening hours count twice."]
[[areas]]
code = "1"
title = "Öppettider"
title_en = "Opening hours"
maximum = 30
source = "Page 4"
[[areas.criteria]]
code = "1.1"
title = "Är biblioteket öppet på kvällar?"
title_en = "Is the library open in the evening?"
maximum = 20
source = "Page 4"
[[areas.criteria]]
code = "1.2"
title = "Är biblioteket öppet på söndagar?"
title_en = "Is the library open on Sundays?"
maximum = 10
source = "Page 4"
[[areas]]
code = "2"
title = "Samlingar"
title_en = "Collections"
maximum = 20
source = "Page 5"
"""
OURS = "code,points,max,percent\n1.1,{points},20,50\n1.2,5,10,50\n2,10,20,50\n"
NAMES = [f"2.1/{item.code}" for item in get_framework("2.1") if item.code != "total"]


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    """Builds a project of these files; a page's name without a suffix is reStructuredText."""

    apps: list[SphinxTestApp] = []

    def run(
        files: Mapping[str, str] = {},
        *,
        builder: str = "html",
        root: str = "project",
        conf: Mapping[str, Any] = {},
        **keywords: Any,
    ) -> SphinxTestApp:
        folder = tmp_path / root
        for name, text in files.items():
            path = folder / (name if Path(name).suffix else f"{name}.rst")
            path.parent.mkdir(parents=True, exist_ok=True)
            is_page = path.suffix in (".rst", ".md") and path.stem != "index"
            path.write_text(f":orphan:\n\n{text}" if is_page and path.suffix == ".rst" else text)
        settings = {
            "extensions": ["myst_parser", "kommunkompass.sphinxext"],
            "html_theme": "basic",
            "nitpicky": True,
            "suppress_warnings": ["toc.not_included"],
            **conf,
        }
        (folder / "conf.py").write_text(
            "\n".join(f"{key} = {value!r}" for key, value in settings.items())
        )
        while apps:
            apps.pop().cleanup()
        app = SphinxTestApp(builder, srcdir=folder, warning=StringIO(), **keywords)
        apps.append(app)
        app.build()
        return app

    yield run
    while apps:
        apps.pop().cleanup()


def warnings(app: SphinxTestApp) -> str:
    """What the build complained of, with paths relative to the project."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", app.warning.getvalue())
    return text.replace(f"{app.srcdir}{os.sep}", "").strip()


def read(app: SphinxTestApp, name: str = "index.html") -> str:
    return (Path(app.outdir) / name).read_text(encoding="utf-8")


def page(*lines: str) -> str:
    return "Title\n=====\n\n" + "\n".join(lines) + "\n"


def cells(table: nodes.Element) -> list[list[str]]:
    """The texts of a table, its head included."""
    return [
        [plain(entry.astext()) for entry in row.findall(nodes.entry)]
        for row in table.findall(nodes.row)
    ]


def plain(text: str) -> str:
    """The text without the typographer's quotation marks that Sphinx puts in."""
    return re.sub("[“”]", '"', text).replace("’", "'")


def domain_of(app: SphinxTestApp) -> KommunkompassDomain:
    domain = app.env.get_domain("kommunkompass")
    assert isinstance(domain, KommunkompassDomain)
    return domain


def dependencies(app: SphinxTestApp, docname: str) -> set[str]:
    """The names of the files that a page depends on."""
    return {Path(path).name for path in app.env.dependencies[docname]}


def tables(app: SphinxTestApp, docname: str = "index") -> list[nodes.table]:
    return list(app.env.get_doctree(docname).findall(nodes.table))


class TestFramework:
    def test_shows_every_item_with_its_maximum(self, build: Build) -> None:
        """In order, below a head, the total last; in English beside the Swedish titles."""
        app = build({"index": page(".. kommunkompass:framework:: 2.1")})
        (table,) = tables(app)
        framework = get_framework("2.1")
        rows = [[item.code, item.title_en, item.title, str(item.maximum)] for item in framework]
        assert cells(table) == [
            ["Code", "Area and criterion", "Swedish original", "Max"],
            *rows[:-1],
            ["", "Total", "", "800"],
        ]
        assert '<td class="name" lang="sv">' in read(app)
        assert warnings(app) == ""

    def test_in_swedish(self, build: Build) -> None:
        """Where a page or a project asks for it, the Swedish titles stand alone."""
        app = build(
            {"index": page(".. kommunkompass:framework:: 2020")}, conf={"language": "sv_SE"}
        )
        area = get_framework("2020").areas[0]
        assert cells(tables(app)[0])[1] == ["1", area.title, "100"]

    def test_a_table_can_be_listened_to(self, build: Build) -> None:
        """It has a caption, heads, a stub that names each row, and its language."""
        app = build({"index": page(".. kommunkompass:framework:: 2.1", "   :lang: sv")})
        html = read(app)
        assert re.search(r'<table class="[^"]*kommunkompass[^"]*" [^>]*lang="sv"', html)
        assert "Kommunkompassen 2.1<" in html.split("<caption>")[1]
        head, body = html.split("<thead>")[1].split("</thead>")
        assert head.count("<th class") == 3
        assert body.count('<th class="stub name"') == 54
        assert html.count('class="number"') == 54

    def test_without_criteria(self, build: Build) -> None:
        """Areas and the total are left."""
        app = build({"index": page(".. kommunkompass:framework:: 2.1", "   :no-criteria:")})
        assert [row[0] for row in cells(tables(app)[0])] == ["Code", *"12345678", ""]

    def test_notes_and_name(self, build: Build) -> None:
        """The page can have the version's notes, and a link to the table."""
        app = build(
            {
                "index": page(
                    ".. kommunkompass:framework:: 2020",
                    "   :name: eight",
                    "",
                    "See :ref:`this <eight>`.",
                )
            }
        )
        html = read(app)
        assert 'id="eight"' in html
        assert warnings(app) == ""
        for note in get_framework("2020").notes:
            assert note in plain(html)
        app = build({"index": page(".. kommunkompass:framework:: 2020", "   :lang: sv")})
        told = re.findall(r'<p lang="(\w\w)">', read(app))
        assert told == ["sv"] + ["en"] * len(get_framework("2020").notes)
        app = build({"index": page(".. kommunkompass:framework:: 2020", "   :no-notes:")})
        assert get_framework("2020").notes[0] not in plain(read(app))

    def test_no_areas(self, build: Build) -> None:
        """A framework of which only the total is known is shown as that."""
        app = build({"index": page(".. kommunkompass:framework:: pre-2010")})
        assert cells(tables(app)[0])[1:] == [["", "Total", "", "800"]]


class TestItems:
    def test_a_criterion(self, build: Build) -> None:
        """Its titles, maximum and source, and what the page itself says."""
        app = build(
            {
                "index": page(
                    ".. kommunkompass:criterion:: 3.2",
                    "",
                    "   We have *one* budget.",
                )
            }
        )
        tree = app.env.get_doctree("index")
        criterion = get_framework("2.1")["3.2"]
        fields = [
            [part.astext() for part in field.children] for field in tree.findall(nodes.field)
        ]
        assert fields == [
            ["In Swedish", criterion.title],
            ["Most points", "25"],
            ["Also printed as", criterion.printed_title],  # type: ignore[union-attr]
            ["Source", criterion.source],
        ]
        (term,) = tree.findall(nodes.term)
        assert term.astext() == f"3.2 {criterion.title_en}"
        assert "<em>one</em> budget" in read(app)

    def test_a_criterion_as_it_is_printed(self, build: Build) -> None:
        """Most have nothing corrected, and then nothing is said of it; in Swedish."""
        app = build({"index": page(".. kommunkompass:criterion:: 2.1/1.4", "   :lang: sv")})
        names = [name.astext() for name in app.env.get_doctree("index").findall(nodes.field_name)]
        assert names == ["På engelska", "Högsta poäng", "Källa"]

    def test_an_area(self, build: Build) -> None:
        """The same of an area, its other names, and the table of its criteria."""
        app = build({"index": page(".. kommunkompass:area:: 7")})
        tree = app.env.get_doctree("index")
        area = get_framework("2.1").areas[6]
        fields = [[part.astext() for part in each.children] for each in tree.findall(nodes.field)]
        assert fields == [
            ["In Swedish", area.title],
            ["Most points", "100"],
            ["Also printed as", "Verksamhetsutveckling"],
            ["Source", area.source],
        ]
        codes = [row[0] for row in cells(tables(app)[0])]
        assert codes == ["Code", "7.1", "7.2", "7.3", "7.4", "7.5"]

    def test_an_area_scored_as_a_whole(self, build: Build) -> None:
        """It has no table."""
        app = build({"index": page(".. kommunkompass:area:: 2020/3")})
        assert tables(app) == []
        assert get_framework("2020").areas[2].title_en in read(app)
        assert [name for name, *_ in domain_of(app).get_objects()] == ["2020/3"]


class TestScorecard:
    def test_bundled_data(self, build: Build) -> None:
        """The overview's table, then how to read it, then what is said of the whole."""
        app = build({"index": page(".. kommunkompass:scorecard:: kumla-2017", "   :lang: sv")})
        expected = evaluation_page(load_example("kumla-2017"), "sv")
        (table,) = tables(app)
        assert cells(table)[1:] == [list(row.cells) for row in expected.tables[0].rows]
        said = app.env.get_doctree("index")[0].children[2:]
        assert [plain(each.astext()) for each in said] == [
            expected.tables[0].caption,
            *expected.sentences,
        ]
        caption = table.next_node(nodes.title)
        assert caption is not None
        assert caption.astext() == "Kumla 2017, Kommunkompassen 2.1"
        assert warnings(app) == ""

    def test_options(self, build: Build) -> None:
        """Areas alone, nothing below."""
        app = build(
            {
                "index.md": "# Title\n\n```{kommunkompass:scorecard} kumla-2017\n"
                ":no-criteria:\n:no-notes:\n```\n"
            }
        )
        (table,) = tables(app)
        assert len(cells(table)) == 10
        assert cells(table)[1][1] == "Openness and democracy"
        assert "Strongest" not in read(app)

    def test_a_file_beside_the_page(self, build: Build) -> None:
        """By a path relative to the page, with a framework of its own, exact or half."""
        files = {
            "library.toml": FRAMEWORK,
            "data/ours.csv": OURS.format(points=10),
            "data/half.csv": "code,percent\n1.1,50\n",
            "index": page("Nothing."),
            "data/page": page(
                ".. kommunkompass:scorecard:: ours.csv",
                "   :framework: ../library.toml",
                "",
                ".. kommunkompass:scorecard:: /data/half.csv",
                "   :framework: /library.toml",
                "   :exact:",
                "   :incomplete:",
            ),
        }
        app = build(files)
        assert warnings(app) == ""
        whole, half = tables(app, "data/page")
        assert (
            cells(whole)[1][1:] == ["Opening hours", "15", "30", "50", "14.5 to under 15.5"]
            or cells(whole)[2][2] == "10"
        )
        assert cells(half)[2][-1] == "10"

    def test_a_change_of_the_data_builds_the_page_again(self, build: Build) -> None:
        """And that page alone."""
        files = {
            "index": page("Nothing."),
            "library.toml": FRAMEWORK,
            "ours.csv": OURS.format(points=10),
            "page": page(".. kommunkompass:scorecard:: ours.csv", "   :framework: library.toml"),
            "table": page(".. kommunkompass:framework:: library.toml"),
        }
        app = build(files)
        data = Path(app.srcdir) / "ours.csv"
        assert {"ours.csv", "library.toml"} <= dependencies(app, "page")
        data.write_text(OURS.format(points=10.0).replace("10.0", "9.9").replace(",50", ","))
        later = data.stat().st_mtime + 10
        os.utime(data, (later, later))
        again = build()
        assert warnings(again) == ""
        assert "[build] updating" not in warnings(again)
        assert "0 added, 1 changed, 0 removed" in again.status.getvalue()
        assert "9.9" in read(again, "page.html")

    def test_an_unchanged_project_is_not_read_again(self, build: Build) -> None:
        """Nothing of the extension forces pages to be read."""
        build({"index": page(".. kommunkompass:scorecard:: kumla-2017")})
        assert "0 added, 0 changed, 0 removed" in build().status.getvalue()


class TestErrors:
    @pytest.mark.parametrize(
        ("directive", "says"),
        [
            ("framework:: 9", "framework version: '9' is not known; allowed: one of 2.1"),
            ("framework:: none.toml", "'none.toml' cannot be read"),
            ("framework:: faulty.toml", "faulty.toml: 1 fault"),
            ("area:: 9", "framework 2.1: '9' is not known"),
            ("area:: 1.4", "framework 2.1: '1.4' is not allowed; allowed: the code of one area"),
            ("area:: 9/1", "framework version: '9' is not known"),
            ("criterion:: 1", "framework 2.1: '1' is not allowed; allowed: the code of one crit"),
            ("criterion:: 9.9", "framework 2.1: '9.9' is not known"),
            ("scorecard:: none.csv", "'none.csv' cannot be read"),
            ("scorecard:: faulty.csv", "faulty.csv: 1 fault"),
        ],
    )
    @pytest.mark.parametrize("suffix", ["rst", "md"])
    def test_tell_page_line_and_what_is_allowed(
        self, build: Build, directive: str, says: str, suffix: str
    ) -> None:
        """In reStructuredText and in Markdown; the page is built without what is wrong."""
        kind, _, argument = directive.partition(":: ")
        text = page(f".. kommunkompass:{directive}", "", "After.")
        if suffix == "md":
            text = f"# Title\n\n\n```{{kommunkompass:{kind}}} {argument}\n```\n\nAfter.\n"
        app = build(
            {
                f"index.{suffix}": text,
                "faulty.toml": FRAMEWORK.replace("maximum = 50", "maximum = 51"),
                "faulty.csv": "code,points,max,percent\n1.1,16,15,\n",
            },
            builder="dummy",
        )
        said = warnings(app)
        assert said.startswith(f"index.{suffix}:4: ERROR: kommunkompass:{kind}: ")
        assert says in said
        assert "After." in app.env.get_doctree("index").astext()

    def test_are_told_until_they_are_mended(self, build: Build) -> None:
        """Though nothing but time may tell that a file has come, and its time may be old."""
        app = build({"index": page(".. kommunkompass:scorecard:: kumla.tsv")}, builder="dummy")
        first = warnings(app)
        assert "'kumla.tsv' cannot be read" in first
        assert warnings(build(builder="dummy")) == first
        data = Path(app.srcdir) / "kumla.tsv"
        data.write_bytes(Path(__file__).with_name("kumla-2017.tsv").read_bytes())
        os.utime(data, (1, 1))
        mended = build(builder="dummy")
        assert warnings(mended) == ""
        assert len(tables(mended)) == 1
        assert "0 added, 0 changed, 0 removed" in build(builder="dummy").status.getvalue()

    @pytest.mark.parametrize("option", [":lang: no", ":lang:", ":no-criteria: 1", ":other: 1"])
    def test_an_option_that_is_wrong_is_told(self, build: Build, option: str) -> None:
        """By docutils, with page and line."""
        app = build(
            {"index": page(".. kommunkompass:framework:: 2.1", f"   {option}")}, builder="dummy"
        )
        assert warnings(app).startswith("index.rst:4: ERROR: ")
        assert option.split(":")[1] in warnings(app)

    @pytest.mark.parametrize(
        "role", ["criterion:`9.9`", "area:`1.4`", "area:`2020/3`", "area:`other/3`"]
    )
    @pytest.mark.parametrize("nitpicky", [True, False])
    def test_a_link_that_leads_nowhere_tells_why(
        self, build: Build, role: str, nitpicky: bool
    ) -> None:
        """With page and line, also where the project is not nitpicky."""
        app = build(
            {
                "index": page(f"See :kommunkompass:{role}."),
                "table": page(".. kommunkompass:framework:: 2.1"),
            },
            builder="dummy",
            conf={"nitpicky": nitpicky},
        )
        kind, code = role.rstrip("`").split(":`")
        name = code if "/" in code else f"2.1/{code}"
        assert warnings(app).startswith(
            f"index.rst:4: WARNING: {kind} {name} is described on no page, as by"
        )


class TestLinks:
    def test_roles(self, build: Build) -> None:
        """They lead to the description, named as in the project's language."""
        app = build(
            {
                "index": page(
                    "See :kommunkompass:criterion:`1.4`, :kommunkompass:area:`2.1/1`",
                    "and :kommunkompass:area:`so <2>`.",
                ),
                "table": page(".. kommunkompass:framework:: 2.1"),
            }
        )
        assert warnings(app) == ""
        html = read(app)
        title = "1.4 Are citizen dialogue and participation promoted?"
        assert f'href="table.html#kommunkompass-2.1-1.4" title="{title}"' in html
        assert re.search(r'2\.1-1"[^>]*><span[^>]*>area 1</span></a>', html)
        assert re.search(r'2\.1-2"[^>]*><span[^>]*>so</span></a>', html)
        targets = re.findall(r'id="kommunkompass-2\.1-([\d.]+)"', read(app, "table.html"))
        assert [f"2.1/{code}" for code in targets] == NAMES

    @pytest.mark.filterwarnings("ignore:'myst_parser")
    def test_roles_in_swedish_markdown(self, build: Build) -> None:
        """So do those in MyST; the project's language is Swedish."""
        app = build(
            {
                "index.md": "# Sida\n\nSe {kommunkompass:criterion}`1.4`.\n\n"
                "```{kommunkompass:area} 1\n```\n"
            },
            conf={"language": "sv_SE"},
        )
        html = read(app)
        assert re.search(r'title="1.4 Främjas [^"]*"><span[^>]*>delfråga 1.4<', html)
        assert warnings(app) == ""

    def test_the_most_special_description_is_linked_to(self, build: Build) -> None:
        """Of its own before its area's before its framework's, until the page is gone."""
        files = {
            "index": page("See :kommunkompass:criterion:`1.4`, :kommunkompass:criterion:`1.5`."),
            "a-table": page(".. kommunkompass:framework:: 2.1"),
            "b-area": page(".. kommunkompass:area:: 1"),
            "c-one": page(".. kommunkompass:criterion:: 1.4"),
        }
        app = build(files)
        assert warnings(app) == ""
        assert re.findall(r'href="([abc]-\w+)\.html#', read(app)) == ["c-one", "b-area"]
        for name in ("b-area", "c-one"):
            (Path(app.srcdir) / f"{name}.rst").unlink()
        (Path(app.srcdir) / "index.rst").write_text(files["index"] + "\nNew.\n")
        later = (Path(app.srcdir) / "index.rst").stat().st_mtime + 10
        os.utime(Path(app.srcdir) / "index.rst", (later, later))
        again = build()
        assert warnings(again) == ""
        assert re.findall(r'href="([abc]-\w+)\.html#', read(again)) == ["a-table", "a-table"]

    def test_a_page_can_describe_an_item_in_several_places(self, build: Build) -> None:
        """Each place has an anchor of its own, and the most special one is linked to."""
        app = build(
            {
                "index": page(
                    "See :kommunkompass:criterion:`1.4`.",
                    "",
                    ".. kommunkompass:framework:: 2.1",
                    "",
                    ".. kommunkompass:area:: 1",
                    "",
                    ".. kommunkompass:criterion:: 1.4",
                )
            }
        )
        assert warnings(app) == ""
        html = read(app)
        (anchor,) = re.findall(r'href="#([^"]+)" title="1.4 ', html)
        assert html.count(f'id="{anchor}"') == 1
        assert re.search(
            rf'<dl class="[^"]*criterion[^"]*"[^>]*>\s*<dt><span[^>]* id="{anchor}"', html
        )

    def test_of_equal_descriptions_one_is_linked_to(self, build: Build) -> None:
        """That on the first page by name, but for those that are not to be."""
        app = build(
            {
                "index": page("See :kommunkompass:criterion:`1.4`."),
                "a": page(".. kommunkompass:criterion:: 1.4", "   :no-index:"),
                "b": page(".. kommunkompass:criterion:: 1.4", "", "Text."),
                "c": page(".. kommunkompass:criterion:: 1.4"),
            }
        )
        assert warnings(app) == ""
        assert 'href="b.html#kommunkompass-2.1-1.4"' in read(app)

    def test_a_framework_of_ones_own(self, build: Build) -> None:
        """Its file is named on the page, and its version in links."""
        app = build(
            {
                "index": page("See :kommunkompass:criterion:`library/1.2`."),
                "own.toml": FRAMEWORK,
                "data/page": page(
                    ".. kommunkompass:criterion:: /own.toml/1.2",
                    "",
                    ".. kommunkompass:framework:: ../own.toml",
                    "   :no-index:",
                ),
            }
        )
        assert warnings(app) == ""
        assert 'href="data/page.html#kommunkompass-library-1.2"' in read(app)
        assert "Är biblioteket öppet på söndagar?" in read(app, "data/page.html")
        assert "Opening hours count twice." in read(app, "data/page.html")
        assert "own.toml" in dependencies(app, "data/page")

    def test_intersphinx_reaches_descriptions(self, build: Build) -> None:
        """By the same roles; the text is that of the linking project."""
        handbook = build({"index": page(".. kommunkompass:framework:: 2.1")}, root="handbook")
        inventory = Path(handbook.outdir) / "objects.inv"
        objects = InventoryFile.load(BytesIO(inventory.read_bytes()), "", posixpath.join)
        assert sorted(objects["kommunkompass:area"]) == [n for n in NAMES if n.count(".") == 1]
        assert len(objects["kommunkompass:criterion"]) == 45
        app = build(
            {
                "index": page(
                    "See :kommunkompass:criterion:`1.4`, :kommunkompass:area:`so <1>`, ",
                    ":external+handbook:kommunkompass:criterion:`2.1/1.5`.",
                )
            },
            root="other",
            conf={
                "extensions": ["kommunkompass.sphinxext", "sphinx.ext.intersphinx"],
                "intersphinx_mapping": {"handbook": ("https://example.org/h/", str(inventory))},
                "language": "sv",
            },
        )
        assert warnings(app) == ""
        links = re.findall(
            r'href="https://example.org/h/index.html#kommunkompass-2.1-([\d.]+)"[^>]*><[^>]*>'
            r"([^<]*)<",
            read(app),
        )
        assert links == [("1.4", "delfråga 1.4"), ("1", "so"), ("1.5", "delfråga 1.5")]

    def test_search_finds_titles(self, build: Build) -> None:
        """As objects, in the language of the project."""
        app = build({"index": page(".. kommunkompass:criterion:: 1.4")})
        index = json.loads(read(app, "searchindex.js")[len("Search.setIndex(") : -1])
        (prefix, ((_, _, _, anchor, name),)) = next(iter(index["objects"].items()))
        title = "1.4 Are citizen dialogue and participation promoted?"
        assert title in f"{prefix}.{name}"
        assert anchor == "kommunkompass-2.1-1.4"


class TestBuilds:
    PAGES: ClassVar[dict[str, str]] = {
        "index": page(
            ".. toctree::",
            "   :glob:",
            "",
            "   *",
            "",
            "See :kommunkompass:criterion:`1.4`.",
        ),
        "framework": page(".. kommunkompass:framework:: 2.1"),
        "area": page(".. kommunkompass:area:: 1"),
        "criterion": page(".. kommunkompass:criterion:: 1.4"),
        "scorecard": page(".. kommunkompass:scorecard:: kumla-2017"),
        **{
            f"more{number}": page(f".. kommunkompass:area:: 2020/{number}")
            for number in range(1, 6)
        },
    }

    @pytest.mark.parametrize(
        "builder", ["html", "dirhtml", "singlehtml", "latex", "text", "man", "gettext", "xml"]
    )
    def test_every_builder(self, build: Build, builder: str) -> None:
        """None breaks or warns, also where tables are numbered."""
        app = build(self.PAGES, builder=builder, conf={"numfig": True})
        assert warnings(app) == ""

    def test_text(self, build: Build) -> None:
        """Tables are readable as plain text."""
        app = build(self.PAGES, builder="text")
        assert re.search(r"\| 1\.4 +\| Are citizen dialogue.*\| 30", read(app, "framework.txt"))

    def test_latex_links_and_breaks_tables(self, build: Build) -> None:
        """A link's target is there, long titles wrap, and the table goes over pages."""
        app = build(self.PAGES, builder="latex", conf={"project": "handbook"})
        (tex,) = Path(app.outdir).glob("*.tex")
        text = tex.read_text(encoding="utf-8")
        assert r"\label{\detokenize{area:kommunkompass-2.1-1.5}}" in text
        assert r"{\hyperref[\detokenize{criterion:kommunkompass-2.1-1.4}]" in text
        assert r"\begin{longtable}" in text
        assert r"\X{48}{113}" in text

    @pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
    def test_in_parallel(self, build: Build) -> None:
        """Two processes read and write what one does."""
        one = build(self.PAGES, root="one")
        two = build(self.PAGES, root="two", parallel=2)
        assert warnings(two) == ""
        assert set(domain_of(two).get_objects()) == set(domain_of(one).get_objects())
        for name in self.PAGES:
            assert read(two, f"{name}.html") == read(one, f"{name}.html")

    def test_only_the_pages_of_a_process_are_taken_over(self, build: Build) -> None:
        """What it knew of others may be out of date."""
        app = build({"index": page("Nothing."), "one": page(".. kommunkompass:area:: 2020/1")})
        domain = domain_of(app)
        known = domain.data["pages"].pop("one")
        domain.merge_domaindata({"one"}, {"pages": {"one": known, "index": known}})
        assert domain.data["pages"] == {"one": known}

    def test_a_role_of_any_domain_finds_nothing(self, build: Build) -> None:
        """Codes could be anything."""
        app = build(
            {"index": page("See :any:`1.4`.", "", ".. kommunkompass:criterion:: 1.4")},
            builder="dummy",
        )
        assert "'any' reference target not found: 1.4" in warnings(app)

    def test_the_style_sheet_is_there(self, build: Build) -> None:
        """Pages refer to it, and it is copied."""
        app = build({"index": page(".. kommunkompass:area:: 1")})
        assert "_static/kommunkompass.css" in read(app)
        assert ".number { text-align: right;" in read(app, "_static/kommunkompass.css")

    def test_it_says_that_it_is_safe_in_parallel(self, build: Build) -> None:
        """Sphinx asks every extension."""
        extension = build({"index": page("Nothing.")}).extensions["kommunkompass.sphinxext"]
        assert extension.parallel_read_safe
        assert extension.parallel_write_safe


def test_a_directive_needs_something_to_show(build: Build) -> None:
    """The base of the directives shows nothing by itself."""
    from kommunkompass.sphinxext.directives import _Directive

    with pytest.raises(NotImplementedError):
        _Directive.shown(None)  # type: ignore[arg-type]


def test_without_sphinx() -> None:
    """The error is of the library's family, and names the extra."""
    program = """
import sys
sys.modules["sphinx"] = None
from kommunkompass.errors import MissingExtraError
try:
    import kommunkompass.sphinxext
except MissingExtraError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == (
        "kommunkompass.sphinxext: 'sphinx' cannot be imported; "
        "to install: pip install 'kommunkompass[docs]'"
    )
