"""What a notebook shows of an object: its page as HTML, with a style of its own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kommunkompass.auditing import Audit
from kommunkompass.comparison import Comparison, Progress
from kommunkompass.evaluation import Evaluation
from kommunkompass.published import PublishedTable
from kommunkompass.render.forms import page
from kommunkompass.render.html import html
from kommunkompass.render.overview import evaluation_page

__all__ = ["notebook_html"]


def notebook_html(subject: Evaluation | PublishedTable | Audit | Comparison | Progress) -> str:
    """The subject as English HTML for a notebook; of an evaluation, areas and total alone."""
    if isinstance(subject, Evaluation):
        shown = evaluation_page(subject, criteria=False)
    else:
        shown = page(subject)
    return f"<style>\n{_style()}</style>\n{html(shown, 'p')}"


@cache
def _style() -> str:
    return (files("kommunkompass") / "render" / "notebook.css").read_text(encoding="utf-8")
