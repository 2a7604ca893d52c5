"""Notebooks: what they ask of an object to show it."""

from __future__ import annotations

__all__ = ["InNotebooks"]


class InNotebooks:
    """What a notebook shows as a table: evaluations, published tables and what follows of them."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        # Loaded when a notebook asks: for weight, as nothing else here needs the rendering.
        from kommunkompass.render.notebook import notebook_html

        return notebook_html(self)
