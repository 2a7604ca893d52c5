"""Workbooks: the cells of visible sheets, as texts. What may do harm is refused before."""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Context
from typing import TypeAlias
from xml.parsers import expat

import attrs

from kommunkompass.errors import SourceError
from kommunkompass.files import cleaned

#: The name of an element without its prefix, its attributes, and its text.
Element: TypeAlias = tuple[str, dict[str, str], str]

_MOST_BYTES = 100_000_000

#: A part this large that shrank so much is there to fill the memory.
_LARGE = 1_000_000
_MOST_SHRUNK = 200
_DEEPEST = 100

#: What names or types of parts say that run, hold or fetch something else.
_HARMFUL = re.compile(
    "macro|vba|activex|control|ctrlprop|oleobject|embed|webextension"
    "|externallink|connections|querytable",
    re.IGNORECASE,
)
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError),
    *(LookupError, ValueError, RuntimeError),
)

MOST_ROWS = 50_000
MOST_COLUMNS = 500

_CELL = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_OFF = ("0", "false", "baseline")

#: What sets a part of a text apart: 37 with a raised 1 is not 371.
_APART = ("vertAlign", "strike", "dstrike", "rPh")

#: Programs keep 15 digits, whatever context of decimal numbers is set here.
_EXACT = Context(prec=15, Emax=99, Emin=-99, traps=[])
_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{0,30})?(E[+-]?[0-9]{1,3})?", re.IGNORECASE)

#: The formats that no workbook has to define.
_FORMATS = {"0": "General", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00"}
_FORMATS |= {"9": "0%", "10": "0.00%", "14": "yyyy-mm-dd", "49": "@"}
_FORMAT = re.compile(r"General|@|(?:#,##)?0(?:\.(0+))?(%?)", re.IGNORECASE)
_FILLING = re.compile(r"_.|\* |\\ |\[[a-z]{3,}\]| ", re.IGNORECASE)
_DAY = re.compile(r"(?:\[\$-\w+\])?(?=.*y)(?=.*d)[-ymd/., \\]+(?:;@)?", re.IGNORECASE)


class Parts:
    """The parts of a workbook, by their names."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.names = archive.namelist()
        self._archive = archive
        self._name = name

    def refusal(self, allowed: str) -> SourceError:
        return SourceError("source", self._name, allowed)

    def elements(self, part: str) -> Iterator[Element]:
        """The elements of a part, as they end."""
        found: list[Element] = []
        attributes: list[dict[str, str]] = []
        texts: list[str] = []

        def start(tag: str, given: dict[str, str]) -> None:
            texts.clear()
            attributes.append(given)
            if len(attributes) > _DEEPEST:
                raise self.refusal(f"XML of at most {_DEEPEST} levels in {part!r}")

        def end(tag: str) -> None:
            found.append((tag.rpartition(":")[2], attributes.pop(), "".join(texts)))
            texts.clear()

        def has_doctype(*_: object) -> None:
            raise self.refusal(f"XML without a DOCTYPE in {part!r}")

        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = texts.append
        parser.StartDoctypeDeclHandler = has_doctype
        with self._archive.open(part) as file:
            for chunk in iter(lambda: file.read(16_384), b""):
                parser.Parse(chunk)
                yield from found
                found.clear()
        parser.Parse(b"", True)
        yield from found


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Parts]:
    """The parts of a workbook that does no harm; damage shows while it is open."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = Parts(archive, name)
            _check(parts, archive.infolist())
            yield parts
    except SourceError:
        raise
    except _DAMAGED as error:
        said = f"{type(error).__name__}: {error}"[:200]
        allowed = f"a whole .xlsx workbook, no older .xls and without a password ({said})"
        raise SourceError("source", name, allowed) from None


def _check(parts: Parts, infos: Sequence[zipfile.ZipInfo]) -> None:
    """Judge parts by their sizes, to which reading holds them, and their types."""
    if "xl/workbook.xml" not in parts.names:
        raise parts.refusal("an .xlsx workbook; this archive is none")
    if len({each.casefold() for each in parts.names}) < len(infos):
        raise parts.refusal("a workbook that has each part once")
    if sum([info.file_size for info in infos]) > _MOST_BYTES:
        raise parts.refusal(f"a workbook of at most {_MOST_BYTES // 10**6} MB when unpacked")
    for info in infos:
        is_packed_so = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if not is_packed_so or info.file_size > max(_LARGE, _MOST_SHRUNK * info.compress_size):
            allowed = "parts packed as those of workbooks are, that unpack to what they hold"
            raise parts.refusal(f"{allowed}; not so {info.filename[:100]!r}")
    for part in parts.names:
        is_harmful = bool(_HARMFUL.search(part))
        if part == "[Content_Types].xml" or part.casefold().endswith(".rels"):
            for _, attributes, _ in parts.elements(part):
                kind = attributes.get("ContentType", "") + attributes.get("Type", "")
                # A hyperlink is only a text here, and nothing follows it.
                is_link = attributes.get("TargetMode") == "External"
                is_harmful |= is_link and not kind.endswith("/hyperlink")
                is_harmful |= bool(_HARMFUL.search(kind))
        if is_harmful:
            allowed = "a workbook without macros, controls, embedded files and links to others"
            raise parts.refusal(f"{allowed}; {part[:100]!r} is or has one")


@attrs.frozen(eq=False)
class Sheet:
    """Texts by rows, from 1, and columns, from 0; that of a formula begins with ``=``.

    Merged cells are known by their first one, with their name and last column.
    """

    title: str
    rows: dict[int, dict[int, str]] = attrs.field(factory=dict)
    merged: dict[tuple[int, int], tuple[str, int]] = attrs.field(factory=dict)

    def place(self, row: int, column: int) -> str:
        """The name of a cell: ``"Kumla 2017!C7"``."""
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


def sheets_of(parts: Parts) -> list[Sheet]:
    """The visible sheets of a workbook."""
    linked: dict[str, tuple[str, str]] = {}
    for tag, attributes, _ in parts.elements("xl/_rels/workbook.xml.rels"):
        if tag == "Relationship":
            part = posixpath.join("/xl", attributes["Target"]).lstrip("/")
            linked[attributes["Id"]] = posixpath.basename(attributes["Type"]), part
    reader = _Reader(parts)
    for kind, part in linked.values():
        if kind == "styles":
            reader.read_styles(part)
        elif kind == "sharedStrings":
            reader.read_strings(part)
    visible = []
    for tag, attributes, _ in parts.elements("xl/workbook.xml"):
        if tag == "workbookPr" and attributes.get("date1904", "0") not in _OFF:
            reader.first_day = datetime.date(1904, 1, 1)
        elif tag == "sheet" and attributes.get("state", "visible") == "visible":
            (link,) = [value for name, value in attributes.items() if name.endswith(":id")]
            visible.append((attributes["name"], *linked[link]))
    return [reader.sheet(title, part) for title, kind, part in visible if kind == "worksheet"]


class _Text:
    def __init__(self) -> None:
        self._runs: list[str] = []
        self._is_apart = False

    def take(self, element: Element) -> None:
        tag, attributes, text = element
        if tag == "t":
            self._runs.append(text)
        elif tag in _APART and attributes.get("val") not in _OFF:
            self._is_apart = True

    def whole(self) -> str:
        text = "".join(self._runs)
        is_number = self._is_apart and not any(map(str.isalpha, text))
        self._runs.clear()
        self._is_apart = False
        return f"{text} with digits set apart" if is_number else text


class _Reader:
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
                    allowed = f"values in place of the formula that fills {title}!{filled}"
                    raise self._parts.refusal(allowed)
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
                        allowed = f"{MOST_ROWS} rows and {MOST_COLUMNS} columns"
                        raise self._parts.refusal(f"{allowed}; {title}!{cell} is beyond")
                    sheet.rows.setdefault(row, {})[column] = said
                last, value, formula = place, "", None
            elif tag == "mergeCell":
                ref = attributes["ref"]
                start, end = [_place(cell) for cell in (ref.split(":") * 2)[:2]]
                sheet.merged[start] = ref, end[1]
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

    Where that is not clear, the text is no number.
    """
    number = _EXACT.create_decimal(said if _NUMBER.fullmatch(said) else "NaN")
    sections = number_format.split(";")
    section = sections[2] if not number and len(sections) > 2 else sections[0]
    match = _FORMAT.fullmatch(_FILLING.sub("", section))
    depends = not {"<", ">", "="}.isdisjoint(number_format)
    if match is not None and number.is_finite() and not depends:
        sign = match[2] or ""
        whole, _, decimals = f"{number.scaleb(2 * len(sign), _EXACT):f}".partition(".")
        decimals = decimals.rstrip("0").ljust(len(match[1] or ""), "0")
        return f"{whole}.{decimals}{sign}" if decimals else whole + sign
    if _DAY.fullmatch(number_format) and re.fullmatch("[0-9]{1,6}", said):
        return (first_day + datetime.timedelta(days=int(said))).isoformat()
    return f"{said} in the format {number_format[:100]}"
