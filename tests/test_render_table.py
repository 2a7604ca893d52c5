"""The model of what is shown."""

import pytest
from hypothesis import given

from kommunkompass.render import Column, Row, Table, clean
from rendered_pages import texts


def rows(*levels: str) -> Table:
    """A table of rows of these levels."""
    column = Column("Code", "code")
    return Table("Any", [column], [Row([str(place)], level) for place, level in enumerate(levels)])


@given(texts)
def test_a_clean_text_is_one_line_that_can_be_written(text):
    """It has no line breaks, no control characters, and can be encoded; cleaning ends there."""
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert len(cleaned.splitlines()) <= 1
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in cleaned)
    cleaned.encode()
    assert clean(cleaned) == cleaned


def test_a_clean_text_keeps_its_words():
    """Only what cannot be written is replaced, and visibly so."""
    assert clean("  a\tb\n\nc ") == "a b c"
    assert clean("Örnsköldsvik – 日本 👍") == "Örnsköldsvik – 日本 👍"
    assert clean("a\x00b\ud800\uffff") == "a�b��"


@pytest.mark.parametrize(
    ("levels", "sizes"),
    [
        ([], []),
        (["plain", "plain"], [2]),
        (["area", "area", "total"], [3]),
        (["area", "criterion", "criterion", "area", "criterion", "total"], [3, 2, 1]),
        (["area", "area", "criterion", "area", "area", "total"], [1, 2, 1, 1, 1]),
    ],
)
def test_an_area_stands_in_a_group_with_its_criteria(levels, sizes):
    """So does each area without criteria, and the total, where another area has some."""
    table = rows(*levels)
    assert [len(group) for group in table.groups] == sizes
    assert [row for group in table.groups for row in group] == list(table.rows)


def test_rows_are_told_by_their_name_or_else_by_their_first_cell():
    """The column that heads a row is the first of names; where there is none, the first."""
    code, name = Column("Code", "code"), Column("Title", "name")
    assert Table("Any", [code, name], []).heading_column == 1
    assert Table("Any", [code], []).heading_column == 0
