"""Pages as reStructuredText: what is read back is what was put in."""

import pytest
from hypothesis import example, given

from kommunkompass.render import Column, Page, Row, Table, rst
from rendered_pages import cells, pages, sentences

HOSTILE = "a|b *x* `y` :r:`z` x_ |s| \\ http://example.org/ a@example.org"


def table(*rows: Row) -> Table:
    """A table of titles and points."""
    columns = [Column("Title", "name"), Column("Points", "number")]
    return Table("How to read it.", columns, rows)


def hostile_page() -> Page:
    """A page with markup wherever there is text."""
    return Page(
        title=f"- {HOSTILE}",
        blocks=[
            *[f"1. {HOSTILE}", "a. x", "iv. x", "• x"],
            table(
                Row([HOSTILE, f".. {HOSTILE}"], "area"),
                Row(["-", "::"]),
                Row(["\\\\", ""], "total"),
            ),
            "x::",
            ".. note::",
            ">>> x",
            "====",
            "日本語",
            ":x: y",
            "-a x",
            "| x",
            "__ x",
            "\\\\",
        ],
        language="en",
    )


def test_a_page_is_a_section_with_a_list_table():
    """Names are stubs; areas and the total are strong, and empty cells are left empty."""
    page = Page(
        title="Kumla",
        blocks=[
            table(Row(["Openness", "37"], "area"), Row(["Sub", ""], "criterion")),
            "Last.",
        ],
        language="en",
    )
    assert rst(page) == (
        "Kumla\n"
        "=====\n"
        "\n"
        ".. list-table:: How to read it.\n"
        "   :class: kommunkompass\n"
        "   :header-rows: 1\n"
        "   :stub-columns: 1\n"
        "   :widths: auto\n"
        "\n"
        "   * - Title\n"
        "     - Points\n"
        "   * - **Openness**\n"
        "     - **37**\n"
        "   * - Sub\n"
        "     -\n"
        "\n"
        "Last.\n"
    )


@given(pages)
@example(hostile_page())
def test_docutils_reads_the_texts_literally(page):
    """Whatever the texts contain, docutils warns of nothing and finds no markup but ours."""
    core = pytest.importorskip("docutils.core")
    document = core.publish_doctree(rst(page), settings_overrides={"report_level": 5})
    known = "document title paragraph table tgroup colspec thead tbody row entry strong #text"
    assert {node.tagname for node in document.findall()} <= set(known.split())
    texts = [
        node for node in document.findall() if node.tagname in ("title", "paragraph", "entry")
    ]
    paragraphs = [
        node.astext()
        for node in texts
        if node.tagname != "entry" and node.parent.tagname != "entry"
    ]
    entries = [node.astext() for node in texts if node.tagname == "entry"]
    assert sorted(paragraphs) == sorted([page.title, *sentences(page)])
    assert entries == [cell for row in cells(page) for cell in row]
