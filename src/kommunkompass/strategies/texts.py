"""Words and odd texts."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

__all__ = ["several", "texts"]

_Value = TypeVar("_Value")

_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"

#: Texts that files, spreadsheets, pages and terminals have been known to mishandle.
_ODD = (
    # Taken for formulas.
    "=1+1",
    "+46",
    "-",
    "@SUM(1)",
    '=HYPERLINK("x";"y")',
    "\t=1+1",
    # Taken for separators, quotes or markup.
    '"',
    "'",
    "a;b",
    "a,b",
    "a|b",
    "a\tb",
    "a\nb",
    "a\r\nb",
    "\\",
    "<b>&amp;</b>",
    "]]>",
    "*a*_b_`c`",
    "{0} %s ${x}",
    "# a",
    # Taken for other values.
    "None",
    "nan",
    "0",
    "1,5",
    "1.1",
    "62 %",
    "2017-03-01",
    "total",
    # Hard to see.
    " ",
    " a ",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\x00",
    "\x07",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\u202ea",
    "\u05d0\u05d1 1",
    # Longer, or of other length, than they look.
    "e\u0301",
    "\ufb01",
    "\u0130",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "å" * 2000,
)


@cache
def texts(hostile: bool) -> st.SearchStrategy[str]:
    """One to three words of Swedish letters; where hostile, any text but an empty one, too."""
    word = st.text(_LETTERS, min_size=1, max_size=8)
    words = st.lists(word, min_size=1, max_size=3).map(_phrase)
    return words | st.sampled_from(_ODD) | st.text(min_size=1) if hostile else words


def _phrase(words: list[str]) -> str:
    return " ".join(words).capitalize()


def several(values: st.SearchStrategy[_Value]) -> st.SearchStrategy[tuple[_Value, ...]]:
    """None, one or two of some values."""
    return st.lists(values, max_size=2).map(tuple)
