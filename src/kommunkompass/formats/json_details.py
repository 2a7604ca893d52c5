"""Reading JSON: whose evaluation it is, and what was found."""

from __future__ import annotations

from functools import partial

from kommunkompass.arguments import LARGEST_COUNT
from kommunkompass.checked import CheckedTable
from kommunkompass.described import Details, Finding, FindingKind, KeyFacts, RoleModel
from kommunkompass.formats import json_values as values
from kommunkompass.framework import Framework

__all__ = ["details_of"]


def details_of(table: CheckedTable, framework: Framework | None) -> Details:
    """Whose evaluation it is, every fault noted."""
    date, year = values.date(table, "date"), values.year(table, "year")
    if date is not None and year not in (None, date.year):
        table.wrong("year", year, f"the year of the date {date}")
    facts = table.table("key_facts")
    findings = table.entries("findings", partial(_finding, framework))
    return {
        "municipality": values.maybe_text(table, "municipality"),
        "municipality_code": values.digits(table, "municipality_code"),
        "year": year,
        "date": date,
        "evaluators": values.texts(table, "evaluators"),
        "findings": [finding for finding in findings if finding is not None],
        "role_models": table.entries("role_models", partial(_role_model, framework)),
        "key_facts": KeyFacts() if facts is None else _key_facts(facts),
    }


def _finding(framework: Framework | None, table: CheckedTable) -> Finding | None:
    kinds = [kind.value for kind in FindingKind]
    code = values.code_of(table, framework)
    kind = table.take("kind", " or ".join(kinds), kinds.__contains__)
    text = values.text(table, "text")
    table.close()
    return None if code is None or kind is None else Finding(code, FindingKind(kind), text)


def _role_model(framework: Framework | None, table: CheckedTable) -> RoleModel:
    municipality, topic = (values.text(table, key) for key in ("municipality", "topic"))
    code = values.code_of(table, framework) if "code" in table.content else None
    table.taken.append("code")
    table.close()
    return RoleModel(municipality, topic, code)


def _key_facts(table: CheckedTable) -> KeyFacts:
    facts = KeyFacts(
        group=values.maybe_text(table, "group"),
        population=values.count(table, "population"),
        population_change=values.count(table, "population_change", -LARGEST_COUNT),
        employees=values.count(table, "employees"),
        governing_parties=values.texts(table, "governing_parties"),
    )
    table.close()
    return facts
