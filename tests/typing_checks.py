"""What type checkers make of the public names: read by mypy, not run."""

from typing import assert_type

import kommunkompass

assert_type(kommunkompass.__version__, str)
