"""Pages as Markdown: what is read back is what was put in."""

import pytest
from hypothesis import example, given, settings

from kommunkompass.render import Column, Page, Row, Table, markdown
from rendered_pages import cells, pages, sentences

HOSTILE = "a|b *x* `y` <script>alert(1)</script> \\| [l](u) &amp; $z$"


def table(*rows: Row) -> Table:
    """A table of titles and points."""
    columns = [Column("Title", "name"), Column("Points", "number")]
    return Table("How to read it.", columns, rows)


def hostile_page() -> Page:
    """A page with markup wherever there is text."""
    row = Row([HOSTILE, HOSTILE], "area")
    return Page(
        title=f"# {HOSTILE} #",
        blocks=[
            f"- {HOSTILE}",
            f"1. {HOSTILE}",
            table(row),
            *["+ x", "12) x", "(x)=", ":x: y", "% x", "=== "],
        ],
        language="en",
    )


def test_a_page_is_a_heading_sentences_and_a_pipe_table():
    """Numbers are set to the right; areas and the total are strong, empty cells left empty."""
    page = Page(
        title="Kumla",
        blocks=[
            "First.",
            table(Row(["Openness", "37"], "area"), Row(["Sub", ""], "criterion")),
            "Last.",
        ],
        language="en",
    )
    assert markdown(page) == (
        "# Kumla\n"
        "\n"
        "First.\n"
        "\n"
        "How to read it.\n"
        "\n"
        "| Title | Points |\n"
        "| :--- | ---: |\n"
        "| **Openness** | **37** |\n"
        "| Sub |  |\n"
        "\n"
        "Last.\n"
    )


@given(pages)
@example(hostile_page())
def test_a_markdown_parser_reads_the_texts_literally(page):
    """Whatever the texts contain, nothing but headings, paragraphs, tables and bold comes out."""
    markdown_it = pytest.importorskip("markdown_it")
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    read: dict[str, list] = {"h1": [], "p": [], "tr": []}
    holder = ""
    for token in parser.parse(markdown(page)):
        if token.type == "tr_open":
            read["tr"].append([])
        elif token.nesting == 1:
            holder = token.tag
        elif token.type == "inline":
            assert {child.type for child in token.children} <= {
                "text",
                "strong_open",
                "strong_close",
            }
            text = "".join(child.content for child in token.children)
            (read["tr"][-1] if holder in ("th", "td") else read[holder]).append(text)
        assert token.tag in ("", "h1", "p", "table", "thead", "tbody", "tr", "th", "td")
    assert read["h1"] == [page.title]
    assert sorted(read["p"]) == sorted(sentences(page))
    assert read["tr"] == cells(page)


@settings(max_examples=25)
@given(pages)
@example(hostile_page())
def test_myst_reads_the_texts_literally(page):
    """MyST with its extensions finds no role, target, comment, formula or field either."""
    docutils_ = pytest.importorskip("myst_parser.parsers.docutils_")
    core = pytest.importorskip("docutils.core")
    document = core.publish_doctree(
        markdown(page),
        parser=docutils_.Parser(),
        settings_overrides={
            "report_level": 5,
            "myst_enable_extensions": [
                "amsmath",
                "attrs_block",
                "attrs_inline",
                "colon_fence",
                "deflist",
                "dollarmath",
                "fieldlist",
                "html_image",
                "strikethrough",
                "substitution",
                "tasklist",
            ],
        },
    )
    known = "document title paragraph table tgroup colspec thead tbody row entry strong #text"
    assert {node.tagname for node in document.findall()} <= set(known.split())
    entries = [entry.astext() for entry in document.findall() if entry.tagname == "entry"]
    assert entries == [cell for row in cells(page) for cell in row]
