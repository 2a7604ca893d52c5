"""Safety of workbooks: what the parts of one may be, judged before anything opens them.

A workbook is a zip archive of XML parts. Macros, links to other files, embedded files, entities
and whatever grows out of proportion are refused; so are sheets of more cells than a table has.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from xml.parsers import expat

import attrs

from kommunkompass.errors import SourceError
from kommunkompass.formats.rich_text import set_apart
from kommunkompass.formats.sheet_ranges import CellRange, cell_range, column_of

__all__ = ["MOST_ROWS", "PartFacts", "check_workbook"]

#: The rows and the columns of the largest sheet that a spreadsheet program makes.
MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384

_MOST_PARTS = 2_000
_MOST_BYTES = 100_000_000
_MOST_CELLS = 3_000_000
_MOST_ELEMENTS = 8_000_000
_MOST_RANGES = 10_000

#: A part this large that shrank by more than this much is there to fill the memory.
_LARGE = 1_000_000
_MOST_SHRUNK = 200

#: What a workbook may not hold, by the names and the types of its parts.
_REFUSED = {
    "vbaproject": "macros",
    "macroenabled": "macros",
    "macrosheet": "macros",
    "externallink": "links to other files",
    "connections": "links to other data",
    "querytable": "links to other data",
    "embeddings": "embedded files",
    "oleobject": "embedded files",
    "activex": "controls",
}
_CELL = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


@attrs.define
class PartFacts:
    """What a part tells: the cells that are merged, and those that one formula fills.

    Attributes:
        merged, filled: the ranges of both.
        set_apart: texts like numbers in which digits are raised, lowered or struck out; of all
            parts of the workbook, as the texts of cells may stand in a part of their own.
    """

    set_apart: set[str]
    merged: list[CellRange] = attrs.field(factory=list)
    filled: list[CellRange] = attrs.field(factory=list)


def check_workbook(data: bytes, name: str) -> Mapping[str, PartFacts]:
    """Refuse what is no workbook, or one that does harm; tell what matters of its parts.

    Raises:
        SourceError: it says what was found, and in which part.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        allowed = "an .xlsx workbook without a password; this is an older .xls, or has a password"
        raise SourceError("source", name, allowed)
    told: dict[str, PartFacts] = {}
    apart: set[str] = set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive, len(data), name)
            for part in archive.infolist():
                if part.filename.casefold().endswith((".xml", ".rels", ".vml")):
                    content = archive.read(part)
                    told[part.filename] = _check_xml(content, part.filename, name, apart)
                else:
                    archive.read(part)  # damage shows here
    except SourceError:
        raise
    except _DAMAGED as error:
        raise SourceError("source", name, f"a whole .xlsx workbook ({error})") from None
    return told


def _check_parts(archive: zipfile.ZipFile, size: int, name: str) -> None:
    """Judge the parts by what the archive says of them, which reading holds it to."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > _MOST_PARTS:
        raise SourceError("source", name, f"a workbook of at most {_MOST_PARTS} parts")
    if "mimetype" in names:
        raise SourceError("source", name, "an .xlsx workbook; this is an OpenDocument file")
    if "xl/workbook.xml" not in names:
        raise SourceError("source", name, "an .xlsx workbook; this archive is none")
    if len({each.casefold() for each in names}) < len(names):
        raise SourceError("source", name, "a workbook that has each part once")
    total = sum([part.file_size for part in parts])
    if total > _MOST_BYTES or sum([part.compress_size for part in parts]) > size:
        allowed = f"a workbook of at most {_MOST_BYTES // 10**6} MB when unpacked"
        raise SourceError("source", name, allowed)
    for part in parts:
        where = f"; {part.filename!r} is not"
        if part.flag_bits & 1:
            raise SourceError("source", name, f"a workbook without a password{where}")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise SourceError("source", name, f"parts packed as workbooks are{where}")
        if part.file_size > max(_LARGE, _MOST_SHRUNK * part.compress_size):
            raise SourceError("source", name, f"parts that unpack to what they hold{where}")
        if part.filename.startswith("/") or re.search(r"\\|\.\.", part.filename):
            raise SourceError("source", name, f"parts within the workbook{where}")
        _check_kind(part.filename, part.filename, name)


def _check_kind(said: str, part: str, name: str) -> None:
    """Refuse a name or a type that says what a workbook may not hold."""
    plain = said.casefold()
    for word, what in _REFUSED.items():
        if word in plain:
            raise SourceError("source", name, f"a workbook without {what}; {part!r} has some")


def _check_xml(data: bytes, part: str, name: str, apart: set[str]) -> PartFacts:
    """Judge the elements of a part; tell what matters of it.

    Raises:
        SourceError: for what is no XML, for entities, and for too many elements or cells.
    """
    judge = _Judge(part, name, PartFacts(apart))
    parser = expat.ParserCreate()
    parser.StartElementHandler = judge.start
    parser.StartDoctypeDeclHandler = judge.refuse_doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise SourceError("source", name, f"well-formed XML in {part!r} ({error})") from None
    apart |= set_apart(data)
    return judge.told


class _Judge:
    """Looks at the elements of a part one after the other.

    Attributes:
        root: the name of the first one.
        elements: how many there were.
        cells: how many cells the rows are wide, empty ones included.
        row, column: the last row and the last cell of it.
        told: the ranges of cells that are merged, or that one formula fills.
    """

    def __init__(self, part: str, name: str, told: PartFacts) -> None:
        self.part, self.name, self.told = part, name, told
        self.is_types = part == "[Content_Types].xml"
        self.root = ""
        self.elements = self.cells = self.row = self.column = 0

    def refuse_doctype(self, *_: object) -> None:
        raise SourceError("source", self.name, f"XML without a DOCTYPE in {self.part!r}")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > _MOST_ELEMENTS:
            raise SourceError("source", self.name, f"a part smaller than {self.part!r}")
        if self.is_types:
            _check_kind(attributes.get("ContentType", ""), self.part, self.name)
        element = tag.rpartition(":")[2]
        self.root = self.root or element
        # Any part may be named as a sheet; one lists cells that have formulas, in no order.
        if element == "row" and self.root != "calcChain":
            self._row(attributes.get("r", str(self.row + 1)))
        elif element == "row":
            raise SourceError("source", self.name, f"no rows in {self.part!r}")
        elif element == "c" and self.root != "calcChain":
            self._cell(attributes.get("r"))
        elif element == "mergeCell":
            self._range(self.told.merged, attributes.get("ref", ""))
        elif element == "f" and attributes.get("t") in ("array", "dataTable"):
            self._range(self.told.filled, attributes.get("ref", ""))

    def _range(self, ranges: list[CellRange], reference: str) -> None:
        found = cell_range(reference)
        if found is None or len(ranges) == _MOST_RANGES:
            allowed = (
                f"at most {_MOST_RANGES} ranges of merged cells or formulas, such as 'B2:C9'; "
                f"{self.part!r} has {reference[:20]!r}"
            )
            raise SourceError("source", self.name, allowed)
        ranges.append(found)

    def _row(self, number: str) -> None:
        row = int(number) if number.isascii() and number.isdecimal() and len(number) < 8 else 0
        # Rows that are not in order would be passed over when they are read.
        if not self.row < row <= MOST_ROWS:
            allowed = f"rows from 1 to {MOST_ROWS}, in order; {self.part!r} has row {number[:20]}"
            raise SourceError("source", self.name, allowed)
        self.row, self.column = row, 0

    def _cell(self, place: str | None) -> None:
        column = self.column + 1
        if place is not None:
            match = _CELL.fullmatch(place)
            column = column_of(match[1]) if match and int(match[2]) == self.row else 0
        if not self.column < column <= _MOST_COLUMNS:
            allowed = (
                f"cells in their rows and in order, the last one XFD{MOST_ROWS}; "
                f"{self.part!r} has {str(place)[:20]}"
            )
            raise SourceError("source", self.name, allowed)
        self.cells += column - self.column
        self.column = column
        if self.cells > _MOST_CELLS:
            allowed = f"sheets of at most {_MOST_CELLS} cells; {self.part!r} has more"
            raise SourceError("source", self.name, allowed)
