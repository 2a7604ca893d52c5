"""The checker of console examples finds what is wrong with one."""

from types import SimpleNamespace

import pytest

from console_examples import evaluate, matches, run, steps


def check(block, **namespace):
    return evaluate(SimpleNamespace(parsed=block, namespace=namespace))


def test_a_block_is_taken_apart_into_commands_and_their_output():
    block = "$ one \\\n>   more\n1\n\n2\n$ two\n$ three\n3"

    assert list(steps(block)) == [("one more", "1\n\n2\n"), ("two", ""), ("three", "3")]


@pytest.mark.parametrize("block", ["", "output\n", "output\n$ echo\n"])
def test_a_block_begins_with_a_command(block):
    with pytest.raises(ValueError, match="begins with"):
        list(steps(block))


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        ("a\n", "a\n", True),
        ("a\n", "a \n", False),
        ("a\n", "a\nb\n", False),
        ("a\n", "", False),
        ("", "a\n", False),
        ("a.c\n", "abc\n", False),
        ("a\n...\nc\n", "a\nb\nb\nc\n", True),
        ("a\n...\nc\n", "a\nc\n", True),
        ("a\n...\nc\n", "a\nb\n", False),
        ("a...\n", "abc\n", False),
        ("...\n", "", True),
    ],
)
def test_only_lines_of_dots_stand_for_anything(shown, printed, expected):
    assert matches(shown, printed) is expected


def test_right_output_passes():
    assert check("$ echo one; echo två >&2\none\ntvå\n") is None


def test_wrong_output_is_shown_beside_what_was_printed():
    problem = check("$ echo one\n1\n$ echo two\n2\n")

    assert problem.splitlines() == [
        "$ echo one",
        "--- shown",
        "+++ printed",
        "@@ -1 +1 @@",
        "-1",
        "+one",
    ]


def test_missing_output_is_found():
    assert "+one" in check("$ echo one\n")


def test_the_exit_status_is_handed_on():
    assert check("$ cat; (exit 3)\n$ echo $?\n3\n$ echo $?\n0\n") is None


def test_commands_not_run_show_no_output():
    assert check("$ pip install kommunkompass\n\n") is None
    assert "pip install" in check("$ pip install kommunkompass\nSuccess\n")


def test_the_command_is_this_package():
    printed, status = run("kommunkompass --help")

    assert (status, "kommunkompass" in printed) == (0, True)
    assert run("python -m kommunkompass --help") == (printed, 0)
