"""The parts of workbooks: what is not known to be harmless is refused before any is read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias
from xml.parsers import expat

from kommunkompass.errors import SourceError

#: The name of an element without its prefix, its attributes, and its text.
Element: TypeAlias = tuple[str, dict[str, str], str]

_MOST_BYTES = 100_000_000

#: A part this large that shrank by more than this much is there to fill the memory.
_LARGE = 1_000_000
_MOST_SHRUNK = 200
_DEEPEST = 100
_CHUNK = 16_384

#: The parts that a workbook may have; most of them are never read.
_KNOWN = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|(docProps|docMetadata|customXml)/(_rels/)?[\w.-]+"
    r"|xl/(_rels/workbook\.xml\.rels|(workbook|styles|sharedStrings|calcChain|comments\d*)\.xml)"
    r"|xl/metadata(\.xml)?|xl/(worksheets|chartsheets|theme|media|drawings|charts|tables|comments"
    r"|threadedComments|persons|printerSettings|pivotTables|pivotCache|richData)/(_rels/)?[\w.-]+",
    re.IGNORECASE,
)
_RUNS = re.compile("macro|vba|activex|oleobject", re.IGNORECASE)
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError),
    *(LookupError, ValueError, RuntimeError),
)


class Parts:
    """The parts of a workbook, by their names."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.names = archive.namelist()
        self._archive = archive
        self._name = name

    def refusal(self, allowed: str) -> SourceError:
        return SourceError("source", self._name, allowed)

    def elements(self, part: str) -> Iterator[Element]:
        """The elements of a part, each when it ends: those within it come before it."""
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
            for chunk in iter(lambda: file.read(_CHUNK), b""):
                parser.Parse(chunk)
                yield from found
                found.clear()
        parser.Parse(b"", True)
        yield from found


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Parts]:
    """The parts of a workbook that does no harm; what is damaged in them shows while it is open.

    Raises:
        SourceError: for any other file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = Parts(archive, name)
            _check_parts(parts, archive.infolist())
            _check_types(parts)
            yield parts
    except SourceError:
        raise
    except _DAMAGED as error:
        said = f"{type(error).__name__}: {error}"[:200]
        allowed = f"a whole .xlsx workbook, no older .xls and without a password ({said})"
        raise SourceError("source", name, allowed) from None


def _check_parts(parts: Parts, infos: Sequence[zipfile.ZipInfo]) -> None:
    """Judge the parts by what the archive says of them, which reading holds it to."""
    if "xl/workbook.xml" not in parts.names:
        raise parts.refusal("an .xlsx workbook; this archive is none")
    if len({each.casefold() for each in parts.names}) < len(infos):
        raise parts.refusal("a workbook that has each part once")
    if sum([info.file_size for info in infos]) > _MOST_BYTES:
        raise parts.refusal(f"a workbook of at most {_MOST_BYTES // 10**6} MB when unpacked")
    for info in infos:
        part = f"{info.filename[:100]!r}"
        if not _KNOWN.fullmatch(info.filename):
            allowed = (
                "a workbook of sheets, charts, pictures and notes, without macros, controls, "
                f"embedded files and links to other data; {part} is none of these"
            )
            raise parts.refusal(allowed)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise parts.refusal(f"parts packed as workbooks are; {part} is not")
        if info.file_size > max(_LARGE, _MOST_SHRUNK * info.compress_size):
            raise parts.refusal(f"parts that unpack to what they hold; {part} does not")


def _check_types(parts: Parts) -> None:
    """Refuse by what parts are said to be and to be linked to, whatever they are called."""
    for part in parts.names:
        if part == "[Content_Types].xml" or part.casefold().endswith(".rels"):
            for _, attributes, _ in parts.elements(part):
                kind = attributes.get("ContentType", "") + attributes.get("Type", "")
                if _RUNS.search(kind):
                    raise parts.refusal(f"a workbook without macros and controls; {part} has some")
                # A hyperlink is only a text here, and nothing follows it.
                if attributes.get("TargetMode") == "External" and not kind.endswith("/hyperlink"):
                    raise parts.refusal(f"a workbook without links to files; {part} has some")
