"""What the test vectors put in: examples of the rules, edge cases, and all of some small grids.

Vectors are named here for whoever reads on them in a test's report: each is a name, the rules that
it is about, an operation and its inputs.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

Data = dict[str, Any]
Vector = tuple[str, str, str, Data]


def table(**said: str) -> Data:
    """Printed figures: ``a1_4="13, 44%"`` is 13 points and 44 percent of criterion 1.4."""
    found = {}
    for code, text in said.items():
        figure: Data = {"exact": True} if text.endswith("exact") else {}
        for printed in text.removesuffix(" exact").split(", "):
            kind = "percent" if printed.endswith("%") else "points"
            figure[kind] = printed.removesuffix("%")
        found[code.removeprefix("a").replace("_", ".").replace("totl", "total")] = figure
    return found


def area(code: str, *maxima: int) -> Data:
    criteria = [[f"{code}.{place}", maximum] for place, maximum in enumerate(maxima, 1)]
    return {"code": code, "maximum": sum(maxima), "criteria": criteria}


def whole(code: str, maximum: int) -> Data:
    """An area whose criteria are not known."""
    return {"code": code, "maximum": maximum}


def tree(*areas: Data) -> Data:
    return {"maximum": sum(area["maximum"] for area in areas), "areas": list(areas)}


#: Version 2.1 by its areas' maxima (the Kumla report, section 4).
V21 = tree(
    area("1", 15, 20, 25, 30, 10),
    area("2", 15, 25, 20, 20, 20),
    area("3", 15, 25, 25, 20, 15),
    area("4", 15, 10, 20, 15, 20, 20),
    area("5", 15, 20, 20, 15, 20, 10),
    area("6", 15, 20, 25, 15, 15, 10),
    area("7", 15, 25, 20, 20, 20),
    area("8", 15, 15, 15, 15, 10, 15, 15),
)

#: Kumla's figures of 2017: the areas' points (their percents are the same), and each criterion's
#: points and percent.
KUMLA = {
    "1": (37, "5 35, 10 50, 8 30, 13 44, 1 5"),
    "2": (40, "5 30, 18 71, 9 47, 6 29, 3 15"),
    "3": (56, "7 47, 13 52, 13 52, 14 69, 9 62"),
    "4": (40, "5 30, 4 35, 4 18, 5 32, 12 58, 12 60"),
    "5": (46, "5 30, 10 48, 7 33, 6 39, 11 53, 9 87"),
    "6": (55, "9 60, 9 44, 14 56, 11 72, 8 56, 4 40"),
    "7": (36, "3 20, 11 45, 8 40, 7 33, 8 38"),
    "8": (61, "8 52, 9 58, 12 80, 9 61, 5 49, 9 62, 9 63"),
}


def kumla(*codes: str) -> Data:
    """Kumla's printed figures of some areas."""
    found: Data = {}
    for code in codes:
        points, criteria = KUMLA[code]
        found[code] = {"points": str(points), "percent": str(points)}
        for place, row in enumerate(criteria.split(", "), 1):
            uppnått, procent = row.split()
            found[f"{code}.{place}"] = {"points": uppnått, "percent": procent}
    return found


# Frameworks.

FRAMEWORKS: list[Vector] = [
    ("version-2.1", "1.1", "framework", {"framework": "2.1"}),
    ("total-scored", "1.2", "framework", {"framework": {"maximum": 800}}),
    ("areas-scored", "1.2", "framework", {"framework": tree(whole("1", 100), whole("2", 100))}),
    ("gaps-in-codes", "1.1", "framework", {"framework": tree(area("2", 5), whole("10", 7))}),
] + [
    (name, "1.1", "framework", {"framework": wrong})
    for name, wrong in {
        "area-does-not-sum": {
            "maximum": 20,
            "areas": [{"code": "1", "maximum": 20, "criteria": [["1.1", 5], ["1.2", 14]]}],
        },
        "total-does-not-sum": {"maximum": 21, "areas": [whole("1", 20)]},
        "maximum-zero": {"maximum": 0},
        "maximum-negative": tree(whole("1", 10), whole("2", -5)),
        "area-twice": tree(whole("1", 10), whole("1", 10)),
        "areas-not-in-order": tree(whole("2", 10), whole("1", 10)),
        "criterion-of-other-area": {
            "maximum": 5,
            "areas": [{"code": "1", "maximum": 5, "criteria": [["2.1", 5]]}],
        },
        "criterion-twice": {
            "maximum": 9,
            "areas": [{"code": "1", "maximum": 9, "criteria": [["1.1", 5], ["1.1", 4]]}],
        },
        "leading-zero": tree(whole("01", 10)),
    }.items()
]

# Scoring.

SMALL = tree(area("1", 15, 20), area("2", 10), whole("3", 30))

SCORING: list[Vector] = [
    (f"{percent}-of-{maximum}", "2.1", "points_of_percent",
     {"percent": percent, "maximum": maximum})
    for percent, maximum in [
        ("35", 15), ("12.5", 30), ("100", 20), ("0", 20),
        ("33.333333333333333333", 30), ("1/3", 30), ("-0.01", 15),
        ("100.000000000000000000000000000001", 15), ("301/3", 15),
        ("NaN", 15), ("Infinity", 15), ("half", 15), (True, 15), (None, 15), ([], 15),
    ]
] + [
    (f"{points}-points-of-{maximum}", "2.1", "points", {"points": points, "maximum": maximum})
    for points, maximum in [
        ("5.25", 15), ("15", 15), ("0", 15), ("46/5", 15), ("-1/3", 15), ("46/3", 15), (True, 1),
        ("NaN", 15),
    ]
] + [
    (f"float-{value!r}", "2.1 2.2", "points_of_percent", {"percent": value, "maximum": 100})
    for value in [
        0.1, 0.1 + 0.2, 99.99999999999999, 1e-7, 5e-324, 100.00000000000001, -5e-324,
    ]
] + [
    ("thirds", "2.3", "sums",
     {"framework": "small",
      "percents": {"1.1": "100/3", "1.2": "200/3", "2.1": "1/3", "3": "12.5"}}),
    ("one-missing", "2.3 3.4", "sums",
     {"framework": "small", "percents": {"1.1": "35", "2.1": "5", "3": "0.5"}}),
    ("nothing-scored", "3.4", "sums", {"framework": "small", "percents": {}}),
    ("area-scored-as-a-whole", "1.2 3.4", "sums",
     {"framework": "small", "percents": {"3": "100"}}),
    ("total-scored-as-a-whole", "1.2 3.4", "sums",
     {"framework": {"maximum": 800}, "percents": {"total": "50"}}),
    ("area-in-percent", "3.4 5.3", "sums", {"framework": "small", "percents": {"1": "100"}}),
    ("unknown-code-scored", "1.1", "sums", {"framework": "small", "percents": {"1.3": "50"}}),
    ("one-of-several-is-wrong", "2.1", "sums",
     {"framework": "small", "percents": {"1.1": "50", "1.2": "101"}}),
] + [
    (f"single-{item}", "2.3 3.4", "single_number",
     {"framework": "small", "percents": {"1.1": "35", "1.2": "2.5", "2.1": "5"}, "item": item})
    for item in ("1.1", "1", "2", "3", "total")
]  # fmt: skip

# Rounding.

ROUNDING: list[Vector] = [
    (f"{n}/{d}-to-{decimals}", "2.4", "round_half_up",
     {"number": f"{n}/{d}", "decimals": decimals})
    for n, d, decimals in [
        *((n, 2, 0) for n in (-3, -1, 1, 3, 5)),
        *((n, 3, 0) for n in (-2, -1, 1, 2)),
        *((n, 20, 1) for n in (-1, 1, 3, 9)),
        (3649, 100, 0), (3650, 100, 0), (7433, 200, 1), (7433, 200, 2), (-2, 3, 6), (0, 1, 3),
        (5, 1000, 2), (49999999999999999999, 100000000000000000000, 0),
        (10**30 + 1, 2, 0), (-(10**30) - 1, 2, 0),
    ]
]  # fmt: skip

# Ranges.

UNIT = ["[0, 0]", "[1, 1]", "[0, 1]", "[0, 1)", "(0, 1]", "(0, 1)"]
TOUCHING = ["[1, 2)", "(1, 2]"]

RANGES: list[Vector] = [
    (f"printed-{text}", "3.1", "printed_number", {"text": text})
    for text in [
        "62", "62 %", "35,4", "35.40", " 9 ", "\u00a062\u00a0%", "-12", "\u221212",
        "+137", "0", "-0", "007",
        "", "%", "6 2", "62%%", "% 62", "1e2", "1,234.5", "12.", ".5", "1/2", "nan", "6²", None,
    ]
] + [
    ("kumla-3.5", "3.2", "figure",
     {"figure": {"points": "9", "percent": "62"}, "maximum": 15}),
] + [
    (f"figure-{place}", "3.3" if "exact" in figure else "3.2", "figure",
     {"figure": figure, "maximum": maximum})
    for place, (figure, maximum) in enumerate([
        ({"points": "9"}, 15), ({"percent": "62"}, 15), ({"points": "0"}, 15),
        ({"points": "15"}, 15), ({"percent": "100"}, 15), ({"percent": "0"}, 15),
        ({"percent": "35.40"}, 25), ({"points": "8.9", "percent": "35"}, 25),
        ({"points": "13", "percent": "44"}, 30), ({"points": "1", "percent": "5"}, 10),
        ({"points": "12", "percent": "50"}, 25), ({"points": "16"}, 15), ({"percent": "101"}, 15),
        ({"points": "-1"}, 15), ({"points": "15.4"}, 15), ({"percent": "100.4"}, 15),
        ({"points": "9", "percent": "63"}, 15), ({"points": "9", "percent": "64"}, 15),
        ({"points": "-0.4"}, 15),
        ({"points": "9.3", "exact": True}, 15),
        ({"points": "9.3", "percent": "62", "exact": True}, 15),
        ({"points": "9", "percent": "62", "exact": True}, 15),
        ({"percent": "12.5", "exact": True}, 30), ({"points": "16", "exact": True}, 15),
        ({"points": "about 9"}, 15), ({}, 15),
    ], 1)
] + [
    (f"relations-{place}", "4.3", "relations", {"a": a, "b": b})
    for place, (a, b) in enumerate([*combinations(UNIT, 2), *product(TOUCHING, UNIT[2:4])], 1)
] + [
    (f"intersection-{place}", "4.1", "intersection", {"ranges": [a, b]})
    for place, (a, b) in enumerate([
        ("[0, 1]", "[1, 2]"), ("[0, 1)", "[1, 2]"), ("[0, 1]", "(1, 2]"), ("[0, 2)", "(1, 3]"),
        ("[1/3, 2/3)", "[1/2, 2/3]"), ("[5, 5]", "[5, 6)"), ("[0, 1]", "[2, 3]"),
    ], 1)
] + [
    (f"contains-{range_}-{number}", "4.1", "contains", {"range": range_, "number": number})
    for range_, number in product(("[1/2, 3/2)", "(1/2, 3/2]"), ("1/2", "3/2", "1"))
] + [
    (f"sum-{place}", "4.2", "sum_of_ranges", {"ranges": ranges})
    for place, ranges in enumerate([
        [], ["[1/2, 3/2)"], ["[1/2, 3/2)", "[1, 1]"], ["[1/2, 3/2)", "(0, 1]"],
        ["[0, 15]", "[9.225, 9.375)"],
    ], 1)
] + [
    (f"printed-as-{range_}", "4.4", "printed_as", {"range": range_})
    for range_ in [
        "[1/2, 3/2)", "[1/2, 3/2]", "(1/2, 3/2)", "[36.125, 36.95)", "[0, 0]", "[-1/2, 1/2)",
        "[-3/2, -1/2]", "[0, 0.5)", "[7371/20, 3743/10)", "[5/2, 5/2]", "(2, 5/2)",
    ]
]  # fmt: skip

# Narrowing.

PAIR = tree(area("1", 2, 3))
TRIO = tree(area("1", 2, 3), whole("2", 4))

NARROWING: list[Vector] = [
    ("criteria-alone", "5.2", "narrow",
     {"framework": "trio", "said": table(a1_1="1", a1_2="50%", a2="3")}),
    ("area-narrows-criteria", "5.3", "narrow",
     {"framework": "pair", "said": table(a1_1="1", a1_2="2", a1="4")}),
    ("area-finds-the-missing", "5.1 5.3", "narrow",
     {"framework": "pair", "said": table(a1_1="1 exact", a1="3.5 exact")}),
    ("total-narrows-areas", "5.3", "narrow",
     {"framework": "trio", "said": table(a1="3", a2="2", totl="6")}),
    ("total-reaches-criteria", "5.3", "narrow",
     {"framework": "trio", "said": table(totl="0", a1_2="0")}),
    ("total-at-most", "5.3", "narrow", {"framework": "trio", "said": table(totl="9")}),
    ("total-alone", "5.1 5.3", "narrow", {"framework": "trio", "said": table(totl="5")}),
    ("decimals-of-the-total", "5.3", "narrow",
     {"framework": "trio", "said": table(a1="2", a2="2", totl="4.85")}),
    ("one-end-open", "5.3", "narrow",
     {"framework": "trio", "said": table(a1_1="1 exact", a1_2="1", a2="3 exact", totl="5")}),
    ("nothing-said", "5.1 3.4", "narrow", {"framework": "trio", "said": {}}),
    ("sum-misses-by-an-open-end", "5.4", "narrow",
     {"framework": "trio", "said": table(a1="2", a2="2", totl="5 exact")}),
    ("sum-meets-the-closed-end", "5.3", "narrow",
     {"framework": "trio", "said": table(a1="2", a2="2", totl="3 exact")}),
    ("unknown-code", "1.1", "narrow", {"framework": "pair", "said": table(a3="1")}),
    ("no-number", "3.1", "narrow", {"framework": "pair", "said": table(a1="many")}),
] + [
    (f"row-2-0-{both}", "5.2 5.3 5.4", "narrow",
     {"framework": "pair", "said": table(a1_1="2", a1_2="0", a1=both)})
    for both in "012345"
] + [
    (f"row-1-{two}-{both}-why", "5.4", "contradictions",
     {"framework": "pair", "said": table(a1_1="1", a1_2=two, a1=both)})
    for two, both in ["03", "21"]
] + [
    ("above-the-maximum", "5.4", "contradictions",
     {"framework": "pair", "said": table(a1_1="3", a1_2="1", a1="1")}),
    ("points-against-percent", "5.4", "contradictions",
     {"framework": "pair", "said": table(a1_1="1, 90%", a1_2="1", a1="3")}),
    ("one-part-is-enough", "5.4", "contradictions",
     {"framework": "pair", "said": table(a1_1="2", a1_2="1", a1="1 exact")}),
    ("total-against-criteria", "5.4", "contradictions",
     {"framework": "trio", "said": table(a1_1="0", a1_2="0", a2="1", totl="4")}),
    ("contradicting-area-is-unknown-above", "5.4", "contradictions",
     {"framework": "trio", "said": table(a1_1="0", a1_2="0", a1="5", a2="0", totl="0")}),
    ("contradicting-area-and-total", "5.4", "contradictions",
     {"framework": "trio", "said": table(a1_1="0", a1_2="0", a1="5", a2="0", totl="8")}),
    ("criteria-of-an-impossible-area-are-set-aside", "5.4", "contradictions",
     {"framework": "three",
      "said": table(a1_1="0", a1_2="0", a1="20", a2="0", a3="0", totl="24")}),
    ("percent-needs-fewer", "5.4", "contradictions",
     {"framework": "pair", "said": table(a1_1="2", a1_2="2.7", a1="3, 52%")}),
    ("two-areas", "5.4", "contradictions",
     {"framework": "trio", "said": table(a1_1="0", a1_2="0", a1="2", a2="0, 90%")}),
    ("possible", "5.4", "contradictions", {"framework": "pair", "said": table(a1_1="1", a1="3")}),
    ("change-alone", "5.5", "change",
     {"framework": "trio", "said": table(a1_1="1", a1_2="2", a2="3"), "percents": {"1.2": "100"}}),
    ("change-under-an-area", "5.5", "change",
     {"framework": "trio", "said": table(a1_1="1", a1_2="2", a1="4"), "percents": {"1.2": "50"}}),
    ("change-under-a-total", "5.5", "change",
     {"framework": "trio", "said": table(a1_1="0", a2="4", totl="4"), "percents": {"1.1": "100"}}),
    ("change-an-area", "5.5", "change",
     {"framework": "trio", "said": table(a1_1="1", a1_2="2", a1="4", totl="6"),
      "percents": {"1": "25"}}),
    ("change-the-total", "5.5", "change",
     {"framework": "trio", "said": table(a1="1", totl="6"), "percents": {"total": "100"}}),
    ("change-two", "5.5", "change",
     {"framework": "trio", "said": table(a1="3", a2="2", totl="6"),
      "percents": {"1.1": "0", "2": "12.5"}}),
    ("change-to-too-much", "2.1 5.5", "change",
     {"framework": "pair", "said": {}, "percents": {"1.1": "101"}}),
]  # fmt: skip

# Audit.

AUDIT: list[Vector] = [
    ("adds-up", "6.1 6.2", "audit",
     {"framework": "pair", "said": table(a1_1="1", a1_2="2", a1="3")}),
    ("rounding", "6.2", "audit", {"framework": "pair", "said": table(a1_1="1", a1_2="2", a1="4")}),
    ("not-all-parts", "6.2", "audit", {"framework": "pair", "said": table(a1_1="1", a1="4")}),
    ("no-figure-of-the-whole", "6.2", "audit",
     {"framework": "pair", "said": table(a1_1="1", a1_2="2")}),
    ("percents-alone", "6.1 6.2", "audit",
     {"framework": "pair", "said": table(a1_1="50%", a1_2="50%", a1="50%")}),
    ("points-fit-and-percent-does-not", "6.1 6.2", "audit",
     {"framework": "pair", "said": table(a1_1="1", a1_2="2", a1="3, 59%")}),
    ("row", "6.2", "audit", {"framework": "quarter", "said": table(a1_1="12, 50%")}),
    ("row-fits", "6.2", "audit", {"framework": "quarter", "said": table(a1_1="13, 50%")}),
    ("impossible-area", "6.2 6.3", "audit",
     {"framework": "trio", "said": table(a1_1="0", a1_2="0", a1="5", a2="1", totl="1")}),
    ("impossible-criterion", "6.2 6.3", "audit",
     {"framework": "trio", "said": table(a1_1="3", a1_2="2", a1="4", a2="1", totl="5")}),
    ("impossible-total", "6.2 6.3", "audit",
     {"framework": "trio", "said": table(a1_1="1", a1_2="2", a1="3", a2="1", totl="9")}),
    ("row-under-an-impossible-area", "6.2 6.3", "audit",
     {"framework": "quarter", "said": table(a1_1="12, 50%", a1="20")}),
    ("nothing-to-audit", "6.2", "audit", {"framework": "trio", "said": {}}),
]  # fmt: skip

# Editions.

ERAS = ("pre-2010", "2010", "2020")

ADJUSTMENT: list[Vector] = [
    (f"{one}-and-{other}", "7.1", "comparability", {"eras": [one, other]})
    for one, other in product(ERAS, ERAS)
] + [
    (f"to-{range_}", "7.2", "to_pre_2010", {"item": "total", "era": "2010", "range": range_})
    for range_ in [
        "[7371/20, 3743/10)", "[0, 0]", "[800, 800]", "[700, 700]", "[700, 720)", "[720, 721)",
        "(719, 720)", "(720, 800]", "[0, 800]",
    ]
] + [
    (f"from-{range_}", "7.3", "from_pre_2010",
     {"item": "total", "era": "pre-2010", "range": range_})
    for range_ in [
        "[8971/20, 4743/10)", "[0, 0]", "[800, 800]", "[799, 800)", "[80, 80]", "[79.5, 80)",
        "[80, 80.5)", "[0, 80)", "[0, 800]",
    ]
] + [
    (f"to-refused-{item}-{era}", "7.1 7.2", "to_pre_2010",
     {"item": item, "era": era, "range": "[4, 4]"})
    for item, era in [("1", "2010"), ("1.1", "2010"), ("total", "2020"), ("total", "pre-2010")]
] + [
    (f"from-refused-{item}-{era}", "7.1 7.3", "from_pre_2010",
     {"item": item, "era": era, "range": "[4, 4]"})
    for item, era in [("1", "2010"), ("total", "2010"), ("total", "2020")]
]  # fmt: skip

# Differences.

COMPARISON: list[Vector] = [
    (f"difference-{place}", "4.2 8.1 8.2", "difference", {"minuend": a, "subtrahend": b})
    for place, (a, b) in enumerate([
        ("[73/2, 739/20)", "[62.5, 63.5)"), ("[40, 40]", "[40, 40]"), ("[40, 41)", "[40, 40]"),
        ("(40, 41)", "[40, 40]"), ("[39, 40)", "[40, 41]"), ("[39, 40]", "[40, 41]"),
        ("[0, 0]", "[10, 20]"), ("[0, 10)", "[10, 20)"), ("(0, 10]", "(10, 20]"),
        ("[10, 20]", "[0, 5]"), ("[10, 20]", "(0, 5]"), ("[0, 0]", "[0, 0]"),
        ("[1/3, 1/3]", "[1/7, 1/7]"), ("[10, 10]", "(5, 10]"), ("[1, 2)", "[0, 1)"),
    ], 1)
] + [
    (f"claim-{place}", "8.3", "claim",
     {"minuend": a, "subtrahend": b, "measure": measure, "text": text})
    for place, (a, b, measure, text) in enumerate([
        ("[497, 497]", "[360, 360]", "points", "137"),
        ("[497, 497]", "[360, 360]", "points", "136"),
        ("[497, 497]", "[360, 360]", "points", "+137,0"),
        ("[496.5, 497.5)", "[359.5, 360.5)", "points", "137"),
        ("[496.5, 497.5)", "[359.5, 360.5)", "points", "138"),
        ("[496.5, 497.5)", "[359.5, 360.5)", "points", "139"),
        ("[360, 360]", "[372.5, 372.5]", "points", "-12"),
        ("[360, 360]", "[372.5, 372.5]", "points", "-13"),
        ("[496.5, 497.5)", "[436.5, 437.5)", "percent", "14 %"),
        ("[496.5, 497.5)", "[436.5, 437.5)", "percent", "13,7"),
        ("[496.5, 497.5)", "[436.5, 437.5)", "percent", "15"),
        ("[10, 20]", "[0, 5]", "percent", "100"), ("[10, 20]", "[5, 5]", "points", "many"),
    ], 1)
]  # fmt: skip

# Ranks.

RANKS: list[Vector] = [
    (f"ranks-{place}", "9.2", "ranks", {"ranges": ranges})
    for place, ranges in enumerate([
        ["[1, 1]"], ["[1, 1]", "[2, 2]", "[2, 2]", "[3, 3]"], ["[1, 2)", "[2, 3)"],
        ["[1, 2]", "[2, 3)"], ["[1, 2]", "(2, 3)"], ["[1, 2)", "[1, 2)", "[1, 2)"],
        ["[0, 3]", "[1, 1]", "[2, 2]"], ["[0, 3]", "[1, 1]", "[1, 1]"],
        ["[1, 2)", "(1, 2]", "[1, 1]"], ["(0, 1)", "[0, 1]", "[1, 1]", "[0, 0]"],
        ["[1/3, 1/3]", "[0.3, 0.34)", "[1/3, 2/3)"],
    ], 1)
] + [
    (f"extremes-{name}", "9.1", "extremes", {"scores": scores})
    for name, scores in {
        "one": {"1": ["[5, 6)", 10]},
        "certain": {"1": ["[5, 6)", 10], "2": ["[6, 7)", 10], "3": ["[1, 2)", 10]},
        "tie": {"1": ["[5, 5]", 10], "2": ["[10, 10]", 20], "3": ["[1, 1]", 10]},
        "overlap": {"1": ["[5, 6]", 10], "2": ["[6, 7)", 10], "3": ["[6.5, 7)", 10]},
        "shares-not-points": {"1": ["[9, 9]", 10], "2": ["[12, 12]", 30]},
        "touching": {"1": ["[1, 2]", 4], "2": ["[2, 3]", 4], "3": ["[2, 2]", 4]},
    }.items()
]  # fmt: skip

# Kumla.

KUMLA_VECTORS: list[Vector] = [
    ("kumla", "5.2 5.3", "narrow", {"framework": "2.1", "said": "kumla-2017"}),
    ("kumla-audited", "6.2 6.3", "audit", {"framework": "2.1", "said": "kumla-2017"}),
]  # fmt: skip

#: What vectors mean by a name in the place of a framework.
NAMED_FRAMEWORKS: dict[str, Data] = {
    "2.1": V21,
    "quarter": tree(area("1", 25)),
    "small": SMALL,
    "pair": PAIR,
    "trio": TRIO,
    "three": tree(area("1", 10, 10), whole("2", 4), whole("3", 4)),
}

#: What vectors mean by a name in the place of figures.
TABLES: dict[str, Data] = {"kumla-2017": kumla(*KUMLA)}

VECTORS: list[Vector] = [
    *FRAMEWORKS,
    *SCORING,
    *ROUNDING,
    *RANGES,
    *NARROWING,
    *AUDIT,
    *ADJUSTMENT,
    *COMPARISON,
    *RANKS,
    *KUMLA_VECTORS,
]
