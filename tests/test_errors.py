"""The exceptions: one family, each with item, value and what is allowed."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from kommunkompass import (
    Contradiction,
    ContradictionError,
    Figure,
    InputError,
    InvalidTypeError,
    InvalidValueError,
    KommunkompassError,
    NotComparableError,
    NotExactError,
    Range,
    SourceError,
    UnknownCodeError,
)
from kommunkompass.errors import MissingExtraError, shown
from strategies import small_framework

FRAMEWORK = small_framework([10])
CRITERION = FRAMEWORK["1.1"]
POINTS, PERCENT = Figure(6, 35).statements(CRITERION)
CONTRADICTION = Contradiction(CRITERION, (POINTS, PERCENT), POINTS.range, PERCENT.range)

INSTANCES = [
    InvalidValueError("criterion 1.4", 101, "a percent from 0 to 100"),
    InvalidTypeError("criterion 1.4", True, "a number"),
    UnknownCodeError("framework 2.1", "9.9", "its codes"),
    NotExactError("area 1", Range.closedopen(36.5, 36.95), "known only as a range: 1.1"),
    ContradictionError("criterion 1.1", (CONTRADICTION,), "figures that can all be true"),
    NotComparableError("area 1", "2020", "totals of one era"),
    InputError("my.toml", [InvalidValueError("line 3", "x", "a number")], "a framework file"),
    SourceError("framework file", "my.toml", "a readable file"),
    MissingExtraError("charts", "matplotlib", "pip install 'kommunkompass[plot]'"),
]
BUILT_IN = {
    InvalidValueError: ValueError,
    InvalidTypeError: TypeError,
    UnknownCodeError: LookupError,
    NotExactError: ValueError,
    ContradictionError: ValueError,
    NotComparableError: ValueError,
    InputError: ValueError,
    SourceError: OSError,
    MissingExtraError: ImportError,
}


def fields(error: KommunkompassError) -> tuple[object, ...]:
    """All that an error says, with the same of the faults it holds."""
    inner = error.faults if isinstance(error, InputError) else ()
    value = tuple(map(fields, inner)) if inner else error.value
    return type(error), error.item, value, error.allowed, str(error)


@pytest.mark.parametrize("error", INSTANCES, ids=lambda error: type(error).__name__)
class TestEveryError:
    def test_is_of_the_family_and_the_built_in_that_one_would_guess(
        self, error: KommunkompassError
    ) -> None:
        """One base catches all; the fitting built-in catches each."""
        assert isinstance(error, KommunkompassError)
        assert isinstance(error, BUILT_IN[type(error)])

    def test_names_item_and_what_is_allowed_in_its_text(self, error: KommunkompassError) -> None:
        """The text alone tells what the fields tell."""
        assert error.item in str(error)
        assert error.allowed in str(error)

    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_survives_pickling(self, error: KommunkompassError, protocol: int) -> None:
        """An error raised in another process arrives whole."""
        assert fields(pickle.loads(pickle.dumps(error, protocol))) == fields(error)

    def test_can_be_copied(self, error: KommunkompassError) -> None:
        """A copy, shallow or deep, says the same."""
        assert fields(copy.copy(error)) == fields(error)
        assert fields(copy.deepcopy(error)) == fields(error)


def test_the_family_has_no_other_members() -> None:
    """Every public exception is tested here."""
    assert set(KommunkompassError.__subclasses__()) == set(BUILT_IN)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (INSTANCES[0], "criterion 1.4: 101 is not allowed; allowed: a percent from 0 to 100"),
        (
            INSTANCES[1],
            "criterion 1.4: True is not allowed (it is of type bool); allowed: a number",
        ),
        (INSTANCES[2], "framework 2.1: '9.9' is not known; allowed: its codes"),
        (
            INSTANCES[3],
            "area 1: no single number, only the range [36.5, 36.95); known only as a range: 1.1",
        ),
        (INSTANCES[5], "area 1 ('2020') cannot be compared: totals of one era"),
        (
            INSTANCES[6],
            "my.toml: 1 fault; allowed: a framework file\n"
            "  line 3: 'x' is not allowed; allowed: a number",
        ),
        (
            INSTANCES[7],
            "framework file: 'my.toml' cannot be read; allowed: a readable file",
        ),
        (
            INSTANCES[8],
            "charts: 'matplotlib' cannot be imported; "
            "to install: pip install 'kommunkompass[plot]'",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_texts_are_one_clear_sentence(error: KommunkompassError, text: str) -> None:
    """Each kind of error says item, value and what is allowed in its own words."""
    assert str(error) == text


def test_a_contradiction_error_says_what_contradicts_what() -> None:
    """Its text holds a line for each of several contradictions."""
    two = (CONTRADICTION, CONTRADICTION)
    for item, start in [("criterion 1.1", ""), ("Kumla: criterion 1.1", "Kumla: ")]:
        error = ContradictionError(item, two, "what can be true")
        assert str(error).split("\n  ") == [
            f"{start}2 contradictions; allowed: what can be true",
            str(CONTRADICTION),
            str(CONTRADICTION),
        ]
    assert "6 points" in str(error)
    assert "35 percent" in str(error)


def test_a_contradiction_error_names_its_item_once() -> None:
    """A reason begins with the name of an area; whose it is, and other items, stand before."""
    area = FRAMEWORK["1"]
    points, percent = Figure(6, 35).statements(area)
    reason = Contradiction(area, (points, percent), points.range, percent.range)
    assert str(reason).startswith("area 1 printed as 6 points")
    for item, start in [("area 1", ""), ("Kumla 2017: area 1", "Kumla 2017: ")]:
        assert str(ContradictionError(item, (reason,), "x")) == f"{start}{reason}; allowed: x"


def test_a_contradiction_error_tells_ten_and_counts_the_others() -> None:
    """All of them are in its value."""
    for count, more in [(10, []), (11, ["and 1 more"]), (34, ["and 24 more"])]:
        error = ContradictionError("many", (CONTRADICTION,) * count, "x")
        head, *lines = str(error).split("\n  ")
        assert head == f"{count} contradictions; allowed: x"
        assert lines == [str(CONTRADICTION)] * 10 + more
        assert isinstance(error.value, tuple)
        assert len(error.value) == count


@pytest.mark.parametrize("value", [None, "text", (), (1,), ("text", 2)])
def test_a_contradiction_error_can_hold_anything(value: object) -> None:
    """As every error can."""
    assert "; allowed: less" in str(ContradictionError("total", value, "less"))


def test_an_input_error_counts_and_lists_its_faults_even_nested_ones() -> None:
    """All faults of a file are there at once, as objects and as lines, after pickling too."""
    first = InvalidValueError("line 3", "x", "a number")
    second = InputError("table 2", [UnknownCodeError("line 7", "9.9", "1 to 8")], "eight areas")
    error = pickle.loads(pickle.dumps(InputError("my.csv", iter([first, second]), "a table")))
    assert [fault.item for fault in error.faults] == ["line 3", "table 2"]
    assert error.faults[1].faults[0].value == "9.9"
    assert error.value == error.faults
    assert str(error).startswith("my.csv: 2 faults; allowed: a table\n  line 3: ")
    assert "line 7: '9.9' is not known" in str(error)


def test_a_file_that_cannot_be_read_is_found_where_python_keeps_it() -> None:
    """Whoever catches an OSError and looks at its filename does not find another text there."""
    error = SourceError("framework file", "my.toml", "a readable file")
    assert error.filename == "my.toml"
    assert error.strerror == "a readable file"


class IllBehaved:
    """An object whose text cannot be had."""

    def __str__(self) -> str:
        raise RuntimeError("no text")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("abc", "'abc'"),
        ("a\nb", r"'a\nb'"),
        (0.1, "0.1"),
        (None, "None"),
        (Decimal("1E+999999999"), "1E+999999999"),
        (Fraction(1, 3), "1/3"),
        (IllBehaved(), "a value of type IllBehaved"),
        (10**5000, "a value of type int"),
        (Fraction(1, 10**5000), "a value of type Fraction"),
        ("x" * 1000, "'" + "x" * 129 + "… (1002 characters)"),
        ("x" * 148, "'" + "x" * 148 + "'"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_is_shown_as_it_was_written_but_shortly(value: object, text: str) -> None:
    """Text is quoted, numbers are plain, and what is too long or fails is described."""
    assert shown(value) == text
    assert str(InvalidValueError("item", value, "less")) == (
        f"item: {text} is not allowed; allowed: less"
    )


def test_a_log_says_what_an_error_does(caplog: pytest.LogCaptureFixture) -> None:
    """Of numbers with more digits than Python writes, too."""
    try:
        raise InvalidValueError("points", 10**5000, "a number from 0 to 15")
    except InvalidValueError as error:
        logging.getLogger("tests").exception("refused: %r", error)
    assert "refused: InvalidValueError('points', a value of type int, 'a number" in caplog.text
    assert "points: a value of type int is not allowed" in caplog.text


def test_a_console_shows_an_error_as_it_was_made() -> None:
    """By its class, its item, its value and what is allowed."""
    assert repr(INSTANCES[0]) == (
        "InvalidValueError('criterion 1.4', 101, 'a percent from 0 to 100')"
    )


@given(st.one_of(st.text(), st.binary(), st.integers(), st.lists(st.text()), st.floats()))
def test_no_value_makes_an_error_long(value: object) -> None:
    """Whatever was given, an error can be read."""
    assert len(shown(value)) <= 170


@pytest.mark.parametrize("kind", BUILT_IN, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(
    "value",
    ["x" * 10_000, 10**5000, IllBehaved(), Range.closed(0, Fraction(1, 3**10_000))],
    ids=["long", "digits", "ill-behaved", "range"],
)
def test_no_value_makes_an_error_unreadable(kind: type[KommunkompassError], value: object) -> None:
    """An error of any kind can be shown, and shortly, whatever its value is."""
    if kind is InputError:
        value = [InvalidValueError("line 3", value, "a number")]
    error = kind("item", value, "something else")
    for text in (str(error), repr(error)):
        assert "item" in text
        assert "something else" in text or kind is InputError
        assert len(text) < 300
    (said,) = traceback.format_exception_only(error)
    assert str(error) in said
    assert str(pickle.loads(pickle.dumps(error))).startswith("item")
