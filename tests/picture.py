"""The picture of README.md: Kumla's profile as the report draws it, in a file of its own.

``python tests/picture.py`` draws it anew.
"""

import re
from importlib.resources import files
from pathlib import Path

from kommunkompass import load_example
from kommunkompass.render.profile_svg import Profile

PICTURE = Path(__file__).parents[1] / "docs" / "_static" / "kumla-profile.svg"

WIDTH, MARGIN = 720, 16
FONT = 'svg { font-family: system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; }'


def style() -> str:
    """The rules of the report's style sheet that are about the drawing."""
    sheet = (files("kommunkompass") / "render" / "report.css").read_text(encoding="utf-8")
    colours = re.findall(
        r"^:root \{.*?^\}\n|^@media screen and \(prefers.*?^\}\n", sheet, re.M | re.S
    )
    rules = [
        line for line in sheet.splitlines() if line.startswith((".profile text", ".profile ."))
    ]
    rules += [line for line in sheet.splitlines() if line.startswith(".profile rect")]
    return "".join([*colours, FONT, "\n", "\n".join(rules)])


def drawn() -> str:
    """The picture as the library draws it now."""
    svg = Profile(evaluation=load_example("kumla-2017"), language="en").svg(WIDTH)
    opening, height = re.match(r'<svg class="profile" viewBox="0 0 \d+ (\d+)"', svg).group(0, 1)
    wide, high = WIDTH + 2 * MARGIN, int(height) + 2 * MARGIN
    ground = (
        f'<rect x="-{MARGIN}" y="-{MARGIN}" width="{wide}" height="{high}" fill="var(--ground)"/>'
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="profile" width="{wide}" height="{high}" '
        f'viewBox="-{MARGIN} -{MARGIN} {wide} {high}"'
    )
    return (
        svg.replace(opening, head).replace(
            "<defs>", f"<style>\n{style()}\n</style>\n{ground}\n<defs>"
        )
        + "\n"
    )


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
