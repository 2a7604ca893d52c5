"""CSV and TSV as they are written, in long form and in wide form."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TypeAlias

from kommunkompass.errors import InvalidValueError
from kommunkompass.formats import delimited
from kommunkompass.formats.cells import range_text, text_cell, text_of
from kommunkompass.formats.form import Document, Format, Options
from kommunkompass.formats.grid import HEADS, WORDS
from kommunkompass.formats.rows import Fact, Owned, checked_documents, facts_of, owner_of
from kommunkompass.formats.titles import level_of
from kommunkompass.framework import Language
from kommunkompass.phrases import decimal_text
from kommunkompass.score import Score

#: The columns of the long form, with their Swedish heads.
_HEADS = {heads[0]: heads[1] for heads in HEADS.values()} | {"max": "max"}
_ALWAYS = ("framework", "level", "code", "title", "points", "max", "percent")
_SWEDISH = {word: swedish for swedish, word in WORDS.items()}

#: The cells of a row, by the names of their columns; empty ones may be left out.
Cells: TypeAlias = dict[str, str]


def _word(word: str, language: Language) -> str:
    return _SWEDISH[word] if language == "sv" else word


def details_cells(document: Owned, number: int, count: int) -> Cells:
    owner = {
        name: text_cell("" if value is None else str(value), name)
        for name, value in owner_of(document).items()
    }
    return {"evaluation": str(number) if count > 1 else ""} | owner


def long_rows(documents: Sequence[Owned], options: Options) -> list[Cells]:
    """The rows of the long form: one an item."""
    rows = []
    for number, document in enumerate(documents, 1):
        details = details_cells(document, number, len(documents))
        # Where nothing is known, a row still says whose it is.
        facts = list(facts_of(document)) or [Fact(item=document.framework)]
        rows += [details | item_cells(fact, options.language) for fact in facts]
    return rows


def item_cells(fact: Fact, language: Language) -> Cells:
    item, figure, known = fact.item, fact.figure, fact.range
    cells = {
        "level": _word(level_of(item), language),
        "code": item.code,
        "title": text_cell(item.title_in(language), f"title of {item.label}"),
        "max": str(item.maximum),
        "given": "" if fact.given else _word("no", language),
    }
    if figure is not None:
        points, percent = figure.points, figure.percent
        cells["points"] = "" if points is None else decimal_text(f"{points:f}", language)
        cells["percent"] = "" if percent is None else decimal_text(f"{percent:f}", language)
        if percent and percent <= 1:
            cells["percent"] += "%"  # without its sign, it would be taken for a share
        cells["figures"] = _word("exact", language) if figure.exact else ""
    if known is not None and known.is_exact:
        cells["exact"] = text_of(known.exact, item.label, language)
    elif known is not None:
        cells["range"] = range_text(known, item.label, language)
    return cells


def wide_rows(documents: Sequence[Owned], options: Options) -> list[Cells]:
    """The rows of the wide form: one an evaluation; percents have columns of their own."""
    rows = []
    for number, document in enumerate(documents, 1):
        facts = [_held(fact, options.lossy) for fact in facts_of(document)]
        is_exact = bool(facts) and all(fact.range and fact.range.is_exact for fact in facts)
        row = details_cells(document, number, len(documents))
        row["figures"] = _word("exact" if is_exact else "printed", options.language)
        for fact in facts:
            item, cells = fact.item, item_cells(fact, options.language)
            if fact.range is not None and not is_exact:
                cells["exact"] = range_text(fact.range, item.label, options.language)
            row[item.code] = cells.get("exact") or cells.get("points", "")
            percent = cells.get("percent", "").removesuffix("%")
            row[f"{item.code} %"] = percent and f"{percent}%"
        rows.append(row)
    return rows


def _held(fact: Fact, lossy: bool) -> Fact:
    """What the wide form holds of a fact: figures as printed, or a range alone."""
    figure = fact.figure
    lost = ["that nothing was said of it"] * (not fact.given)
    if figure is not None and (figure.exact or fact.range is not None):
        lost.append("figures that are exact, or narrowed by others")
        known = fact.range or Score.from_figure(fact.item, figure).range
        fact = Fact(item=fact.item, range=known)
    if lost and not lossy:
        allowed = "what the wide form holds; the long form holds it, and the option lossy drops it"
        raise InvalidValueError(fact.item.label, ", ".join(lost), allowed)
    return fact


def columns(rows: Sequence[Cells], documents: Sequence[Owned], layout: str) -> list[str]:
    """The columns that say something, and those that are always there."""
    filled = {name for row in rows for name, cell in row.items() if cell}
    if layout == "long":
        return [name for name in _HEADS if name in filled or name in _ALWAYS]
    items = dict.fromkeys([code for document in documents for code in document.framework.codes])
    codes = [code for code in items if code in filled or "." in code] or [*items]
    names = [*_HEADS, *codes, *[f"{code} %" for code in items]]
    return [name for name in names if name in filled or name in codes]


def heads(names: Iterable[str], language: Language) -> list[str]:
    return [_HEADS.get(name, name) if language == "sv" else name for name in names]


def _write(separator: str, documents: Sequence[Document], options: Options) -> bytes:
    owned = checked_documents(documents, options.lossy)
    rows = (long_rows if options.layout == "long" else wide_rows)(owned, options)
    names = columns(rows, owned, options.layout)
    text = io.StringIO(newline="")
    separator = separator or (";" if options.language == "sv" else ",")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(heads(names, options.language))
    writer.writerows([[row.get(name, "") for name in names] for row in rows])
    return text.getvalue().encode("utf-8-sig")


FORMATS = tuple(
    Format(
        name=name,
        suffixes=suffixes,
        recognises=delimited.recognises,
        read=delimited.read_all,
        write=partial(_write, separator),
    )
    for name, suffixes, separator in (("csv", (".csv",), ""), ("tsv", (".tsv", ".tab"), "\t"))
)
