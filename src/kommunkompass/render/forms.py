"""The one way out: anything that can be shown, in any of the forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from kommunkompass.arguments import check_name
from kommunkompass.auditing import Audit
from kommunkompass.comparison import Comparison, Progress
from kommunkompass.errors import InvalidTypeError
from kommunkompass.evaluation import Evaluation
from kommunkompass.framework import Framework, Language, check_language
from kommunkompass.published import PublishedTable
from kommunkompass.render.comparisons import comparison_page, progress_page
from kommunkompass.render.html import html
from kommunkompass.render.markdown import markdown
from kommunkompass.render.overview import (
    audit_page,
    evaluation_page,
    framework_page,
    published_page,
)
from kommunkompass.render.rst import rst
from kommunkompass.render.table import Page
from kommunkompass.render.text import text

__all__ = ["FORMS", "Form", "Subject", "page", "rendered"]

#: The forms that something can be shown in.
Form: TypeAlias = Literal["text", "markdown", "html", "rst"]

#: What can be shown.
Subject: TypeAlias = Evaluation | PublishedTable | Audit | Comparison | Progress | Framework

#: How a page is turned into each form.
FORMS: dict[str, Callable[[Page], str]] = {
    "text": text,
    "markdown": markdown,
    "html": html,
    "rst": rst,
}


def rendered(subject: Subject, form: Form = "text", language: Language = "en") -> str:
    """Return something as text, Markdown, HTML or reStructuredText.

    >>> from kommunkompass import get_framework
    >>> print(rendered(get_framework("pre-2010"), "markdown", "sv").splitlines()[0])
    # Kommunkompassen före 2010

    HTML is a section to be put into a page; for a whole page see
    :func:`~kommunkompass.html_report`.

    Args:
        subject: an evaluation, a published table, an audit, a comparison, a progress or a
            framework.
        form: ``"text"``, ``"markdown"``, ``"html"`` or ``"rst"``.
        language: ``"en"`` or ``"sv"``.

    Raises:
        InvalidTypeError: for anything else to be shown.
        UnknownCodeError: for a form or a language that is not known.
    """
    check_name("form", form, FORMS)
    return FORMS[form](page(subject, language))


def page(subject: object, language: Language = "en") -> Page:
    """Return what is shown of a subject, before it has a form; errors as of :func:`rendered`."""
    check_language(language)
    match subject:
        case Evaluation():
            return evaluation_page(subject, language)
        case PublishedTable():
            return published_page(subject, language)
        case Audit():
            return audit_page(subject, None, language)
        case Comparison():
            return comparison_page(subject, language)
        case Progress():
            return progress_page(subject, language)
        case Framework():
            return framework_page(subject, language)
    raise InvalidTypeError(
        "subject",
        subject,
        "an evaluation, a published table, an audit, a comparison, a progress or a framework",
    )
