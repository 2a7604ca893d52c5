"""Reports to be read: Kumla's, a reference for it, and a reader that takes a report apart."""

from __future__ import annotations

from html.parser import HTMLParser

import attrs

from kommunkompass import Evaluation, Finding, FindingKind, load_example

VOID = {"meta"}
OLD = Evaluation.from_points("pre-2010", {"total": 400}, municipality="Strängnäs", year=2004)


class Report(HTMLParser):
    """Reads a report into texts by element and place; fails where elements do not nest."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict]] = []
        self.tags: list[tuple[str, dict]] = []
        self.texts: list[tuple[str, str]] = []
        self.sections: list[list[str]] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))
        if tag == "section":
            self.sections.append([])

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if not self.open or not data.strip():
            return
        self.texts.append((self.open[-1][0], data))
        for tag, _ in self.open:
            if tag == "section":
                self.sections[-1].append(data)

    def section(self, title):
        """The texts of the section of a title, without it."""
        return next(texts[1:] for texts in self.sections if texts[0] == title)

    def all(self, tag):
        """The texts of the elements of a kind."""
        return [text for name, text in self.texts if name == tag]


def full() -> Evaluation:
    """Kumla's evaluation with findings added."""
    findings = [
        Finding("8", FindingKind.STRENGTH, "Föreningslivet <är> med."),
        Finding("1", FindingKind.IMPROVEMENT, "En strategi saknas."),
        Finding("1", FindingKind.STRENGTH, "Webbplatsen är lätt att hitta på."),
        Finding("total", FindingKind.STRENGTH, "Mycket finns på plats."),
    ]
    return attrs.evolve(load_example("kumla-2017"), findings=findings)
