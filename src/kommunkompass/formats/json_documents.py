"""JSON: evaluations, published tables and frameworks, written and read back equal.

Numbers of points are texts, so that nothing is lost; what is not known or usual is left out.
"""

from __future__ import annotations

import datetime
import enum
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import attrs

from kommunkompass.arguments import check_kind
from kommunkompass.checked import CheckedTable, Faults, excess, one_of, version
from kommunkompass.described import KeyFacts
from kommunkompass.errors import InputError, InvalidTypeError, InvalidValueError, shown
from kommunkompass.evaluation import Evaluation
from kommunkompass.files import Content
from kommunkompass.formats.form import Document, Format, Options, Request, one_to_write
from kommunkompass.formats.shapes import KINDS, SHAPES, VERSION, bundled_version
from kommunkompass.formats.texts import bundled, text_of
from kommunkompass.framework import Framework
from kommunkompass.framework_file import FORMAT as FRAMEWORK_FORMAT, FRAMEWORK
from kommunkompass.published import PublishedTable
from kommunkompass.score import Score

_Plain: TypeAlias = dict[str, Any]

#: More signs than any document has, and little to hold in memory; more keys of one table, too.
_MOST = {"[{": 5_000, ":": 40_000}
_MOST_KEYS = 1_000
_NEWER = "; newer documents need a newer release of this library"


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(pairs) > _MOST_KEYS:
        raise ValueError(f"more than {_MOST_KEYS} keys in a table")
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(f"a key twice in one table, of {', '.join(map(shown, found))}")
    return found


def _parsed(text: str, name: str) -> object:
    try:
        if too_much := excess(text, _MOST):
            raise ValueError(too_much)
        found: object = json.loads(text, object_pairs_hook=_unique)
        return found
    except (ValueError, RecursionError) as error:
        said = "too deep nesting" if isinstance(error, RecursionError) else str(error)
        fault = InvalidValueError("JSON", said, "well-formed JSON")
        raise InputError(name, [fault], "a JSON document") from None


def recognises(content: Content) -> bool:
    return content.text.lstrip()[:1] in ("{", "[")


def read(content: Content, request: Request) -> tuple[Document, ...]:
    faults = Faults()
    plain = _parsed(content.text, content.name)
    if isinstance(plain, dict):
        document = _document(CheckedTable(plain, "", faults), request)
        if document is not None:
            return (document,)
    else:
        faults.append(InvalidTypeError("document", plain, "a table"))
    expected = "a JSON document of this library, by its published schema"
    raise InputError(content.name, faults, expected)


def _document(table: CheckedTable, request: Request) -> Document | None:
    """What a table holds, or None where it has faults."""
    name = table.need("format", one_of(*KINDS.values()))
    if table.need("version", version(VERSION, _NEWER)) is None or name is None:
        return None  # what other keys there may be depends on them
    kind = name.partition("/")[2]
    is_whole = kind == "framework" or isinstance(table.content.get("framework"), dict)
    framework: Framework | None = table.need(
        "framework", FRAMEWORK if is_whole else bundled_version()
    )
    asked = request.framework
    if framework and asked and framework != asked:
        allowed = f"the framework {asked.version} that was asked for"
        table.wrong("framework", framework.version, allowed)
    said = table.read(SHAPES[kind](framework))
    if framework is None or not table.is_right:
        return None
    if kind == "framework":
        return framework
    scores, figures = said.pop("scores", ()), said.pop("figures", ())
    details = request.over(said)
    if kind == "table":
        return PublishedTable(framework, figures, **details)
    return Evaluation(framework, scores, **details)


def document_of(subject: Document) -> _Plain:
    """What :mod:`json` can write, or an error for what no document can hold."""
    if isinstance(subject, Framework):
        return {**_head("framework"), "framework": _framework_table(subject)}
    allowed = "an evaluation, a published table or a framework"
    check_kind("subject", subject, (Evaluation, PublishedTable), allowed)
    framework = subject.framework
    named = framework.version if framework in bundled() else _framework_table(framework)
    if isinstance(subject, Evaluation):
        kind, entries = "evaluation", {"scores": [_score_table(each) for each in subject.known]}
    else:
        figures = [{"code": code, **_plain(figure)} for code, figure in subject.figures]
        kind, entries = "table", {"figures": figures}
    return {**_head(kind), "framework": named, **_plain(subject), **entries}


def _head(kind: str) -> _Plain:
    return {"format": KINDS[kind], "version": VERSION}


def _plain(thing: attrs.AttrsInstance) -> _Plain:
    """The fields that say something; an empty text does, an empty list does not."""
    return attrs.asdict(thing, filter=_says_something, value_serializer=_plain_value)


#: What is written otherwise: by its version, or a table for each item.
_OTHERWISE = ("framework", "known", "figures")


def _says_something(field: attrs.Attribute[Any], value: object) -> bool:
    is_usual = value is None or value is False or value in ((), KeyFacts())
    return field.init and field.name not in _OTHERWISE and not is_usual


def _plain_value(_: object, __: object, value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    return f"{value:f}" if isinstance(value, Decimal) else value


def _framework_table(framework: Framework) -> _Plain:
    """The keys of a framework file."""
    table = {"format": FRAMEWORK_FORMAT, **_plain(framework)}
    faults = Faults()
    if CheckedTable(table, "", faults).read(FRAMEWORK) != framework:
        allowed = "a framework that a framework file can hold"
        raise InputError(f"framework {framework.version}", faults, allowed)
    return table


def _score_table(score: Score) -> _Plain:
    label = score.item.label
    ends = ("lower_closed", "upper_closed")
    table = {
        "code": score.code,
        "lower": text_of(score.lower, label),
        "upper": text_of(score.upper, label),
        **{key: False for key in ends if not getattr(score, key)},
    }
    if score.figure is not None:
        table["figure"] = _plain(score.figure)
    return table if score.given else table | {"given": False}


def write(documents: Sequence[Document], options: Options) -> bytes:
    document = document_of(one_to_write(documents, "json", options))
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if too_much := excess(text, _MOST):
        raise InvalidValueError("document", too_much, "what is read back")
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise InvalidValueError("text", ascii(text), "text without lone surrogates") from None


FORMAT = Format(name="json", suffixes=(".json",), recognises=recognises, read=read, write=write)
