"""Notebooks: what they ask of an object to show it."""

from __future__ import annotations

# Classes are doubled, to win over a notebook's own rules.
_STYLE = """
.kommunkompass.kommunkompass :is(th, td, caption) { text-align: left; vertical-align: top; }
.kommunkompass.kommunkompass .number { text-align: right; }
"""


class InNotebooks:
    """What a notebook shows as a table: evaluations, published tables and what follows of them."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        # Loaded when a notebook asks, for their weight.
        from kommunkompass.render import html
        from kommunkompass.render.pages import page

        return f"<style>{_STYLE}</style>\n{html(page(self), 'p')}"
