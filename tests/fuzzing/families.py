"""Families of documents that are made to be nasty, of any size."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from kommunkompass import example_table

__all__ = ["FAMILIES", "Family"]

#: A document of about a number of characters.
Family: TypeAlias = Callable[[int], str]

_LINES = 45_000  # of at most 50,000
_PASTED_LINES = 19_000  # of at most 20,000


def filled(piece: str, head: str = "", end: str = "") -> Family:
    """A piece over and over, on one line if it has no line end."""

    def build(size: int) -> str:
        return head + piece * max(1, (size - len(head) - len(end)) // len(piece)) + end

    return build


def lined(piece: str, head: str = "", width: int = 0, most: int = _LINES) -> Family:
    """Lines of a piece over and over: as wide as asked for, or as wide as it takes."""

    def build(size: int) -> str:
        wide = width or size // most + 1
        line = (piece * (wide // len(piece) + 1)) + "\n"
        return head + line * min(most, max(1, size // len(line)))

    return build


def pasted(piece: str, head: str = "", width: int = 0) -> Family:
    """Lines of pasted text, which has fewer of them."""
    return lined(piece, head, width, _PASTED_LINES)


def numbered(form: str, head: str = "", end: str = "", most: int = 10**9) -> Family:
    """A piece over and over, each with a number of its own."""

    def build(size: int) -> str:
        count = min(most, max(1, (size - len(head)) // (len(form) + 4)))
        return head + "".join([form.format(place) for place in range(count)]) + end

    return build


def padded(family: Family, piece: str) -> Family:
    """What a family has the most of, and as much of a piece as makes up its size."""

    def build(size: int) -> str:
        text = family(size)
        return text + piece * (size - len(text))

    return build


def nested(opening: str, closing: str = "", head: str = "") -> Family:
    """What is opened over and over, then closed."""

    def build(size: int) -> str:
        count = size // (len(opening) + len(closing))
        return head + opening * count + closing * count

    return build


EXAMPLE = example_table("kumla-2017")
HEAD = "code;title;points;max;percent\n"
OWN = "framework,code,points,percent\n"
WIDE = "municipality,framework," + ",".join(EXAMPLE.framework.codes) + "\n"
SCORES = '{"format":"kommunkompass/evaluation","version":1,"framework":"2.1","scores":['
TABLE = '{"format":"kommunkompass/table","version":1,"framework":"2.1",'
WHOLE = '{"format":"kommunkompass/framework","version":1,"framework":{"format":1,"areas":['
TOML = 'format = 1\nversion = "x"\n'
AREA = "1. Offentlighet och demokrati Uppnått Max Procent\n"

JSON: dict[str, Family] = {
    "brackets": nested("["),
    "closed brackets": nested("[", "]"),
    "braces": nested('{"a":', "}"),
    "one string": filled("a", '{"a":"', '"}'),
    "escapes": filled("\\u00e5", '{"a":"', '"}'),
    "digits": filled("9", '{"a":', "}"),
    "decimals": filled("9", '{"a":1.', "}"),
    "unclosed quotes": filled('"', "{"),
    "blanks": filled(" ", "{", "}"),
    "ones": filled("1,", "[", "1]"),
    "ones in a key": filled("1,", SCORES, "1]}"),
    "texts": filled('"ab",', SCORES, "1]}"),
    "lists": filled("[],", SCORES, "1]}"),
    "tables": filled("{},", SCORES, "{}]}"),
    "tables of one": filled('{"":0},', SCORES, "{}]}"),
    "the same score": filled('{"code":"1.1","lower":"1","upper":"1"},', SCORES, "{}]}"),
    "areas": filled("{},", WHOLE, "{}]}}"),
    "findings": filled("{},", TABLE + '"findings":[', "{}]}"),
    "evaluators": filled('"ab",', TABLE + '"evaluators":[', '"a"]}'),
    "keys": numbered('"{}":1,', "{", '"":1}'),
    "tables of keys": numbered(
        "{{" + ",".join([f'"{{0}}{place}":1' for place in range(300)]) + "}},",
        SCORES,
        "{}]}",
        4000,
    ),
    "the same key": filled('"a":1,', "{", '"a":1}'),
    "repeated keys": numbered('"{0}":1,"{0}":1,', "{", '"":1}'),
    "surrogates": filled('"\\ud800",', "[", "1]"),
    "a long name": filled("å", TABLE + '"municipality":"', '"}'),
}
DELIMITED: dict[str, Family] = {
    "one line": filled("a", HEAD),
    "separators": filled(";", HEAD),
    "lines of separators": lined(";", HEAD),
    "quotes": filled('"', HEAD),
    "an open quote": filled("a\n", HEAD + '"', ""),
    "lines of open quotes": lined('"', HEAD),
    "quoted separators": filled('";";', HEAD),
    "blanks": filled(" ", HEAD + "1.1;"),
    "lines of blanks": lined(" ", HEAD),
    "digits": filled("9", HEAD + "1.1;"),
    "lines of digits": lined("9", HEAD + "1.1;"),
    "faults": lined("x;", HEAD, 2),
    "wide faults": lined("9;x;", HEAD),
    "the same row": lined("1.1;;5;15;35", HEAD, 12),
    "titles": numbered(";title {};1;2;3\n", HEAD, most=_LINES),
    "own rows": lined("2.1,1.1,5,35", OWN, 12),
    "wide rows": numbered("kommun {},2.1,,5,5\n", WIDE, most=_LINES),
    "wide rows of digits": lined("9" * 20 + ",", WIDE),
    "groups": numbered("{};1.1;1\n", "evaluation;code;points\n", most=_LINES),
    "groups alike": lined("1;1.1;1", "evaluation;code;points\n", 7),
    "ranges": lined("1.1;[1" + "1" * 300, "code;range\n", 300),
    "many blanks in a range": filled(" ", "code;range\n1.1;[1", "2)"),
    "columns": filled("a;", "", "code;points\n1.1;1\n"),
    "columns of numbers": filled("1;", "kommun;", "\n1.1;1\n"),
    "heads in quotes": filled('"', "code;points", "\n1.1;1\n"),
    "carriage returns": filled("\r", HEAD),
    "soft hyphens": filled("\xad", HEAD + "1.1;"),
    "details": lined("a;b;1.1;1", "municipality;year;code;points\n", 9),
    "details of their own": numbered("a{};b;1.1;1\n", "municipality;year;code;points\n"),
    "apostrophes": filled("'", "kommun;code;points\n", ";1.1;1\n"),
    "both": filled("\t9", "kommun;1;2\nx;9", "%\n"),
    "both, blanks": filled(" ", "kommun;1;2\nx;9", "9%\n"),
}
PASTED: dict[str, Family] = {
    "one line": filled("a"),
    "words": pasted("ab "),
    "capitals": pasted("Ab "),
    "names": pasted("Abc Def "),
    "kommun": pasted("Abc kommun "),
    "numbers": pasted("37 "),
    "numbers without blanks": pasted("1"),
    "decimals": pasted("1,"),
    "bars": pasted("|"),
    "tabs": pasted("\t"),
    "tabs and numbers": pasted("37\t"),
    "quotes": pasted('"'),
    "blanks": pasted(" "),
    "dots": pasted("."),
    "words for units": pasted("% "),
    "words for heads": pasted("poäng "),
    "words for of": pasted("av "),
    "parentheses": pasted("("),
    "tags": pasted("<"),
    "open tags": pasted("<li "),
    "bullets": pasted("•"),
    "letters of marks": pasted("a\u0308"),
    "area": pasted(AREA.strip(), "", len(AREA) - 2),
    "area titles": pasted("1. Offentlighet och demokrati", "", 28),
    "lists": pasted("1. Offentlighet och demokrati 37 av 100", "", 38),
    "list rows of a table": pasted("1. Offentlighet och demokrati 37", "Område Poäng\n", 31),
    "odd list faults": pasted("1. Offentlighet och demokrati 37 3 4 5", "Område Poäng\n", 37),
    "criteria": pasted("1.1 Finns en plan? 5 15 35", AREA, 25),
    "criteria without figures": pasted("1.1 Finns en plan", AREA, 16),
    "faulty criteria": pasted("1.1 Finns en plan? 5 15 35 9 9 9", AREA, 31),
    "other criteria": numbered("1.{} Finns en plan? 5 15 35\n", AREA, most=_PASTED_LINES),
    "figures": pasted("37 100 37", AREA, 8),
    "totals": pasted("Totalt 371", "", 9),
    "sums": pasted("Summa 37 100 37", AREA, 14),
    "carried out": pasted("Utvärderingen av Abc kommun ab "),
    "carried out wide": pasted("Utvärderingen av Abc kommun ", "", 9000),
    "key facts": pasted("Kortfakta", "", 8),
    "facts": pasted("Folkmängd (2017) 21 435", "Kortfakta\n", 22),
    "a long fact": pasted("1 ", "Kortfakta\nInvånare", 9000),
    "years": pasted("2017 ", "Kortfakta\nInvånare 2017", 9000),
    "notes": pasted(" (", "Kortfakta\nInvånare", 9000),
    "parties": pasted("A, ", "Kortfakta\nPartier ", 9000),
    "findings": pasted("• a", "Område 1\nStyrkor\n", 2),
    "headings of findings": pasted("Styrkor", "Område 1\n", 6),
    "two columns": pasted("a\tb", "Område 1\nStyrkor\tFörbättringsområden\n", 2),
    "lists of findings": pasted("<ul", "Område 1\nStyrkor\tFörbättringsområden\n", 2),
    "item tags": pasted("<li" + "b" * 190, "Område 1\nStyrkor\n<", 9000),
    "blanks in findings": pasted(" ", "Område 1\nStyrkor\n•", 9000),
    "headings": numbered("Område {}\n", most=_PASTED_LINES),
    "pages": pasted("Område 1 Offentlighet och demokrati\n37\n", "", 30),
}
FRAMEWORKS: dict[str, Family] = {
    "one string": filled("a", TOML + 'title = "'),
    "escapes": filled("\\u00e5", TOML + 'title = "', '"'),
    "digits": filled("9", TOML + "maximum = "),
    "digits of a float": filled("9", TOML + "maximum = 1."),
    "underscores": filled("9_", TOML + "maximum = ", "9"),
    "dots": filled("a.", TOML, "a = 1"),
    "dots in a table": filled("a.", TOML + "[", "a]"),
    "dots in keys": numbered("a.a.a.b{} = 1\n", TOML),
    "brackets": nested("[", "]", TOML + "a = "),
    "braces": nested("{a=", "}", TOML + "a = "),
    "lists": filled("[],", TOML + "a = [", "]"),
    "ones": filled("1,", TOML + "a = [", "]"),
    "tables in a list": filled("{},", TOML + "areas = [", "]"),
    "tables": filled("[[areas]]\n", TOML),
    "criteria": filled("[[areas.criteria]]\n", TOML + "[[areas]]\n"),
    "other tables": numbered("[a{}]\n", TOML),
    "keys": numbered("a{} = 1\n", TOML),
    "blanks": filled(" ", TOML),
    "blanks before nothing": filled(" ", TOML + "a", "b"),
    "quotes": filled('"', TOML + "a = "),
    "lines": filled("\n", TOML),
    "comments": filled("#\n", TOML),
    "notes": filled('"a",', TOML + "notes = [", "]"),
    "texts of many lines": filled("a\n", TOML + 'title = """', '"""'),
    "continued lines": filled("\\\n", TOML + 'title = """', '"""'),
    "apostrophes": filled("'", TOML + "title = '''a", ""),
    "inline": numbered("a{} = 1, ", TOML + "a = {", "b = 1}"),
    "lines of floats": numbered("a{} = 1." + "9" * 9_000 + "\n", TOML),
    "lines of short floats": numbered("a{} = 1.5\n", TOML, most=19_000),
    "lines of strings": numbered('a{} = "' + "\\\\n" * 4_000 + '"\n', TOML),
    "lines of lists": numbered("a{} = [" + "1," * 400 + "]\n", TOML, most=120),
    "lines of inline tables": numbered("a{} = {{a.b.c=1,b.b=2}}\n", TOML, most=1_900),
    "keys of 19 parts": numbered("a{}." + "b." * 17 + "c = 1\n", TOML, most=19_000),
    "tables of 19 parts": numbered("[a{}." + "b." * 17 + "c]\na.a=1\nb.a=1\n", TOML, most=1_900),
    "words and dots": numbered('a{} = "' + "a." * 19 + ' ab.a."\n', TOML, most=19_000),
    "words": numbered('a{} = "' + "a" * 9_000 + '"\n', TOML),
    "quotes in lines": numbered("a{} = '" + '"' * 9_000 + "'\n", TOML),
    "quotes and dots": numbered("a{} = '" + '"".' * 3_000 + "'\n", TOML),
    "dots and blanks": numbered("a{} = '" + "a .  " * 1_800 + "'\n", TOML),
    "many criteria": filled("[[areas.criteria]]\n" + "code = '1.1'\n" * 6, TOML + "[[areas]]\n"),
    "the most tables": padded(numbered("[a{}]\n", TOML, most=1_900), "#"),
    "the most long keys": padded(numbered("[a{}.b.b.b]\n", TOML, most=490), "#"),
    "the most criteria": padded(
        numbered("[[areas.criteria]]\na=1\n", TOML + "[[areas]]\n", most=660), "#"
    ),
    "the most keys": padded(numbered("a{}=1\n", TOML, most=19_000), "#"),
    "dates": filled("2017-05-31,", TOML + "a = [", "]"),
}

#: By what reads them.
FAMILIES = {"json": JSON, "delimited": DELIMITED, "pasted": PASTED, "framework": FRAMEWORKS}
