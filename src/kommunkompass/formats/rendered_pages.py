"""Pages to be read by people: text, Markdown, reStructuredText and HTML; written only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kommunkompass.evaluation import Evaluation
from kommunkompass.formats.form import Document, Format, Options, one_to_write

if TYPE_CHECKING:
    from kommunkompass.render.pages import Form


def _format(form: Form, *suffixes: str) -> Format:
    def write(documents: Sequence[Document], options: Options) -> bytes:
        # Loaded when a page is written: for weight, as reading needs no rendering.
        from kommunkompass.render.pages import rendered
        from kommunkompass.render.report import html_report

        document = one_to_write(documents, form)
        if form == "html" and isinstance(document, Evaluation):
            text = html_report(document, language=options.language)
        else:
            text = rendered(document, form, options.language)
        return (text.rstrip("\n") + "\n").encode("utf-8", "replace")

    return Format(name=form, suffixes=suffixes, write=write)


FORMATS = (
    _format("text", ".txt"),
    _format("markdown", ".md"),
    _format("rst", ".rst"),
    _format("html", ".html", ".htm"),
)
