"""Sheets: the cells of a workbook's visible sheets, as texts."""

from __future__ import annotations

import datetime
import posixpath
import re
from decimal import Context

import attrs

from kommunkompass.files import cleaned
from kommunkompass.formats.workbook_parts import Element, Parts

#: The last row and the last column of a sheet that may hold something.
MOST_ROWS = 50_000
MOST_COLUMNS = 500

_CELL = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_OFF = ("0", "false", "baseline")

#: What sets a part of a text apart: 37 with a raised 1 for a footnote is not 371.
_APART = ("vertAlign", "strike", "dstrike")

#: Programs keep 15 digits, whatever context of decimal numbers is set here.
_EXACT = Context(prec=15, Emax=99, Emin=-99, traps=[])
_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{0,30})?(E[+-]?[0-9]{1,3})?", re.IGNORECASE)

#: The formats that no workbook has to define; others of their kind are not known.
_FORMATS = {"0": "General", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00"}
_FORMATS |= {"9": "0%", "10": "0.00%", "14": "yyyy-mm-dd", "49": "@"}
_FORMAT = re.compile(r"General|@|(?:#,##)?0(?:\.(0+))?(%?)", re.IGNORECASE)
_FILLING = re.compile(r"[_*].|\\[ -]|\[[a-z]{3,}\]| ", re.IGNORECASE)
_DAY = re.compile(r"(?:\[\$-\w+\])?(?=.*y)(?=.*d)[-ymd/., \\]+(?:;@)?", re.IGNORECASE)


@attrs.frozen(eq=False)
class Sheet:
    """A visible sheet.

    Attributes:
        title: what it is called.
        rows: the texts of its cells that are not empty, by the numbers of their rows, from 1, and
            columns, from 0. That of a formula begins with a sign of equality.
        merged: ranges of merged cells, by the row and the column of the first one.
    """

    title: str
    rows: dict[int, dict[int, str]] = attrs.field(factory=dict)
    merged: dict[tuple[int, int], str] = attrs.field(factory=dict)

    def place(self, row: int, column: int) -> str:
        """What spreadsheet programs call a cell: ``"Kumla 2017!C7"``."""
        letters = ""
        column += 1
        while column:
            column, letter = divmod(column - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{self.title}!{letters}{row}"


def _place(cell: str) -> tuple[int, int]:
    match = _CELL.fullmatch(cell)
    if match is None:
        raise ValueError(f"{cell[:20]!r} is no cell")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


def sheets_of(parts: Parts) -> tuple[list[Sheet], list[str]]:
    """The visible sheets of a workbook, and the titles of the hidden ones."""
    linked = {
        attributes["Id"]: (
            posixpath.basename(attributes["Type"]),
            posixpath.join("/xl", attributes["Target"]).lstrip("/"),
        )
        for tag, attributes, _ in parts.elements("xl/_rels/workbook.xml.rels")
        if tag == "Relationship"
    }
    reader = _Reader(parts)
    for kind, part in linked.values():
        if kind == "styles":
            reader.read_styles(part)
        elif kind == "sharedStrings":
            reader.read_strings(part)
    visible, hidden = [], []
    for tag, attributes, _ in parts.elements("xl/workbook.xml"):
        if tag == "workbookPr" and attributes.get("date1904", "0") not in _OFF:
            reader.first_day = datetime.date(1904, 1, 1)
        elif tag == "sheet" and attributes.get("state", "visible") != "visible":
            hidden.append(attributes["name"])
        elif tag == "sheet":
            (link,) = [value for name, value in attributes.items() if name.endswith(":id")]
            visible.append((attributes["name"], *linked[link]))
    return [
        reader.sheet(title, part) for title, kind, part in visible if kind == "worksheet"
    ], hidden


class _Text:
    def __init__(self) -> None:
        self._runs: list[str] = []
        self._is_apart = False

    def take(self, element: Element) -> None:
        tag, attributes, text = element
        if tag == "t":
            self._runs.append(text)
        elif tag == "rPh":
            self._runs.pop()  # how the text is spoken
        elif tag in _APART and attributes.get("val") not in _OFF:
            self._is_apart = True

    def whole(self) -> str:
        text = "".join(self._runs)
        is_number = self._is_apart and not any(map(str.isalpha, text))
        self._runs.clear()
        self._is_apart = False
        return f"{text} with digits set apart" if is_number else text


class _Reader:
    """Reads sheets, by the texts and the number formats that they share."""

    def __init__(self, parts: Parts) -> None:
        self.first_day = datetime.date(1899, 12, 30)
        self._parts = parts
        self._formats = ["General"]
        self._strings: list[str] = []

    def read_styles(self, part: str) -> None:
        known = dict(_FORMATS)
        numbers: list[str] = []
        for tag, attributes, _ in self._parts.elements(part):
            if tag == "numFmt":
                known.setdefault(attributes["numFmtId"], attributes["formatCode"])
            elif tag == "xf":
                numbers.append(attributes.get("numFmtId", "0"))
            elif tag == "cellStyleXfs":
                numbers.clear()  # they were those of named styles
        self._formats = [known.get(each, f"number {each}") for each in numbers]

    def read_strings(self, part: str) -> None:
        text = _Text()
        for element in self._parts.elements(part):
            text.take(element)
            if element[0] == "si":
                self._strings.append(text.whole())

    def sheet(self, title: str, part: str) -> Sheet:
        sheet = Sheet(title)
        text, last = _Text(), (0, 0)
        value, formula = "", None
        for element in self._parts.elements(part):
            text.take(element)
            tag, attributes, content = element
            if tag == "v":
                value = content
            elif tag == "f":
                formula, filled = content, attributes.get("ref", "")
                if attributes.get("t") in ("array", "dataTable") and ":" in filled:
                    allowed = f"no formula that fills several cells, as {title}!{filled}"
                    raise self._parts.refusal(f"{allowed}; paste its values instead")
            elif tag == "c":
                cell, inline = attributes["r"], text.whole()
                row, column = place = _place(cell)
                if place <= last:
                    raise ValueError(f"{title}!{cell} is not in order")
                said = f"={formula or value}"
                if formula is None:
                    said = self._said(attributes, value, inline)
                # An apostrophe keeps a text as it is.
                said = said if said.startswith("'") else cleaned(said).strip()
                if said:
                    if row > MOST_ROWS or column >= MOST_COLUMNS:
                        allowed = f"at most {MOST_ROWS} rows and {MOST_COLUMNS} columns"
                        raise self._parts.refusal(f"{allowed}; {title}!{cell} is beyond")
                    sheet.rows.setdefault(row, {})[column] = said
                last, value, formula = place, "", None
            elif tag == "mergeCell":
                sheet.merged[_place(attributes["ref"].partition(":")[0])] = attributes["ref"]
        return sheet

    def _said(self, attributes: dict[str, str], value: str, text: str) -> str:
        kind = attributes.get("t", "n")
        if kind == "s":
            return self._strings[int(value)]
        if kind == "inlineStr":
            return text
        if kind == "b":
            return "FALSE" if value in _OFF else "TRUE"
        if kind == "n" and value:
            number_format = self._formats[int(attributes.get("s", 0))]
            return number_text(value, number_format, self.first_day)
        return value


def number_text(said: str, number_format: str, first_day: datetime.date) -> str:
    """The number of a cell as text, with at least the decimals and the sign of its format.

    Where it is not clear what the format shows, the text says so, and is no number.
    """
    number = _EXACT.create_decimal(said if _NUMBER.fullmatch(said) else "NaN")
    sections = number_format.split(";")
    section = sections[2] if not number and len(sections) > 2 else sections[0]
    match = _FORMAT.fullmatch(_FILLING.sub("", section))
    if match is not None and number.is_finite():
        sign = match[2] or ""
        whole, _, decimals = f"{number.scaleb(2 * len(sign), _EXACT):f}".partition(".")
        decimals = decimals.rstrip("0").ljust(len(match[1] or ""), "0")
        return f"{whole}.{decimals}{sign}" if decimals else whole + sign
    if _DAY.fullmatch(number_format) and re.fullmatch("[0-9]{1,6}", said):
        return (first_day + datetime.timedelta(days=int(said))).isoformat()
    return f"{said} in the format {number_format[:100]}"
