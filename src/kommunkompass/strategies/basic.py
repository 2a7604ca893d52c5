"""Calls, texts, numbers and ranges."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from hypothesis import strategies as st

from kommunkompass.exact import Number
from kommunkompass.interval import Range

__all__ = ["call", "decimals", "percents", "ranges", "several", "texts"]

_Value = TypeVar("_Value")

_FEW, _MANY = 2, 40

_WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=1, max_size=8), min_size=1, max_size=3
).map(lambda words: " ".join(words).capitalize())

#: Texts that files, spreadsheets, pages and terminals have been known to mishandle: taken for
#: formulas, for separators, quotes or markup, and for other values; hard to see; and longer, or
#: of other length, than they look.
_ODD = (
    *("=1+1", "+46", "-", "@SUM(1)", '=HYPERLINK("x";"y")', "\t=1+1"),
    *('"', "'", "a;b", "a,b", "a|b", "a\tb", "a\nb", "a\r\nb", "\\", "# a"),
    *("<b>&amp;</b>", "]]>", "*a*_b_`c`", "{0} %s ${x}"),
    *("None", "nan", "0", "1,5", "1.1", "62 %", "2017-03-01", "total"),
    *(" ", " a ", "\u00a0", "\u200b", "\ufeff", "\x00", "\x07", "\x1b[31m", "\x85", "\u2028"),
    *("\u202ea", "\u05d0\u05d1 1", "e\u0301", "\ufb01", "\u0130"),
    *("\U0001f469\u200d\U0001f469\u200d\U0001f467", "å" * 2000),
)
_ODD_TEXTS = _WORDS | st.sampled_from(_ODD) | st.text(min_size=1)


def call(
    draw: st.DrawFn, build: Callable[..., _Value], *arguments: object, **keywords: object
) -> _Value:
    """What a class, or a method of one, gives; Hypothesis prints the call instead of its fields.

    It would print a method without its class.
    """

    def named(*args: object, **kwargs: object) -> _Value:
        return build(*args, **kwargs)

    named.__name__ = build.__qualname__
    known = {key: st.just(value) for key, value in keywords.items()}
    return draw(st.builds(named, *map(st.just, arguments), **known))


def texts(hostile: bool) -> st.SearchStrategy[str]:
    """One to three words of Swedish letters; where hostile, any text but an empty one, too."""
    return _ODD_TEXTS if hostile else _WORDS


def several(values: st.SearchStrategy[_Value]) -> st.SearchStrategy[tuple[_Value, ...]]:
    """One or two of some values."""
    return st.lists(values, min_size=1, max_size=2).map(tuple)


@st.composite
def decimals(draw: st.DrawFn, most: int, places: int = _FEW) -> Decimal:
    """Decimals from 0 to a whole number, of at most so many places; fewer are simpler."""
    kept = draw(st.integers(0, places))
    return Decimal(f"{draw(st.integers(0, most * 10**kept))}e-{kept}")


#: They have many decimals, or are no decimals at all; some lie close to a bound.
_ODD_PERCENTS: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from([Decimal(f"1e-{_MANY}"), Fraction(100, 3), 100 - Fraction(1, 10**_MANY)]),
    decimals(100, _MANY),
    st.fractions(0, 100),
)


def percents(*, hostile: bool = False) -> st.SearchStrategy[Number]:
    """Percents from 0 to 100: decimals of at most two places, as evaluators give them.

    >>> from hypothesis import find
    >>> find(percents(), lambda percent: percent > 12)
    Decimal('13')

    Args:
        hostile: whether they are fractions that are no decimals, have many decimals or lie close
            to a bound too.
    """
    return decimals(100) | _ODD_PERCENTS if hostile else decimals(100)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """Ranges from -100 to 100, with ends closed or open, or of a single number.

    >>> from hypothesis import find
    >>> print(find(ranges(), lambda known: not known.upper_closed))
    [0, 1)
    """
    ends = st.integers(-100, 100) | decimals(100)
    lower, upper = sorted([draw(ends), draw(ends)])
    if lower == upper:
        return call(draw, Range.exactly, lower)
    kinds = [Range.closed, Range.closedopen, Range.openclosed, Range.open]
    return call(draw, draw(st.sampled_from(kinds)), lower, upper)
