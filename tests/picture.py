"""The picture of README.md: Kumla's profile as the report draws it, in a file of its own.

``python tests/picture.py`` draws it anew.
"""

import re
from importlib.resources import files
from pathlib import Path

from kommunkompass import load_example
from kommunkompass.render.report import profile_svg

PICTURE = Path(__file__).parents[1] / "docs" / "_static" / "kumla-profile.svg"

WIDTH, MARGIN = 720, 16
FONT = 'svg { font-family: system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; }'


def style() -> str:
    """The rules of the report's style sheet that are about the drawing."""
    sheet = (files("kommunkompass") / "render" / "report.css").read_text(encoding="utf-8")
    rules = [line for line in sheet.splitlines() if line.startswith((":root ", "svg "))]
    return "\n".join([FONT, *rules])


def drawn() -> str:
    """The picture as the library draws it now."""
    svg = profile_svg(load_example("kumla-2017"), "en")
    opening, height, label = re.match(
        r'<svg width="100%" height="(\d+)" (role="img" aria-label="[^"]*")', svg
    ).group(0, 1, 2)
    wide, high = WIDTH + 2 * MARGIN, int(height) + 2 * MARGIN
    placed = svg.replace(
        opening, f'<svg x="{MARGIN}" y="{MARGIN}" width="{WIDTH}" height="{height}"'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" {label}>\n'
        f"<style>\n{style()}\n</style>\n"
        f'<rect width="100%" height="100%" fill="#fff"/>\n{placed}\n</svg>\n'
    )


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
