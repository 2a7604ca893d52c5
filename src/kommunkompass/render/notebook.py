"""What a notebook shows of an object: its page as HTML, with a style of its own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kommunkompass.evaluation import Evaluation
from kommunkompass.render.forms import page
from kommunkompass.render.html import html
from kommunkompass.render.overview import evaluation_page

__all__ = ["notebook_html"]


def notebook_html(subject: object) -> str:
    """What can be shown as English HTML for a notebook; of an evaluation, areas and total alone.

    Errors are those of :func:`~kommunkompass.rendered`.
    """
    if isinstance(subject, Evaluation):
        shown = evaluation_page(subject, criteria=False)
    else:
        shown = page(subject)
    return f"<style>\n{_style()}</style>\n{html(shown, 'p')}"


@cache
def _style() -> str:
    return (files("kommunkompass") / "render" / "notebook.css").read_text(encoding="utf-8")
