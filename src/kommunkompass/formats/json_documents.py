"""JSON: evaluations, published tables and frameworks, written and read back equal.

A document says which kind it is and by which version of its schema::

    {
        "format": "kommunkompass/evaluation",
        "version": 1,
        "framework": "2.1",
        "municipality": "Kumla",
        "year": 2017,
        "scores": [
            {"code": "1.1", "lower": "5.25", "upper": "5.25"},
            {
                "code": "1.2",
                "lower": "9.5",
                "upper": "10.5",
                "upper_closed": false,
                "figure": {"points": "10"},
            },
        ],
    }

Numbers of points are texts, so that nothing is lost; what is not known or usual is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import attrs

from kommunkompass.checked import CheckedTable, Faults
from kommunkompass.described import Described
from kommunkompass.errors import (
    InputError,
    InvalidTypeError,
    InvalidValueError,
)
from kommunkompass.evaluation import Evaluation
from kommunkompass.figure import Figure
from kommunkompass.formats.exact_cells import text_of
from kommunkompass.formats.form import Document, Format, Options, one_to_write
from kommunkompass.formats.json_reading import KINDS, VERSION, read, recognises
from kommunkompass.formats.json_text import excess
from kommunkompass.framework import Framework
from kommunkompass.framework_file import (
    FORMAT as FRAMEWORK_FORMAT,
    framework_of,
    framework_versions,
    get_framework,
)
from kommunkompass.published import PublishedTable
from kommunkompass.score import Score

__all__ = ["FORMAT", "document_of"]

_Plain: TypeAlias = dict[str, Any]


def document_of(subject: Document) -> _Plain:
    """Return a document that :mod:`json` can write.

    Raises:
        InvalidTypeError: for anything but an evaluation, a published table or a framework.
        InvalidValueError: for what no document can hold.
    """
    if isinstance(subject, Framework):
        return _head("framework") | {"framework": _framework_table(subject)}
    if isinstance(subject, Evaluation):
        scores = [_score(score) for score in subject.known]
        return _head("evaluation") | _described(subject) | {"scores": scores}
    if isinstance(subject, PublishedTable):
        figures = [{"code": code, **_figure(figure)} for code, figure in subject.figures]
        return _head("table") | _described(subject) | {"figures": figures}
    raise InvalidTypeError("subject", subject, "an evaluation, a published table or a framework")


def _head(kind: str) -> _Plain:
    return {"format": KINDS[kind], "version": VERSION}


def _filled(values: Mapping[str, Any]) -> _Plain:
    """The keys that say something; an empty text does, an empty list does not."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
        if value is not None and value != ()
    }


def _fields(thing: attrs.AttrsInstance) -> _Plain:
    fields = [field.name for field in attrs.fields(type(thing)) if field.init]
    return _filled({name: getattr(thing, name) for name in fields})


def _framework(framework: Framework) -> str | _Plain:
    """The version of a bundled framework, or all of any other."""
    version = framework.version
    if version in framework_versions() and get_framework(version) == framework:
        return version
    return _framework_table(framework)


def _framework_table(framework: Framework) -> _Plain:
    """The keys of a framework file."""
    table = {"format": FRAMEWORK_FORMAT, **_fields(framework)}
    for key, plain in (("evidence", _fields), ("areas", _area)):
        if key in table:
            table[key] = [plain(part) for part in table[key]]
    faults = Faults()
    if framework_of(CheckedTable(table, "", faults)) != framework:
        allowed = "a framework that a framework file can hold"
        raise InputError(f"framework {framework.version}", faults, allowed)
    return table


def _area(area: attrs.AttrsInstance) -> _Plain:
    table = _fields(area)
    for key in ("criteria", "headings"):
        if key in table:
            table[key] = [_fields(part) for part in table[key]]
    return table


def _described(subject: Described) -> _Plain:
    date = subject.date
    facts = _fields(subject.key_facts)
    findings = tuple(
        {"code": said.code, "kind": said.kind.value, "text": said.text}
        for said in subject.findings
    )
    return {
        "framework": _framework(subject.framework),
        **_filled(
            {
                "municipality": subject.municipality,
                "municipality_code": subject.municipality_code,
                "year": subject.year,
                "date": None if date is None else date.isoformat(),
                "evaluators": subject.evaluators,
                "findings": findings,
                "role_models": tuple(map(_fields, subject.role_models)),
            }
        ),
        **({"key_facts": facts} if facts else {}),
    }


def _figure(figure: Figure) -> _Plain:
    printed = [("points", figure.points), ("percent", figure.percent)]
    numbers = {key: f"{number:f}" for key, number in printed if number is not None}
    return numbers | ({"exact": True} if figure.exact else {})


def _score(score: Score) -> _Plain:
    label = score.item.label
    return {
        "code": score.code,
        "lower": text_of(score.lower, label),
        "upper": text_of(score.upper, label),
        **({} if score.lower_closed else {"lower_closed": False}),
        **({} if score.upper_closed else {"upper_closed": False}),
        **({} if score.figure is None else {"figure": _figure(score.figure)}),
        **({} if score.given else {"given": False}),
    }


def write(documents: Sequence[Document], options: Options) -> bytes:
    """The bytes of one document; errors as of :func:`document_of`."""
    document = document_of(one_to_write(documents, "json"))
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if too_much := excess(text):
        raise InvalidValueError("document", too_much, "what is read back")
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise InvalidValueError("text", ascii(text), "text without lone surrogates") from None


FORMAT = Format(name="json", suffixes=(".json",), recognises=recognises, read=read, write=write)
