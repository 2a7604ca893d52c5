"""CSV and TSV: their writers, in long form and in wide form."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import partial
from typing import TypeAlias

from kommunkompass.errors import InvalidValueError
from kommunkompass.formats import delimited
from kommunkompass.formats.cells import exact_cell, range_cell, text_cell
from kommunkompass.formats.facts import Fact, Owned, checked_documents, facts_of
from kommunkompass.formats.form import Document, Format, Options
from kommunkompass.formats.shares import shares_in_row
from kommunkompass.formats.titles import level_of
from kommunkompass.framework import Language
from kommunkompass.phrases import decimal_text
from kommunkompass.score import Score

__all__ = [
    "FORMATS",
    "Cells",
    "columns",
    "details_cells",
    "heads",
    "item_cells",
    "long_rows",
    "wide_rows",
]

#: The columns of the long form, with their Swedish heads.
_HEADS = {
    "evaluation": "utvärdering",
    "municipality": "kommun",
    "municipality_code": "kommunkod",
    "year": "år",
    "date": "datum",
    "framework": "ramverk",
    "level": "nivå",
    "code": "kod",
    "title": "titel",
    "points": "poäng",
    "max": "max",
    "percent": "procent",
    "figures": "siffror",
    "exact": "exakt",
    "range": "intervall",
    "given": "angivet",
}
_WORDS = {
    "criterion": "delfråga",
    "area": "område",
    "total": "totalt",
    "exact": "exakta",
    "printed": "tryckta",
    "no": "nej",
}
_ALWAYS = ("framework", "level", "code", "title", "points", "max", "percent")

#: The cells of a row, by the names of their columns; empty ones may be left out.
Cells: TypeAlias = dict[str, str]


def _word(word: str, language: Language) -> str:
    return _WORDS[word] if language == "sv" else word


def details_cells(document: Owned, number: int, count: int) -> Cells:
    """The cells that say whose evaluation it is."""
    date = document.date
    return {
        "evaluation": str(number) if count > 1 else "",
        "municipality": text_cell(document.municipality or "", "municipality"),
        "municipality_code": document.municipality_code or "",
        "year": "" if document.year is None else str(document.year),
        "date": "" if date is None else date.isoformat(),
        "framework": text_cell(document.framework.version, "framework"),
    }


def long_rows(documents: Sequence[Owned], options: Options) -> list[Cells]:
    """The rows of the long form: one an item."""
    rows = []
    for number, document in enumerate(documents, 1):
        details = details_cells(document, number, len(documents))
        # A document of which nothing is known still has a row: it says whose it is.
        facts = list(facts_of(document)) or [Fact(item=document.framework)]
        rows += [details | item_cells(fact, options.language) for fact in facts]
    return rows


def item_cells(fact: Fact, language: Language) -> Cells:
    """The cells that say what is known of an item."""
    item, figure, known = fact.item, fact.figure, fact.range
    cells = {
        "level": _word(level_of(item), language),
        "code": item.code,
        "title": text_cell(item.title_in(language), f"title of {item.label}"),
        "max": str(item.maximum),
        "given": "" if fact.given else _word("no", language),
    }
    if figure is not None:
        for name, number in (("points", figure.points), ("percent", figure.percent)):
            sign = "%" if name == "percent" and number and number <= 1 else ""
            # Without its sign, it would be taken for a share.
            cells[name] = "" if number is None else decimal_text(f"{number:f}{sign}", language)
        cells["figures"] = _word("exact", language) if figure.exact else ""
    if known is not None:
        if known.is_exact:
            cells["exact"] = exact_cell(known.exact, item.label, language)
        else:
            cells["range"] = range_cell(known, item.label, language)
    return cells


def wide_rows(documents: Sequence[Owned], options: Options) -> list[Cells]:
    """The rows of the wide form: one an evaluation."""
    rows = []
    for number, document in enumerate(documents, 1):
        facts = list(facts_of(document))
        is_exact = all(
            fact.figure is None and fact.range and fact.range.is_exact for fact in facts
        )
        kept = is_exact and bool(facts)
        cells = details_cells(document, number, len(documents))
        cells["figures"] = _word("exact", options.language) if kept else ""
        for fact in facts:
            cells[fact.item.code] = _wide_cell(fact, kept, options)
        points = {fact.item.code: cells[fact.item.code].replace(",", ".") for fact in facts}
        if not kept and shares_in_row(points):
            cells["figures"] = _word("printed", options.language)
        rows.append(cells)
    return rows


def _wide_cell(fact: Fact, is_exact: bool, options: Options) -> str:
    item, figure, known, language = fact.item, fact.figure, fact.range, options.language
    lost = ["that nothing was said of it"] * (not fact.given)
    if figure is not None and (figure.exact or known is not None):
        lost.append("figures that are exact, or narrowed by others")
        known = known or Score.from_figure(item, figure).range
    if lost and not options.lossy:
        allowed = "what one cell can hold; the long form holds it, and the option lossy drops it"
        raise InvalidValueError(item.label, ", ".join(lost), allowed)
    if known is not None:
        if is_exact:
            return exact_cell(known.exact, item.label, language)
        return range_cell(known, item.label, language)
    numbers = [] if figure is None else [(figure.points, ""), (figure.percent, "%")]
    printed = [f"{number:f}{sign}" for number, sign in numbers if number is not None]
    return decimal_text(" ".join(printed), language)


def columns(rows: Sequence[Cells], documents: Sequence[Owned], layout: str) -> list[str]:
    """The columns that say something."""
    if layout == "long":
        filled = {name for row in rows for name, cell in row.items() if cell}
        return [name for name in _HEADS if name in filled or name in _ALWAYS]
    filled = {name for row in rows for name, cell in row.items() if cell} | {"framework"}
    owner = ("evaluation", "municipality", "municipality_code", "year", "date", "framework")
    items = {item.code: item for document in documents for item in document.framework}
    codes = [
        code for code, item in items.items() if code in filled or level_of(item) == "criterion"
    ]
    return [*[name for name in (*owner, "figures") if name in filled], *(codes or items)]


def heads(names: Sequence[str], language: Language) -> list[str]:
    """What columns are called; codes of items are called so in every language."""
    return [_HEADS.get(name, name) if language == "sv" else name for name in names]


def _write(separator: str, documents: Sequence[Document], options: Options) -> bytes:
    owned = checked_documents(documents, options.lossy)
    language = options.language
    rows = (long_rows if options.layout == "long" else wide_rows)(owned, options)
    names = columns(rows, owned, options.layout)
    text = io.StringIO(newline="")
    if not separator:
        separator = ";" if language == "sv" else ","
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(heads(names, language))
    writer.writerows([[row.get(name, "") for name in names] for row in rows])
    return text.getvalue().encode("utf-8-sig")


FORMATS = (
    Format(
        name="csv",
        suffixes=(".csv",),
        recognises=delimited.recognises,
        read=delimited.read_all,
        write=partial(_write, ""),
    ),
    Format(
        name="tsv",
        suffixes=(".tsv", ".tab"),
        recognises=delimited.recognises,
        read=delimited.read_all,
        write=partial(_write, "\t"),
    ),
)
