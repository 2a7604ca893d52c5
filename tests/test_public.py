"""The package as it is imported: its public names, and what importing it costs."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import pytest

import kommunkompass

#: Names that others build on, whatever else is added.
FIXED = [
    "Evaluation",
    "KommunkompassError",
    "PublishedTable",
    "Range",
    "Score",
    "from_pre_2010",
    "get_framework",
    "load_example",
    "read",
    "to_pre_2010",
]


def run(program: str) -> str:
    """What a program prints in a fresh interpreter."""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


class TestImporting:
    def test_does_not_import_numpy(self) -> None:
        """Numpy is heavy, and most uses do without it."""
        loaded = "import sys, kommunkompass; print('numpy' in sys.modules)"
        assert run(loaded) == "False"

    def test_imports_no_module_of_its_own(self) -> None:
        """Each is loaded when a name of it is first used."""
        program = """
import sys, kommunkompass
own = lambda: sorted(name for name in sys.modules if name.startswith("kommunkompass."))
before = own()
kommunkompass.Range
print(before, "kommunkompass.interval" in own(), "kommunkompass.evaluation" in own())
"""
        assert run(program) == "[] True False"

    def test_scoring_does_not_import_numpy(self) -> None:
        """Neither does the exact path, from percents to a printed total."""
        program = """
import sys
from kommunkompass import Evaluation
print(Evaluation.from_percents("2.1", {"1.1": 12.5})["1.1"].printed, "numpy" in sys.modules)
"""
        assert run(program) == "2 False"


class TestPublicNames:
    def test_deferred_names_are_listed_before_they_are_used(self) -> None:
        """In a fresh interpreter, dir() shows every public name."""
        program = (
            "import kommunkompass; print(set(kommunkompass.__all__) <= set(dir(kommunkompass)))"
        )
        assert run(program) == "True"
        assert dir(kommunkompass) == sorted(dir(kommunkompass))

    @pytest.mark.parametrize("name", kommunkompass.__all__)
    def test_every_public_name_is_there(self, name: str) -> None:
        """And is the same each time."""
        value = getattr(kommunkompass, name)
        assert value is not None
        assert getattr(kommunkompass, name) is value

    def test_the_list_of_names_is_sound(self) -> None:
        """Each once, and those that are fixed among them."""
        assert len(set(kommunkompass.__all__)) == len(kommunkompass.__all__)
        assert set(FIXED) <= set(kommunkompass.__all__)

    def test_all_can_be_imported_at_once(self) -> None:
        """With a star, as in an interactive session."""
        program = "from kommunkompass import *; print(get_framework()['1.4'].maximum)"
        assert run(program) == "30"

    @pytest.mark.parametrize("name", ["nothing", "Evaluations", "_HOMELESS", "__wrapped__"])
    def test_an_unknown_name_is_an_attribute_error(self, name: str) -> None:
        """As of any module."""
        with pytest.raises(
            AttributeError, match=f"module 'kommunkompass' has no attribute '{name}'"
        ):
            getattr(kommunkompass, name)

    def test_the_version_is_told(self) -> None:
        """As three numbers, at least."""
        assert [part.isdigit() for part in kommunkompass.__version__.split(".")[:2]] == [
            True,
            True,
        ]

    def test_types_are_published(self) -> None:
        """The mark that tells type checkers to read the package's annotations is installed."""
        assert (files("kommunkompass") / "py.typed").is_file()
