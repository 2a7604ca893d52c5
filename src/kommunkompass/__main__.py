"""``python -m kommunkompass``: the command line."""

import sys

from kommunkompass.cli import main

sys.exit(main())
