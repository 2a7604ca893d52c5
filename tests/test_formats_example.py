"""The bundled examples are data that anyone can ask for by name."""

from __future__ import annotations

import pytest

import kumla
from kommunkompass import (
    UnknownCodeError,
    audit,
    example_names,
    example_table,
    html_report,
    load_example,
)


def test_the_examples_are_listed() -> None:
    """The names are those that the other functions take."""
    assert example_names() == ("kumla-2017",)


def test_an_example_has_the_published_figures() -> None:
    """Kumla's figures are those that the tests' authors read off the report themselves."""
    assert dict(example_table("kumla-2017").figures) == kumla.figures()
    assert load_example("kumla-2017") == example_table("kumla-2017").evaluation()


def test_an_example_says_whose_evaluation_it_is() -> None:
    """Municipality, code, year, evaluators, role models and key facts come along."""
    evaluation = load_example("kumla-2017")
    assert (evaluation.municipality, evaluation.municipality_code) == ("Kumla", "1881")
    assert evaluation.year == 2017
    assert len(evaluation.evaluators) == 2
    assert {model.municipality for model in evaluation.role_models if model.code == "3"} == {
        "Eskilstuna",
        "Strängnäs",
    }
    assert evaluation.key_facts.population == 21435
    assert evaluation.findings == ()


def test_an_examples_role_models_are_told_in_its_language() -> None:
    """As a Swedish report has them, so that a Swedish page has one language."""
    topics = {(each.municipality, each.topic) for each in load_example("kumla-2017").role_models}
    assert ("Grästorp", "medborgarpanel") in topics
    assert "medborgarpanel" in html_report(load_example("kumla-2017"), language="sv")


def test_nothing_in_an_example_is_impossible() -> None:
    """The published figures can all be true together."""
    assert audit(example_table("kumla-2017")).consistent


@pytest.mark.parametrize("name", ["kumla", "", "../kumla-2017", "kumla-2017.tsv", None, ["x"]])
def test_an_unknown_name_is_refused(name: str) -> None:
    """The error lists the names that there are."""
    for ask in (load_example, example_table):
        with pytest.raises(UnknownCodeError, match="kumla-2017") as refused:
            ask(name)
        assert refused.value.value == name
