"""What evaluations are drawn from: texts, numbers, frameworks, and whose evaluation it is."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from hypothesis import strategies as st

from kommunkompass.arguments import checked_whole
from kommunkompass.described import Finding, FindingKind, KeyFacts, RoleModel
from kommunkompass.errors import InvalidTypeError
from kommunkompass.exact import Number
from kommunkompass.framework import Area, Criterion, Framework, Item, Term
from kommunkompass.framework_file import get_framework
from kommunkompass.interval import Range
from kommunkompass.testing import small_framework

_Value = TypeVar("_Value")

_FEW, _MANY = 2, 40

_WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=1, max_size=8), min_size=1, max_size=3
).map(lambda words: " ".join(words).capitalize())

#: Texts that files, spreadsheets, pages and terminals have been known to mishandle: taken for
#: formulas, for separators, quotes or markup, and for other values; hard to see; and longer, or
#: of other length, than they look.
_ODD = (
    *("=1+1", "+46", "-", "@SUM(1)", "\t=1+1"),
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
    """Percents from 0 to 100: decimals of at most two places, as evaluators give them."""
    return decimals(100) | _ODD_PERCENTS if hostile else decimals(100)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """Ranges from -100 to 100, with ends closed or open, or of a single number."""
    ends = st.integers(-100, 100) | decimals(100)
    lower, upper = sorted([draw(ends), draw(ends)])
    if lower == upper:
        return call(draw, Range.exactly, lower)
    kinds = [Range.closed, Range.closedopen, Range.openclosed, Range.open]
    return call(draw, draw(st.sampled_from(kinds)), lower, upper)


# Frameworks

#: What a framework is asked for by: itself, a bundled version, a strategy, or None for any.
AnyFramework: TypeAlias = Framework | str | st.SearchStrategy[Framework] | None

#: The most areas, and criteria of each; the maximum of an item, and a hostile total.
_MOST, _FEW_POINTS, _LARGEST = 3, 30, 10**9

_TEXT = texts(True)
_VERSIONS = st.sampled_from(["own", "2.1", "2010", "pre-2010", "2020"]) | _TEXT
_STEPS = st.integers(1, 10)
_FIRST, _LAST = st.none() | st.integers(1994, 2010), st.none() | st.integers(2010, 2030)
_TERMS = st.just(()) | several(st.builds(Term, title=_TEXT, title_en=_TEXT))
_TEXTS = st.just(()) | several(_TEXT)


def frameworks(
    *, min_areas: int = 0, min_criteria: int = 0, hostile: bool = False
) -> st.SearchStrategy[Framework]:
    """Small frameworks of one's own, such as :func:`~kommunkompass.load_framework` accepts.

    >>> from hypothesis import find
    >>> print(find(frameworks(min_areas=1, min_criteria=1), lambda _: True).codes)
    ('1', '1.1', 'total')

    Args:
        min_areas: how many areas there are at least, 0 to 3; without any, only the total is
            scored.
        min_criteria: how many criteria an area has at least, 0 to 3; one without any is scored
            as a whole.
        hostile: whether titles are odd, codes have gaps, maxima are large, and versions and eras
            those of bundled frameworks.

    Raises:
        InvalidValueError: for other counts.
    """
    checked_whole("min_areas", min_areas, 0, _MOST)
    checked_whole("min_criteria", min_criteria, 0, _MOST)
    maximum = st.integers(1, _LARGEST // _MOST**2 if hostile else _FEW_POINTS)
    parts = st.lists(maximum, min_size=min_criteria, max_size=_MOST)
    area = st.tuples(maximum, parts).map(lambda drawn: drawn[1] or drawn[0])
    shapes = st.lists(area, min_size=min_areas, max_size=_MOST)
    return _frameworks(shapes, maximum, hostile)


def areas() -> st.SearchStrategy[Area]:
    """Areas of small frameworks of one's own."""
    return frameworks(min_areas=1).flatmap(lambda found: st.sampled_from(found.areas))


def criteria() -> st.SearchStrategy[Criterion]:
    """Criteria of small frameworks of one's own."""
    found = frameworks(min_areas=1, min_criteria=1)
    return found.flatmap(lambda one: st.sampled_from(one.criteria))


def chosen(framework: object, hostile: bool) -> st.SearchStrategy[Framework]:
    """The strategy for what a framework is asked for by."""
    if framework is None:
        return frameworks(hostile=hostile)
    if isinstance(framework, str):
        get_framework(framework)
        return st.builds(get_framework, st.just(framework))
    if isinstance(framework, Framework):
        return st.just(framework)
    if isinstance(framework, st.SearchStrategy):
        return framework
    allowed = "a Framework, the version of a bundled one, a strategy or None"
    raise InvalidTypeError("framework", framework, allowed)


def leaves(framework: Framework) -> list[Item]:
    """The items that are no sum of others: criteria, and areas (or a total) without parts."""
    return [item for item in framework if not framework.parts(item)]


@st.composite
def _frameworks(
    draw: st.DrawFn,
    shapes: st.SearchStrategy[Sequence[int | list[int]]],
    maximum: st.SearchStrategy[int],
    hostile: bool,
) -> Framework:
    shape = draw(shapes)
    only = {} if shape else {"maximum": draw(maximum)}
    if hostile and draw(st.booleans()):
        return _odd(draw, small_framework(*shape, **only))
    return call(draw, small_framework, *shape, **only)


def _odd(draw: st.DrawFn, plain: Framework) -> Framework:
    """A framework of the maxima of a plain one, in which everything else is odd."""
    built, number = [], 0
    for area in plain.areas:
        number += draw(_STEPS)
        parts, place = [], 0
        for criterion in area.criteria:
            place += draw(_STEPS)
            said = {"printed_title": draw(st.none() | _TEXT), **_wording(draw, criterion)}
            parts.append(call(draw, Criterion, code=f"{number}.{place}", **said))
        said = {"headings": draw(_TERMS), "other_titles": draw(_TEXTS), **_wording(draw, area)}
        built.append(call(draw, Area, code=str(number), criteria=tuple(parts), **said))
    return call(
        draw,
        Framework,
        version=draw(_VERSIONS),
        era=draw(_VERSIONS),
        areas=tuple(built),
        evidence=draw(_TERMS),
        notes=draw(_TEXTS),
        first_year=draw(_FIRST),
        last_year=draw(_LAST),
        **_wording(draw, plain),
    )


def _wording(draw: st.DrawFn, item: Item) -> dict[str, Any]:
    said = {
        key: draw(st.just(getattr(item, key)) | _TEXT) for key in ("title", "title_en", "source")
    }
    return {"maximum": item.maximum, **said}


# Whose evaluation it is


def findings(
    codes: Sequence[str] = "12345678", *, hostile: bool = False
) -> st.SearchStrategy[Finding]:
    """Findings in one of some areas."""
    kinds = st.sampled_from(FindingKind)
    return st.builds(Finding, st.sampled_from(codes), kinds, texts(hostile))


def role_models(
    codes: Sequence[str] = "12345678", *, hostile: bool = False
) -> st.SearchStrategy[RoleModel]:
    """Role models in one of some areas, or on the whole."""
    text = texts(hostile)
    return st.builds(RoleModel, text, text, st.none() | st.sampled_from(codes))


def key_facts(*, hostile: bool = False) -> st.SearchStrategy[KeyFacts]:
    """Key facts of a municipality, each of them known or not."""
    most = 10**18 if hostile else 10**6
    return st.builds(
        KeyFacts,
        group=st.none() | texts(hostile),
        population=st.none() | st.integers(0, most),
        population_change=st.none() | st.integers(-most, most),
        employees=st.none() | st.integers(0, most),
        governing_parties=st.just(()) | several(texts(hostile)),
    )


def details(framework: Framework, hostile: bool) -> st.SearchStrategy[dict[str, Any]]:
    """The keywords that say whose evaluation it is; what is not known is left out."""
    return _details(tuple([area.code for area in framework.areas]), hostile)


@lru_cache
def _details(codes: tuple[str, ...], hostile: bool) -> st.SearchStrategy[dict[str, Any]]:
    text = texts(hostile)
    first, last = (1900, 2999) if hostile else (1995, 2030)
    known: dict[str, st.SearchStrategy[Any]] = {
        "municipality": text | st.just("") if hostile else text,
        "municipality_code": st.text("0123456789", min_size=4, max_size=4),
        "year": st.integers(first, last),
        "date": st.dates(datetime.date(first, 1, 1), datetime.date(last, 12, 31)),
        "evaluators": several(text),
        "role_models": several(st.builds(RoleModel, text, text)),
        "key_facts": key_facts(hostile=hostile),
    }
    if codes:
        known["findings"] = several(findings(codes, hostile=hostile))
        known["role_models"] = several(role_models(codes, hostile=hostile))
    # Unlike Hypothesis's dictionaries, they are always drawn in one order, and so shrink easily.
    drawn = st.tuples(*[st.none() | values for values in known.values()])
    return drawn.map(lambda values: _known(dict(zip(known, values, strict=True))))


def _known(said: dict[str, Any]) -> dict[str, Any]:
    """The keywords that are known; a year is not said beside the date, which tells it."""
    if said["date"] is not None:
        said["year"] = None
    return {key: value for key, value in said.items() if value is not None}
