"""Writing of workbooks: one sheet an evaluation, or one for all of them in the wide layout.

Whose it is stands in every row, as filters and pivot tables want it, and in the head of the page.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from kommunkompass.errors import InvalidValueError, SourceError
from kommunkompass.evaluation import Evaluation
from kommunkompass.extras import require
from kommunkompass.formats.form import Document, Options
from kommunkompass.formats.grid import SUM, code_of, percent_code_of
from kommunkompass.formats.rows import Fact, Owned, checked_documents
from kommunkompass.formats.tables import (
    Cells,
    columns,
    details_cells,
    heads,
    item_cells,
    long_rows,
    wide_rows,
)
from kommunkompass.formats.workbook_parts import opened
from kommunkompass.formats.workbook_sheets import MOST_COLUMNS, MOST_ROWS, number_text
from kommunkompass.framework import TOTAL, Language
from kommunkompass.phrases import in_language

#: The columns of an overview that are printed, and those of numbers besides those of items.
_PRINTED = ("code", "title", "points", "max", "percent", "figures", "exact", "range", "given")
_NUMBERS = ("evaluation", "year", "points", "max", "percent", "exact")

_EVALUATION = ("Evaluation", "Utvärdering")
_COHORT = ("Municipalities", "Kommuner")
_TOTAL = ("Total", "Totalt")

_WIDEST, _WIDEST_TITLE = 24, 70
_LONGEST_NAME, _LONGEST_TITLE = 60, 31
_NOT_IN_NAMES = re.compile(
    r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\U00010000-\U0010ffff]"
)

#: Characters that XML cannot hold, and what spreadsheet programs take for the sign of one.
_UNHELD = re.compile("[\x01-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_PLAIN = re.compile(r"(-?[0-9]+(\.[0-9]+)?)(%?)")
_TIMES = re.compile(rb"<dcterms:(created|modified).*?</dcterms:\1>")
_EPOCH = datetime.datetime(1980, 1, 1)


def write(documents: Sequence[Document], options: Options) -> bytes:
    """The bytes of a workbook; the same documents give the same bytes.

    Raises:
        InvalidTypeError: for a framework.
        InvalidValueError: for what the workbook cannot hold, naming it.
        MissingExtraError: where openpyxl is not installed.
    """
    owned = checked_documents(documents, options.lossy)
    openpyxl: Any = require("openpyxl", extra="excel", item="writing Excel workbooks")
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    looks = _Looks(openpyxl.styles)
    if options.layout == "wide":
        sheet = workbook.create_sheet(in_language(_COHORT, options.language))
        rows = wide_rows(owned, options)
        names = _ordered(columns(rows, owned, "wide"))
        _fill(sheet, rows, names, looks, options.language)
        _set_up(sheet, names, _subject(owned))
    else:
        titles: set[str] = set()
        for number, document in enumerate(owned, 1):
            sheet = workbook.create_sheet(_title(document, number, titles, options.language))
            rows = _overview_rows(document, options)
            found = columns(rows, [document], "long")
            names = [name for name in _PRINTED if name in found]
            names += [name for name in found if name not in _PRINTED]
            _fill(sheet, rows, names, looks, options.language)
            _set_up(sheet, names, _subject([document]))
    workbook.properties.title = _subject(owned)
    workbook.properties.creator = "kommunkompass"
    content = _saved(workbook)
    try:
        with opened(content, "workbook"):
            return content
    except SourceError as error:
        raise InvalidValueError("subject", f"{len(owned)} of them", error.allowed) from None


def _overview_rows(document: Owned, options: Options) -> list[Cells]:
    """The rows of the long form, and marked as sums the areas and the total that follow."""
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
    for row in rows:
        if row["code"] == TOTAL:
            row["title"] = in_language(_TOTAL, options.language)
    places = {code: place for place, code in enumerate(document.framework.codes)}
    return sorted(rows, key=lambda row: (row["code"] == TOTAL, places[row["code"]]))


def _ordered(names: Sequence[str]) -> list[str]:
    """The columns of a wide table: whose a row is comes first."""
    items = [name for name in names if code_of(name) or percent_code_of(name)]
    owner = [name for name in ("municipality", "year") if name in names]
    rest = [name for name in names if name not in (*items, *owner)]
    return [*(owner or rest), *items, *(rest if owner else ())]


def _name(document: Owned) -> str:
    """The municipality's name as the titles of sheets and the heads of pages may hold it."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", document.municipality or "").split())
    return name[:_LONGEST_NAME].strip(" '")


def _subject(documents: Sequence[Owned]) -> str:
    if len(documents) != 1:
        return "Kommunkompassen"
    said = f"{_name(documents[0])} {documents[0].year or ''}".strip()
    return f"Kommunkompassen: {said}".removesuffix(": ")


def _title(document: Owned, number: int, taken: set[str], language: Language) -> str:
    """A title that no other sheet has, as spreadsheet programs take it."""
    name = _name(document) or f"{in_language(_EVALUATION, language)} {number}"
    end = year = f" {document.year}" if document.year else ""
    title = "history"  # which no sheet may be called
    while title.casefold() in {"history", *taken}:
        title = name[: _LONGEST_TITLE - len(end)].rstrip(" '") + end
        end = f"{year} ({number})"
        number += 1
    taken.add(title.casefold())
    return title


class _Looks:
    def __init__(self, styles: Any) -> None:
        self.bold = styles.Font(name="Calibri", size=11, bold=True)
        self.fill = styles.PatternFill("solid", fgColor="E6ECF2")
        self.line = styles.Border(top=styles.Side(style="thin"))
        self.text = styles.Alignment(vertical="top", wrap_text=True)
        self.number = styles.Alignment(horizontal="right", vertical="top")


def _is_number(name: str) -> bool:
    return name in _NUMBERS or bool(code_of(name) or percent_code_of(name))


def _fill(
    sheet: Any, rows: Sequence[Cells], names: Sequence[str], looks: _Looks, language: Language
) -> None:
    if len(rows) >= MOST_ROWS or len(names) > MOST_COLUMNS:
        allowed = f"fewer than {MOST_ROWS} rows, and at most {MOST_COLUMNS} columns, in a sheet"
        raise InvalidValueError("subject", f"{len(rows)} rows, {len(names)} columns", allowed)
    for column, (name, head) in enumerate(zip(names, heads(names, language), strict=True), 1):
        alignment = looks.number if _is_number(name) else looks.text
        cell = sheet.cell(1, column, head)
        cell.font, cell.fill, cell.alignment = looks.bold, looks.fill, alignment
        longest = max([len(row.get(name, "")) for row in rows], default=0)
        widest = _WIDEST_TITLE if name == "title" else _WIDEST
        width = max(min(longest, widest), len(head), 5) + 2
        sheet.column_dimensions[cell.column_letter].width = width
        for place, row in enumerate(rows, 2):
            cell = sheet.cell(place, column)
            _put(cell, row.get(name, ""), name)
            cell.alignment = alignment
            if "." not in row.get("code", "."):
                cell.font, cell.border = looks.bold, looks.line


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
    """The number and the format that are read as a text, such as 0.35 and "0%" as "35%"."""
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


def _set_up(sheet: Any, names: Sequence[str], subject: str) -> None:
    """A4 with the heads on every page; what says whose an overview is, is not printed."""
    items = [place for place, name in enumerate(names) if code_of(name)]
    sheet.freeze_panes = sheet.cell(2, 1 + (items[0] if items else 0))
    sheet.print_title_rows = "1:1"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    if items:
        sheet.page_setup.orientation = "landscape"
        sheet.print_title_cols = f"A:{sheet.cell(1, items[0]).column_letter}"
    else:
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        printed = len([name for name in names if name in _PRINTED])
        sheet.print_area = f"A1:{sheet.cell(sheet.max_row, printed).coordinate}"
    sheet.oddHeader.left.text = subject.replace("&", "&&")
    sheet.oddFooter.right.text = "&P/&N"


def _saved(workbook: Any) -> bytes:
    """The bytes of the workbook, without the time at which it was made."""
    made, plain = io.BytesIO(), io.BytesIO()
    workbook.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(plain, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _EPOCH.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            target.writestr(part, _TIMES.sub(b"", source.read(name)))
    return plain.getvalue()
