"""Pages as HTML: what is read back is what was put in."""

from html.parser import HTMLParser

from hypothesis import example, given

from kommunkompass.render import Column, Page, Row, Table, html
from rendered_pages import cells, pages, sentences

HOSTILE = '<script>alert("1")</script> & \' &amp; </td> --> <!--'
VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Reads a fragment into texts by element; fails where elements do not nest."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self.texts: list[tuple[str, str]] = []
        self.rows: list[list[str]] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] in ("th", "td"):
            self.rows[-1][-1] += data
        elif data.strip():
            self.texts.append((self.open[-1], data))

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


def area_page() -> Page:
    """A page with an area, its criterion and the total."""
    return Page(
        title="Kumla",
        blocks=[
            "First.",
            Table(
                "How to read it.",
                [Column("Title", "name"), Column("Points", "number")],
                [
                    Row(["Openness", "37"], "area"),
                    Row(["Plan", "5"], "criterion"),
                    Row(["Total", "371"], "total"),
                ],
            ),
            "Last.",
        ],
        language="en",
    )


def test_a_page_is_a_section_in_its_language():
    """A heading, sentences, and a table with its caption."""
    read = Reader(html(area_page()))
    assert read.tags[0] == ("section", {"class": "kommunkompass", "lang": "en"})
    assert read.texts == [
        ("h2", "Kumla"),
        ("p", "First."),
        ("caption", "How to read it."),
        ("p", "Last."),
    ]
    assert read.rows[1] == ["Openness", "37"]


def test_a_table_can_be_listened_to():
    """Each head says what it is the head of."""
    scopes = [given["scope"] for tag, given in Reader(html(area_page())).tags if tag == "th"]
    assert scopes == ["col", "col", "row", "row", "row"]


def test_each_area_has_a_body_of_its_own():
    """An area and its criteria are one body, and the total is another."""
    tags = [tag for tag, _ in Reader(html(area_page())).tags if tag in ("tbody", "tr")]
    assert tags == ["tr", "tbody", "tr", "tr", "tbody", "tr"]


def test_cells_carry_the_kind_of_their_column_as_class():
    """A style sheet can set numbers to the right, and label cells where heads are hidden."""
    cell = next(given for tag, given in Reader(html(area_page())).tags if tag == "td")
    assert cell == {"class": "number", "data-label": "Points"}


def test_a_column_may_be_in_another_language():
    """What is not in the page's language says so."""
    table = Table("T", [Column("Svenska", "name", "sv")], [Row(["Etik"])])
    page = Page("T", [table], "en")
    assert [given.get("lang") for tag, given in Reader(html(page)).tags if tag == "th"] == [
        None,
        "sv",
    ]


@given(pages)
@example(Page(HOSTILE, [HOSTILE], "en"))
@example(Page("x", [Table(HOSTILE, [Column(HOSTILE, "name")], [Row([HOSTILE], "area")])], "en"))
def test_a_parser_reads_the_texts_literally(page):
    """Whatever the texts contain, they come out as they were, and no other element does."""
    read = Reader(html(page))
    known = "section h2 p table caption thead tbody tr th td"
    assert {tag for tag, _ in read.tags} <= set(known.split())
    assert [text for _, text in read.texts] == [page.title, *sentences(page)]
    assert read.rows == cells(page)
    labels = [given["data-label"] for _, given in read.tags if "data-label" in given]
    assert labels == [
        column.title for table in page.tables for _ in table.rows for column in table.columns
    ]
