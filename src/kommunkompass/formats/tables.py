"""Tables as they are written: CSV and TSV in long form and in wide form, and workbooks."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, TypeAlias

from kommunkompass.arguments import require
from kommunkompass.errors import InvalidValueError
from kommunkompass.evaluation import Evaluation
from kommunkompass.formats import delimited
from kommunkompass.formats.form import (
    Document,
    Fact,
    Format,
    Options,
    Owned,
    checked_documents,
    facts_of,
    owner_of,
)
from kommunkompass.formats.grid import HEADS, SUM, WORDS, code_of, without_sign
from kommunkompass.formats.texts import level_of, range_text, text_cell, text_of
from kommunkompass.formats.workbook import MOST_COLUMNS, MOST_ROWS, number_text
from kommunkompass.framework import Language
from kommunkompass.phrases import decimal_text, in_language
from kommunkompass.score import Score

_HEADS = {heads[0]: heads[1] for heads in HEADS.values()} | {"max": "max"}
_ALWAYS = ("framework", "level", "code", "title", "points", "max", "percent")
_SWEDISH = {word: swedish for swedish, word in WORDS.items()}

#: The columns that stay in sight, those that stand last, and those of numbers besides items.
_LAST = ("evaluation", "municipality_code", "date", "framework", "level", "figures")
_WIDEST = 70
_NUMBERS = ("evaluation", "year", "points", "max", "percent", "exact")

_EVALUATION = ("Evaluation", "Utvärdering")
_COHORT = ("Municipalities", "Kommuner")
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")

#: What XML cannot hold, and what spreadsheet programs take for the sign of that.
_UNHELD = re.compile("[\x01-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_PLAIN = re.compile(r"(-?[0-9]+(\.[0-9]+)?)(%?)")
_TIMES = re.compile(rb"<dcterms:(created|modified).*?</dcterms:\1>")
_EPOCH = datetime.datetime(1980, 1, 1)

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
        is_small = percent is None and points is not None and 0 < points <= 1
        said = "exact" if figure.exact else "printed" if is_small else ""
        cells["figures"] = said and _word(said, language)
    if known is not None and known.is_exact:
        cells["exact"] = text_of(known.exact, item.label, language)
    elif known is not None:
        cells["range"] = range_text(known, item.label, language)
    return cells


def wide_rows(documents: Sequence[Owned], options: Options) -> list[Cells]:
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
        allowed = (
            "what the wide form holds; the long form holds all; lossy=True (or --lossy) drops it"
        )
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


def write_workbook(documents: Sequence[Document], options: Options) -> bytes:
    owned = checked_documents(documents, options.lossy)
    openpyxl: Any = require("openpyxl", extra="excel", item="writing Excel workbooks")
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    if options.layout == "wide":
        title = in_language(_COHORT, options.language)
        sheet = workbook.create_sheet(title)
        _fill(sheet, openpyxl.styles, wide_rows(owned, options), owned, options)
    else:
        for number, document in enumerate(owned, 1):
            title = _title(document, number if len(owned) > 1 else 0, options.language)
            sheet = workbook.create_sheet(title)
            _fill(sheet, openpyxl.styles, _overview_rows(document, options), [document], options)
    workbook.properties.creator = "kommunkompass"
    return _saved(workbook)


def _overview_rows(document: Owned, options: Options) -> list[Cells]:
    """The rows of the long form, and as sums the areas and the total that follow."""
    rows = long_rows([document], options)
    if isinstance(document, Evaluation):
        said = {row["code"] for row in rows}
        details = details_cells(document, 1, 1)
        for score in (*document.areas, document.total):
            if score.code not in said and not score.is_unknown:
                fact = Fact(item=score.item, range=score.range)
                with suppress(InvalidValueError):  # of so many digits that no cell holds it
                    cells = item_cells(fact, options.language)
                    rows.append(details | cells | {"given": in_language(SUM, options.language)})
    places = {code: place for place, code in enumerate(document.framework.codes)}
    return sorted(rows, key=lambda row: places[row["code"]])


def _title(document: Owned, number: int, language: Language) -> str:
    """A title that no other sheet has, of 31 characters at most."""
    name = _NOT_IN_NAMES.sub(" ", document.municipality or "").strip()[:20].strip()
    name = name or in_language(_EVALUATION, language)
    return " ".join([str(part) for part in (number, name, document.year) if part])


def _is_number(name: str) -> bool:
    return name in _NUMBERS or bool(code_of(without_sign(name)))


def _fill(
    sheet: Any, styles: Any, rows: Sequence[Cells], documents: Sequence[Owned], options: Options
) -> None:
    """Write rows below heads, to be printed on A4 without what says whose they are."""
    is_wide = options.layout == "wide"
    first = ("municipality", "year") if is_wide else ("code",)
    last = _LAST if is_wide else (*_LAST, "municipality", "year")
    names = sorted(columns(rows, documents, options.layout), key=last.__contains__)
    if len(rows) >= MOST_ROWS or len(names) > MOST_COLUMNS:
        allowed = f"fewer than {MOST_ROWS} rows, and at most {MOST_COLUMNS} columns, in a sheet"
        raise InvalidValueError("subject", f"{len(rows)} rows, {len(names)} columns", allowed)
    bold, fill = styles.Font(name="Calibri", bold=True), styles.PatternFill("solid", "E6ECF2")
    for column, (name, head) in enumerate(
        zip(names, heads(names, options.language), strict=True), 1
    ):
        alignment = styles.Alignment(
            horizontal="right" if _is_number(name) else None, vertical="top", wrap_text=True
        )
        cell = sheet.cell(1, column, head)
        cell.font, cell.fill, cell.alignment = bold, fill, alignment
        if name not in last:
            sheet.print_area = f"A1:{cell.column_letter}{len(rows) + 1}"
        longest = max([len(row.get(name, "")) for row in rows], default=0)
        width = max(min(longest, _WIDEST if name == "title" else 24), len(head), 5) + 2
        sheet.column_dimensions[cell.column_letter].width = width
        for place, row in enumerate(rows, 2):
            cell = sheet.cell(place, column)
            _put(cell, row.get(name, ""), name)
            cell.alignment = alignment
            if "." not in row.get("code", "."):
                cell.font, cell.fill = bold, fill
            if name == "title":  # not all programs find the height by themselves
                sheet.row_dimensions[place].height = 15 * (1 + len(row[name]) // 82)
    sheet.freeze_panes = sheet.cell(2, 1 + len([name for name in names if name in first]))
    sheet.oddHeader.left.text, sheet.print_title_rows = "Kommunkompassen: &A", "1:1"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if is_wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _put(cell: Any, text: str, name: str) -> None:
    """Put a text into a cell, as a number where its column has numbers and one holds it."""
    # What Swedish text has as a comma is a number all the same.
    plain = text.replace(",", ".") if _is_number(name) else ""
    if name == "percent" and text and not text.endswith("%"):
        plain += "%"
    number = _number_and_format(plain)
    if _UNHELD.search(text):
        allowed = "text without control characters, and without such as '_x000D_' in it"
        raise InvalidValueError(name, ascii(text), allowed)
    if number is not None:
        cell.value, cell.number_format = number
    elif text:
        cell.value = text
        cell.data_type = "s"  # whatever it begins with


def _number_and_format(text: str) -> tuple[float, str] | None:
    """The number and the format that are read as a text: 0.35 and "0%" as "35%"."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    digits, decimals, sign = match.groups(default="")
    value = float(f"{digits}E-2" if sign else digits)
    number_format = "0" + re.sub("[0-9]", "0", decimals) + sign
    again = number_text(repr(value), number_format, _EPOCH)
    if again != text:
        return None
    return (int(value) if value.is_integer() else value), number_format


def _saved(workbook: Any) -> bytes:
    made, plain = io.BytesIO(), io.BytesIO()
    workbook.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(plain, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _EPOCH.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            target.writestr(part, _TIMES.sub(b"", source.read(name)))
    return plain.getvalue()


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
