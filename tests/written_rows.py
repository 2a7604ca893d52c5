"""What rows can hold: subjects for the tests of the formats that write them."""

from __future__ import annotations

import io
from typing import Any, Literal

import attrs
from hypothesis import assume, strategies as st

from kommunkompass import InvalidValueError, KeyFacts, example_table, load_example, write

NOT_HELD = {"evaluators": (), "findings": (), "role_models": (), "key_facts": KeyFacts()}
KUMLA = attrs.evolve(load_example("kumla-2017"), **NOT_HELD)
TABLE = attrs.evolve(example_table("kumla-2017"), **NOT_HELD)
LANGUAGE: st.SearchStrategy[Literal["en", "sv"]] = st.sampled_from(["en", "sv"])


def holdable(subject: Any) -> Any:
    """What rows can hold of an evaluation or a table."""
    return attrs.evolve(subject, municipality=subject.municipality or None, **NOT_HELD)


def written(subject: Any, form: str, **options: Any) -> bytes:
    file = io.BytesIO()
    write(subject, file, form=form, **options)
    return file.getvalue()


def assumed_written(subject: Any, form: str, unheld: str, **options: Any) -> bytes:
    """The same, in a property of what the format can hold.

    Args:
        subject: what is written.
        form: the format.
        unheld: what an error allows that is about text that no cell holds.
        **options: those of ``write``.
    """
    try:
        return written(subject, form, **options)
    except InvalidValueError as error:
        assume(unheld not in error.allowed)
        raise
