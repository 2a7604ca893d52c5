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
from sphinx import addnodes
from sphinx.errors import ConfigError
from sphinx.testing.util import SphinxTestApp
from sphinx.util.inventory import InventoryFile

from kommunkompass import get_framework, load_example
from kommunkompass.render.overview import evaluation_page
from kommunkompass.sphinxext.domain import domain_of

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


def dependencies(app: SphinxTestApp, docname: str) -> set[str]:
    """The names of the files that a page depends on."""
    return {Path(path).name for path in app.env.dependencies[docname]}


def tables(app: SphinxTestApp, docname: str = "index") -> list[nodes.table]:
    return list(app.env.get_doctree(docname).findall(nodes.table))


class TestFramework:
    def test_shows_every_item_with_its_maximum(self, build: Build) -> None:
        """In order, below a head, the total last."""
        app = build({"index": page(".. kommunkompass:framework:: 2.1")})
        (table,) = tables(app)
        framework = get_framework("2.1")
        rows = [[item.code, item.title_en, str(item.maximum)] for item in framework]
        assert cells(table) == [
            ["Code", "Area and criterion", "Max"],
            *rows[:-1],
            ["", "Total", "800"],
        ]
        assert warnings(app) == ""

    def test_a_table_can_be_listened_to(self, build: Build) -> None:
        """It has a caption, heads, a stub that names each row, and its language."""
        app = build({"index": page(".. kommunkompass:framework:: 2.1", "   :lang: sv")})
        html = read(app)
        assert re.search(r'<table class="[^"]*kommunkompass[^"]*" [^>]*lang="sv"', html)
        assert "Kommunkompassen 2.1. Områden och delfrågor" in html.split("<caption>")[1]
        head, body = html.split("<thead>")[1].split("</thead>")
        assert head.count("<th class") == 3
        assert body.count('<th class="stub name"') == 54
        assert html.count('class="number"') == 54

    @pytest.mark.parametrize("language", ["en", "sv"])
    def test_both_languages(self, build: Build, language: str) -> None:
        """The project's comes first, and the other is marked as what it is."""
        app = build(
            {"index": page(".. kommunkompass:framework:: 2020", "   :lang: both")},
            conf={"language": language},
        )
        area = get_framework("2020").areas[0]
        titles = [area.title_en, area.title]
        other = "sv"
        if language == "sv":
            titles, other = titles[::-1], "en"
        (table,) = tables(app)
        assert cells(table)[1] == ["1", "\n\n".join(titles), "100"]
        assert f'<p lang="{other}">{titles[1]}</p>' in read(app)

    def test_without_criteria(self, build: Build) -> None:
        """Areas and the total are left."""
        app = build({"index": page(".. kommunkompass:framework::", "   :criteria: no")})
        assert [row[0] for row in cells(tables(app)[0])] == ["Code", *"12345678", ""]

    def test_caption_notes_and_name(self, build: Build) -> None:
        """The page can have its own caption, the version's notes, and a link to the table."""
        app = build(
            {
                "index": page(
                    ".. kommunkompass:framework:: 2020",
                    "   :caption: Eight areas",
                    "   :criteria:",
                    "   :notes:",
                    "   :name: eight",
                    "",
                    "See :ref:`this <eight>`.",
                )
            }
        )
        html = read(app)
        assert '<span class="caption-text">Eight areas</span>' in html
        assert 'id="eight"' in html
        assert warnings(app) == ""
        for note in get_framework("2020").notes:
            assert note in plain(html)

    def test_no_areas(self, build: Build) -> None:
        """A framework of which only the total is known is shown as that."""
        app = build({"index": page(".. kommunkompass:framework:: pre-2010")})
        assert cells(tables(app)[0])[1:] == [["", "Total", "800"]]


class TestItems:
    def test_a_criterion(self, build: Build) -> None:
        """Its titles, maximum, area and source, and what the page itself says."""
        app = build(
            {
                "index": page(
                    ".. kommunkompass:criterion:: 3.2",
                    "   :lang: both",
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
            ["Area", "3 Political governance and control"],
            ["Title as printed", criterion.printed_title],  # type: ignore[union-attr]
            ["Source", criterion.source],
        ]
        (term,) = tree.findall(nodes.term)
        assert term.astext() == f"3.2 {criterion.title_en}"
        assert "<em>one</em> budget" in read(app)

    def test_a_criterion_as_it_is_printed(self, build: Build) -> None:
        """Most have nothing corrected, and then nothing is said of it; in Swedish."""
        app = build({"index": page(".. kommunkompass:criterion:: 2.1/1.4", "   :lang: sv")})
        names = [name.astext() for name in app.env.get_doctree("index").findall(nodes.field_name)]
        assert names == ["Högsta poäng", "Område", "Källa"]

    def test_an_area(self, build: Build) -> None:
        """The same of an area, its headings and other names, and the table of its criteria."""
        app = build({"index": page(".. kommunkompass:area:: 7")})
        tree = app.env.get_doctree("index")
        area = get_framework("2.1").areas[6]
        fields = [[part.astext() for part in each.children] for each in tree.findall(nodes.field)]
        assert [name for name, _ in fields] == [
            "Most points",
            "Also called",
            "Headings in reports",
            "Source",
        ]
        assert fields[1][1] == "Verksamhetsutveckling"
        assert fields[2][1] == "\n\n".join(heading.title_en for heading in area.headings)
        codes = [row[0] for row in cells(tables(app)[0])]
        assert codes == ["Code", "7.1", "7.2", "7.3", "7.4", "7.5"]

    def test_an_area_scored_as_a_whole(self, build: Build) -> None:
        """It has no table."""
        app = build({"index": page(".. kommunkompass:area:: 3", "   :framework: 2020")})
        assert tables(app) == []
        assert get_framework("2020").areas[2].title_en in read(app)
        assert domain_of(app.env).find("area", "2020/3")


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
            *expected.notes,
        ]
        caption = table.next_node(nodes.title)
        assert caption is not None
        assert caption.astext() == "Kumla 2017, Kommunkompassen 2.1"
        assert warnings(app) == ""

    def test_options(self, build: Build) -> None:
        """Both languages, areas alone, a caption, nothing below."""
        app = build(
            {
                "index.md": "# Title\n\n```{kommunkompass:scorecard} kumla-2017\n:lang: both\n"
                ":criteria: no\n:caption: Kumla!\n:notes: no\n```\n"
            }
        )
        (table,) = tables(app)
        assert len(cells(table)) == 10
        assert cells(table)[1][1] == "Openness and democracy\n\nOffentlighet och demokrati"
        assert "Kumla!" in read(app)
        assert "Strongest" not in read(app)

    def test_codes_link_to_descriptions(self, build: Build) -> None:
        """Where there are any; where not, they are plain, and nothing is amiss."""
        app = build(
            {
                "index": page(".. kommunkompass:scorecard:: kumla-2017"),
                "democracy": page(".. kommunkompass:area:: 1"),
            }
        )
        links = re.findall(r'href="(democracy\.html#[^"]+)"', read(app))
        assert links[:2] == [
            "democracy.html#kommunkompass-2.1-1",
            "democracy.html#kommunkompass-area-2.1-1.1",
        ]
        assert len(links) == 6
        assert warnings(app) == ""

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
            ("framework:: none.toml", "none.toml' cannot be read"),
            ("framework:: faulty.toml", "faulty.toml: 1 fault"),
            ("area:: 9", "framework 2.1: '9' is not known"),
            ("area:: 1.4", "framework 2.1: '1.4' is not allowed; allowed: the code of an area"),
            ("area:: 9/1", "framework version: '9' is not known"),
            ("criterion:: 1", "framework 2.1: '1' is not allowed; allowed: the code of a crit"),
            ("criterion:: 9.9", "framework 2.1: '9.9' is not known"),
            ("scorecard:: none.csv", "none.csv' cannot be read"),
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
        assert "data file: 'kumla.tsv' cannot be read" in first
        assert warnings(build(builder="dummy")) == first
        data = Path(app.srcdir) / "kumla.tsv"
        data.write_bytes(Path(__file__).with_name("kumla-2017.tsv").read_bytes())
        os.utime(data, (1, 1))
        mended = build(builder="dummy")
        assert warnings(mended) == ""
        assert len(tables(mended)) == 1
        assert "0 added, 0 changed, 0 removed" in build(builder="dummy").status.getvalue()

    @pytest.mark.parametrize("option", [":lang: no", ":lang:", ":criteria: maybe", ":other: 1"])
    def test_an_option_that_is_wrong_is_told(self, build: Build, option: str) -> None:
        """By docutils, with page and line."""
        app = build(
            {"index": page(".. kommunkompass:framework:: 2.1", f"   {option}")}, builder="dummy"
        )
        assert warnings(app).startswith("index.rst:4: ERROR: ")
        assert option.split(":")[1] in warnings(app)

    @pytest.mark.parametrize("value", ["9", "none.toml"])
    def test_a_wrong_setting_ends_the_build(self, build: Build, value: str) -> None:
        """Before any page is read."""
        with pytest.raises(ConfigError, match=rf"^kommunkompass_framework: .*'.*{value}'"):
            build({"index": page("Nothing.")}, conf={"kommunkompass_framework": value})

    @pytest.mark.parametrize(
        ("role", "says"),
        [
            ("criterion:`9.9`", "framework 2.1: '9.9' is not known; allowed: that of a criterion"),
            ("area:`1.4`", "framework 2.1: criterion 1.4 is no area"),
            ("criterion:`total`", "framework 2.1: total is no criterion"),
            ("area:`2020/3`", "area 2020/3 is described on no page of the project"),
            ("area:`other/3`", "area other/3 is described on no page of the project"),
        ],
    )
    def test_a_link_that_leads_nowhere_tells_why(self, build: Build, role: str, says: str) -> None:
        """With page and line; other domains' links are left to Sphinx."""
        app = build(
            {
                "index": page(f"See :kommunkompass:{role}.", "", "And :py:func:`nothing`."),
                "table": page(".. kommunkompass:framework:: 2.1"),
            },
            builder="dummy",
        )
        ours, others = sorted(warnings(app).splitlines())
        assert ours.startswith(f"index.rst:4: WARNING: {says}")
        assert others.startswith("index.rst:6: WARNING: py:func reference target not found")

    def test_a_link_that_leads_nowhere_is_told_unasked(self, build: Build) -> None:
        """Also where the project is not nitpicky; a scorecard's codes never are."""
        app = build({"index": page("See :kommunkompass:area:`9`.")}, conf={"nitpicky": False})
        assert "'9' is not known" in warnings(app)

    def test_what_is_described_twice(self, build: Build) -> None:
        """One warning for two directives, however many items they share."""
        app = build(
            {
                "index": page(".. kommunkompass:framework:: 2.1"),
                "swedish": page(".. kommunkompass:framework:: 2.1", "   :lang: sv"),
                "one": page(".. kommunkompass:area:: 1"),
                "two": page(".. kommunkompass:criterion:: 1.4"),
                "twice": page(".. kommunkompass:criterion:: 1.4", "", "Text."),
                "quiet": page(".. kommunkompass:criterion:: 1.4", "   :no-index:"),
            }
        )
        assert sorted(warnings(app).splitlines()) == [
            "swedish.rst:6: WARNING: 2.1/2 and 46 more: described here and in index, line 4; "
            "set the option :no-index: here or there [kommunkompass.duplicate]",
            "two.rst:6: WARNING: 2.1/1.4: described here and in twice, line 6; "
            "set the option :no-index: here or there [kommunkompass.duplicate]",
        ]


class TestLinks:
    def test_roles(self, build: Build) -> None:
        """They lead to the description, named as in the project's language."""
        app = build(
            {
                "index": page(
                    "See :kommunkompass:criterion:`1.4`, :kommunkompass:area:`2.1/1`,",
                    ":kommunkompass:area:`so <2>` and :any:`1.5`.",
                ),
                "table": page(".. kommunkompass:framework:: 2.1"),
            }
        )
        assert warnings(app) == ""
        html = read(app)
        title = "1.4 Are citizen dialogue and participation promoted?"
        assert f'href="table.html#kommunkompass-framework-2.1-1.4" title="{title}"' in html
        assert re.search(r'2\.1-1"[^>]*><span[^>]*>area 1</span></a>', html)
        assert re.search(r'2\.1-2"[^>]*><span[^>]*>so</span></a>', html)
        assert 'href="table.html#kommunkompass-framework-2.1-1.5"' in html
        targets = re.findall(
            r'id="kommunkompass-framework-2\.1-([\d.]+)"', read(app, "table.html")
        )
        assert [f"2.1/{code}" for code in targets] == NAMES

    @pytest.mark.filterwarnings("ignore:'myst_parser")
    def test_roles_in_swedish_markdown(self, build: Build) -> None:
        """So do those in MyST; the project's language is Swedish."""
        app = build(
            {
                "index.md": "# Sida\n\nSe {kommunkompass:criterion}`1.4` och [den](2.1/1.5).\n\n"
                "```{kommunkompass:area} 1\n```\n"
            },
            conf={"language": "sv_SE"},
        )
        html = read(app)
        assert re.search(r'title="1.4 Främjas [^"]*"><span[^>]*>delfråga 1.4<', html)
        assert 'href="#kommunkompass-area-2.1-1.5"' in html
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
        """Each place has an anchor of its own, which does not hang on the order of the page."""
        app = build(
            {
                "index": page(
                    ".. kommunkompass:framework::",
                    "",
                    ".. kommunkompass:area:: 1",
                    "",
                    ".. kommunkompass:criterion:: 1.4",
                )
            }
        )
        assert warnings(app) == ""
        assert re.findall(r'id="(kommunkompass[^"]*-1\.4)"', read(app)) == [
            "kommunkompass-framework-2.1-1.4",
            "kommunkompass-area-2.1-1.4",
            "kommunkompass-2.1-1.4",
        ]

    def test_a_framework_of_the_project(self, build: Build) -> None:
        """What is named in the settings is meant where nothing else is said."""
        app = build(
            {
                "index": page(
                    "See :kommunkompass:criterion:`1.2`.",
                    "",
                    ".. kommunkompass:framework::",
                    "   :lang: both",
                    "   :notes:",
                    "",
                    ".. kommunkompass:scorecard:: ours.csv",
                ),
                "own.toml": FRAMEWORK,
                "ours.csv": OURS.format(points=10),
            },
            conf={"kommunkompass_framework": "own.toml"},
        )
        assert warnings(app) == ""
        assert 'href="#kommunkompass-framework-library-1.2"' in read(app)
        assert "Är biblioteket öppet på söndagar?" in read(app)
        assert "Opening hours count twice." in read(app)
        assert "own.toml" in dependencies(app, "index")

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
                    "",
                    ".. kommunkompass:scorecard:: kumla-2017",
                    "   :criteria: no",
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
            r'href="https://example.org/h/index.html#kommunkompass-framework-2.1-([\d.]+)"[^>]*><[^>]*>'
            r"([^<]*)<",
            read(app),
        )
        assert links[:3] == [("1.4", "delfråga 1.4"), ("1", "so"), ("1.5", "delfråga 1.5")]
        assert links[3:] == [(code, code) for code in "12345678"]

    def test_search_finds_both_languages(self, build: Build) -> None:
        """The index names what is described in English and in Swedish."""
        app = build({"index": page(".. kommunkompass:criterion:: 1.4", "   :lang: sv")})
        index = json.loads(read(app, "searchindex.js")[len("Search.setIndex(") : -1])
        (prefix, ((_, _, _, anchor, name),)) = next(iter(index["objects"].items()))
        assert f"{prefix}.{name}" == (
            "2.1/1.4 criterion: Are citizen dialogue and participation promoted? "
            "· delfråga: Främjas medborgardialog och deltagande?"
        )
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
        "framework": page(".. kommunkompass:framework:: 2.1", "   :lang: both", "   :notes:"),
        "area": page(".. kommunkompass:area:: 1", "   :lang: both"),
        "criterion": page(".. kommunkompass:criterion:: 1.4", "   :lang: both"),
        "scorecard": page(".. kommunkompass:scorecard:: kumla-2017", "   :lang: both"),
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
        assert r"\label{\detokenize{framework:kommunkompass-framework-2.1-1.5}}" in text
        assert r"{\hyperref[\detokenize{criterion:kommunkompass-2.1-1.4}]" in text
        assert r"\begin{longtable}" in text
        assert r"\X{48}{65}" in text

    @pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
    def test_in_parallel(self, build: Build) -> None:
        """Two processes read and write what one does."""
        one = build(self.PAGES, root="one")
        two = build(self.PAGES, root="two", parallel=2)
        assert warnings(two) == ""
        assert set(domain_of(two.env).get_objects()) == set(domain_of(one.env).get_objects())
        for name in self.PAGES:
            assert read(two, f"{name}.html") == read(one, f"{name}.html")

    def test_only_the_pages_of_a_process_are_taken_over(self, build: Build) -> None:
        """What it knew of others may be out of date."""
        app = build({"index": page("Nothing."), "one": page(".. kommunkompass:area:: 2020/1")})
        domain = domain_of(app.env)
        known = domain.descriptions.pop("one")
        domain.merge_domaindata({"one"}, {"descriptions": {"one": known, "index": known}})
        assert domain.descriptions == {"one": known}

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
    from kommunkompass.sphinxext.shared import KommunkompassDirective

    with pytest.raises(NotImplementedError):
        KommunkompassDirective.shown(None)  # type: ignore[arg-type]


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


def test_links_of_scorecards_are_like_those_of_roles(build: Build) -> None:
    """But for that they may lead nowhere."""
    app = build({"index": page(".. kommunkompass:scorecard:: kumla-2017")})
    links = list(app.env.get_doctree("index").findall(addnodes.pending_xref))
    assert [link["reftarget"] for link in links] == NAMES
    assert all(link["optional"] for link in links)
