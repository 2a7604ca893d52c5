"""The one way out: any subject in any form."""

import pytest

import kumla
from kommunkompass import (
    Evaluation,
    InvalidTypeError,
    PublishedTable,
    UnknownCodeError,
    audit,
    compare,
    get_framework,
    progress,
)
from kommunkompass.render.pages import FORMS, page, rendered

LATER = Evaluation.from_percents("2.1", {"1.1": 50}, municipality="Kumla", year=2020)
SUBJECTS = {
    "evaluation": kumla.evaluation(),
    "published": PublishedTable(get_framework(), kumla.figures(), municipality="Kumla"),
    "audit": audit(kumla.evaluation()),
    "comparison": compare(kumla.evaluation(), LATER),
    "progress": progress([kumla.evaluation(), LATER]),
    "framework": get_framework(),
}


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SUBJECTS)
def test_every_subject_can_be_shown_in_every_form(name, form, language):
    """Its title comes first, whatever the form."""
    subject = SUBJECTS[name]
    shown = rendered(subject, form, language)
    assert page(subject, language).title in "".join(shown.splitlines()[:2])


def test_text_in_english_is_what_comes_unasked():
    """So that a look at something takes one word."""
    assert rendered(get_framework()) == rendered(get_framework(), "text", "en")


def test_a_form_or_a_language_that_is_not_known_is_refused():
    """The error says which are."""
    with pytest.raises(UnknownCodeError, match="one of text, markdown, html, rst"):
        rendered(get_framework(), "pdf")
    with pytest.raises(UnknownCodeError, match="language"):
        rendered(get_framework(), "text", "no")


def test_what_cannot_be_shown_is_refused():
    """The error says what can be."""
    with pytest.raises(InvalidTypeError, match="a framework"):
        rendered("Kumla")
