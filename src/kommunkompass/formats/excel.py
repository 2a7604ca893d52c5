"""Excel: workbooks (.xlsx) with typed cells; needs openpyxl, from the extra ``excel``."""

from __future__ import annotations

from kommunkompass.formats.excel_reading import read, recognises
from kommunkompass.formats.excel_writing import write
from kommunkompass.formats.form import Format

__all__ = ["FORMAT"]

FORMAT = Format(
    name="xlsx",
    suffixes=(".xlsx",),
    recognises=recognises,
    read=read,
    write=write,
    is_text=False,
)
