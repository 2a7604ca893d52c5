"""The printed figures of Kumla's evaluation by version 2.1, from its report of 2017, section 4."""

from __future__ import annotations

from fractions import Fraction

from kommunkompass import Evaluation, Figure

#: Points and percent as printed, by code: 8 areas and 45 criteria.
PRINTED = {
    "1": (37, 37), "1.1": (5, 35), "1.2": (10, 50), "1.3": (8, 30), "1.4": (13, 44), "1.5": (1, 5),
    "2": (40, 40), "2.1": (5, 30), "2.2": (18, 71), "2.3": (9, 47), "2.4": (6, 29), "2.5": (3, 15),
    "3": (56, 56), "3.1": (7, 47), "3.2": (13, 52), "3.3": (13, 52), "3.4": (14, 69),
    "3.5": (9, 62),
    "4": (40, 40), "4.1": (5, 30), "4.2": (4, 35), "4.3": (4, 18), "4.4": (5, 32), "4.5": (12, 58),
    "4.6": (12, 60),
    "5": (46, 46), "5.1": (5, 30), "5.2": (10, 48), "5.3": (7, 33), "5.4": (6, 39),
    "5.5": (11, 53), "5.6": (9, 87),
    "6": (55, 55), "6.1": (9, 60), "6.2": (9, 44), "6.3": (14, 56), "6.4": (11, 72),
    "6.5": (8, 56), "6.6": (4, 40),
    "7": (36, 36), "7.1": (3, 20), "7.2": (11, 45), "7.3": (8, 40), "7.4": (7, 33), "7.5": (8, 38),
    "8": (61, 61), "8.1": (8, 52), "8.2": (9, 58), "8.3": (12, 80), "8.4": (9, 61), "8.5": (5, 49),
    "8.6": (9, 62), "8.7": (9, 63),
}  # fmt: skip

#: What the figures leave open, as worked out by hand: the ends of ranges closed below and
#: open above.
AREA_1 = (Fraction("36.5"), Fraction("36.95"))
AREA_2 = (Fraction("40.025"), Fraction("40.5"))
AREA_4 = (Fraction("39.625"), Fraction("40.5"))
TOTAL = (Fraction("368.55"), Fraction("374.3"))


def figures() -> dict[str, Figure]:
    """The figures as they are printed."""
    return {code: Figure(points, percent) for code, (points, percent) in PRINTED.items()}


def evaluation() -> Evaluation:
    """What the printed figures say of Kumla's points."""
    return Evaluation.from_printed("2.1", figures(), municipality="Kumla", year=2017)
