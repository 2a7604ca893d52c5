"""The test vectors: the library gives what they say, and they say what the oracle gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kumla
import make_vectors
import vector_inputs
from kommunkompass import KommunkompassError, get_framework
from kommunkompass.testing import conformance_vectors
from vector_answers import ANSWERS, Data, built, figures, refused_as

PAGE = (Path(__file__).parents[1] / "docs" / "method.md").read_text(encoding="utf-8")

FILE = conformance_vectors()


def all_vectors() -> Iterator[Any]:
    """Each by the name that it has where it is made, and the rules that it is about."""
    names: dict[str, list[str]] = {}
    for name, _, operation, _ in vector_inputs.VECTORS:
        names.setdefault(operation, []).append(name)
    for operation, vectors in FILE["vectors"].items():
        for name, (rules, inputs, expected) in zip(names[operation], vectors, strict=True):
            resolved = make_vectors.resolved(inputs)
            yield pytest.param(operation, resolved, expected, id=name), rules.split()


@pytest.mark.parametrize(
    ("operation", "inputs", "expected"), [vector for vector, _ in all_vectors()]
)
def test_the_library_conforms(operation: str, inputs: Data, expected: Data | str) -> None:
    """To each vector: exactly the output, or the kind of refusal."""
    found: Data | str
    try:
        found = ANSWERS[operation](**inputs)
    except KommunkompassError as error:
        found = refused_as(error)
    if operation == "contradictions":
        # Any choice of the fewest figures will do.
        choices, named = expected["contradictions"], found["contradictions"]
        assert named.keys() == choices.keys()
        for code, figures in named.items():
            assert sorted(figures) in [sorted(choice) for choice in choices[code]]
    else:
        assert found == expected


class TestFile:
    def test_it_is_as_the_oracle_gives_it(self) -> None:
        """``python tests/make_vectors.py`` writes it anew."""
        assert make_vectors.PATH.read_text(encoding="utf-8") == make_vectors.written()

    def test_no_two_vectors_have_one_name(self) -> None:
        """Nor the same inputs."""
        names = [vector.id for vector, _ in all_vectors()]
        assert len(names) == len(set(names)) > 300
        inputs = [repr(vector.values[:2]) for vector, _ in all_vectors()]
        assert len(inputs) == len(set(inputs))

    def test_the_framework_is_the_bundled_one(self) -> None:
        """Codes and maxima of version 2.1, and Kumla's figures, are those of the library."""
        inside, bundled = built(FILE["frameworks"]["2.1"]), get_framework("2.1")
        assert {one.code: one.maximum for one in inside} == {
            one.code: one.maximum for one in bundled
        }
        assert figures(FILE["tables"]["kumla-2017"]) == kumla.figures()

    def test_each_call_gives_a_new_one(self) -> None:
        """So that changing it spoils nothing."""
        conformance_vectors()["vectors"].clear()
        assert conformance_vectors()["vectors"]


#: The rules of the page on the method by their numbers, and what stands under each.
RULES = dict(re.findall(r"^### (\d\.\d) ((?s:.*?))(?=^\(rule-|^#|\Z)", PAGE, re.MULTILINE))


class TestPage:
    @pytest.mark.parametrize("rule", RULES)
    def test_every_rule_has_its_source_and_an_example(self, rule: str) -> None:
        """A source may be that of the whole section; an example, a table of them."""
        section = PAGE[PAGE.index(f"\n## {rule[0]}.") :].split("\n## ")[1]
        own, around = (" ".join(text.split()) for text in (RULES[rule], section))
        assert "*Source: " in own or "*Source of this section: " in around
        assert re.search(r"xamples?\b|>>>|^\|", RULES[rule], re.MULTILINE)

    def test_every_rule_has_vectors(self) -> None:
        """And every vector is about rules that there are."""
        about = {rule for _, rules in all_vectors() for rule in rules}
        assert about == RULES.keys()

    def test_every_operation_is_described(self) -> None:
        """With its name, in the table."""
        table = PAGE[PAGE.index("| operation |") :]
        described = re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`.*?) \|", table, re.M)))
        assert set(described) == FILE["vectors"].keys() == ANSWERS.keys()
