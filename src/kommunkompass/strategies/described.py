"""Whose evaluation it is, and what was found."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from hypothesis import strategies as st

from kommunkompass.described import Finding, FindingKind, KeyFacts, RoleModel
from kommunkompass.framework import Framework
from kommunkompass.strategies.calls import keywords
from kommunkompass.strategies.texts import several, texts

__all__ = ["details_of", "findings", "key_facts", "role_models"]


def key_facts(*, hostile: bool = False) -> st.SearchStrategy[KeyFacts]:
    """Key facts of a municipality, each of them known or not.

    Args:
        hostile: whether texts are odd, and counts large, too.
    """
    most = 10**18 if hostile else 10**6
    return st.builds(
        KeyFacts,
        group=st.none() | texts(hostile),
        population=st.none() | st.integers(0, most),
        population_change=st.none() | st.integers(-most, most),
        employees=st.none() | st.integers(0, most),
        governing_parties=several(texts(hostile)),
    )


def findings() -> st.SearchStrategy[Finding]:
    """Findings in some area."""
    return st.builds(Finding, _CODES, st.sampled_from(FindingKind), texts(False))


def role_models() -> st.SearchStrategy[RoleModel]:
    """Role models in some area, or on the whole."""
    return st.builds(RoleModel, texts(False), texts(False), st.none() | _CODES)


_CODES = st.integers(1, 8).map(str)


def details_of(draw: st.DrawFn, framework: Framework, hostile: bool) -> dict[str, Any]:
    """The keywords that say whose evaluation it is; what is not known is left out."""
    known = draw(_details(hostile))
    codes = [area.code for area in framework.areas]
    found, models = known["findings"] if codes else (), known["role_models"]
    said = {
        **known,
        **known["when"],
        "findings": tuple(
            [Finding(codes[place % len(codes)], kind, text) for place, kind, text in found]
        ),
        "role_models": tuple(
            [
                RoleModel(name, topic, codes[place % len(codes)] if codes and place else None)
                for name, topic, place in models
            ]
        ),
    }
    return {key: value for key, value in said.items() if value not in _NOT_SAID and key != "when"}


_NOT_SAID = None, (), KeyFacts()


@cache
def _details(hostile: bool) -> st.SearchStrategy[dict[str, Any]]:
    """What a framework has no part in, areas being told by any number instead of a code."""
    text, places = texts(hostile), st.integers(0, 99)
    first, last = (1900, 2999) if hostile else (1995, 2030)
    years = st.integers(first, last)
    days = st.dates(datetime.date(first, 1, 1), datetime.date(last, 12, 31))
    nothing: dict[str, Any] = {}
    return keywords(
        municipality=st.none() | (text | st.just("") if hostile else text),
        municipality_code=st.none() | st.text("0123456789", min_size=4, max_size=4),
        when=st.just(nothing) | years.map(_year) | days.map(_date),
        evaluators=several(text),
        findings=several(st.tuples(places, st.sampled_from(FindingKind), text)),
        role_models=several(st.tuples(text, text, places)),
        key_facts=st.just(KeyFacts()) | key_facts(hostile=hostile),
    )


def _year(year: int) -> dict[str, Any]:
    return {"year": year}


def _date(date: datetime.date) -> dict[str, Any]:
    return {"date": date}
