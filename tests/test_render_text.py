"""Pages as text."""

from hypothesis import given

from kommunkompass.render import Column, Page, Row, Table, text
from rendered_pages import pages

CODE = Column("Code", "code")
TITLE = Column("Title", "name")
POINTS = Column("Points", "number")


def shown(*rows: Row, columns: list[Column] | None = None) -> str:
    """A page with one table, as text."""
    table = Table("How to read it.", columns or [CODE, TITLE, POINTS], rows)
    return text(Page("Kumla", ["First.", table, "Last."], "en"))


def test_columns_stand_side_by_side():
    """Numbers are set to the right, all else to the left; the caption comes first."""
    assert shown(Row(["1", "Openness", "37"], "area"), Row(["", "Total", "371"], "total")) == (
        "Kumla\n"
        "=====\n"
        "First.\n"
        "How to read it.\n"
        "\n"
        "Code  Title     Points\n"
        "1     Openness      37\n"
        "      Total        371\n"
        "\n"
        "Last."
    )


def test_areas_with_criteria_are_set_apart():
    """An empty line stands before each area that has criteria, and after the last of these."""
    lines = shown(
        Row(["1", "One", "3"], "area"),
        Row(["1.1", "Sub", "3"], "criterion"),
        Row(["", "Total", "3"], "total"),
    ).splitlines()
    assert lines[5:] == [
        "Code  Title  Points",
        "",
        "1     One         3",
        "1.1   Sub         3",
        "",
        "      Total       3",
        "",
        "Last.",
    ]


def test_long_names_are_wrapped_within_the_width():
    """Two long columns share what the others leave; the row goes on in the lines below."""
    lines = shown(
        Row(["1", "word " * 30, "long " * 30]),
        columns=[CODE, TITLE, Column("For", "prose")],
    ).splitlines()
    table = lines[5:-2]
    assert len(table) == 4
    assert table[1] == "1     " + ("word " * 10).ljust(53) + ("long " * 10).rstrip()
    assert max(map(len, table)) <= 110


def test_a_table_too_wide_keeps_its_names_readable():
    """Where the other columns leave no room, names are still given some."""
    lines = shown(
        Row(["1", "word " * 8, "9" * 120]),
    ).splitlines()
    assert lines[6].split() == ["1", *["word"] * 6, "9" * 120]
    assert lines[7] == "      word word"


def test_a_page_may_have_any_number_of_tables():
    """Further tables follow with their captions; without any, title and notes are left."""
    table = Table("Caption.", [CODE], [Row(["1"])])
    two = text(Page("Two", [table, table], "en"))
    assert two == "Two\n===\nCaption.\n\nCode\n1\n\nCaption.\n\nCode\n1"
    assert text(Page("No", ["Done."], "en")) == "No\n==\nDone."


@given(pages)
def test_nothing_is_lost(page):
    """Every word of a page is in its text, and lines have no blanks at their ends."""
    lines = text(page).splitlines()
    assert all(line == line.rstrip() for line in lines)
    joined = "".join("".join(lines).split())
    for table in page.tables:
        for row in table.rows:
            for cell, column in zip(row.cells, table.columns, strict=True):
                if column.kind not in ("name", "prose"):
                    assert "".join(cell.split()) in joined
