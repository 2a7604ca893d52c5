"""Pasted text: tables copied out of reports and web pages; what may be something else is refused.

Whole reports are the subject of ``test_formats_report.py``.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import attrs
import pytest

from kommunkompass import (
    Figure,
    InputError,
    KommunkompassError,
    PublishedTable,
    UnknownCodeError,
    example_table,
    read_table,
)
from strategies import small_framework
from test_formats_report import contents, printed, report, table, tables

EXAMPLE = example_table("kumla-2017")
FRAMEWORK = EXAMPLE.framework
POINTS = {area.code: EXAMPLE[area.code].points for area in FRAMEWORK.areas}  # type: ignore[union-attr]


def pasted(text: str | Iterable[str], **options: bool) -> PublishedTable:
    text = text if isinstance(text, str) else "\n".join(text)
    return read_table(io.StringIO(text), **options)  # type: ignore[arg-type]


def faults(text: str | Iterable[str], **options: bool) -> tuple[KommunkompassError, ...]:
    with pytest.raises(InputError) as refused:
        pasted(text, **options)
    return refused.value.faults


def areas(row: str, end: str = "") -> str:
    """A list of the areas, a row made by a template, with an end."""
    return end.join(
        f"{row.format(code=area.code, title=area.title, points=POINTS[area.code])}\n"
        for area in FRAMEWORK.areas
    )


def changed(old: str, new: str) -> str:
    """The tables of a report with a change."""
    text = "\n".join(tables())
    assert text.count(old) == 1
    return text.replace(old, new)


def line_of(text: str, words: str) -> int:
    """The number of the line that words stand in."""
    return text[: text.index(words)].count("\n") + 1


class TestBrokenTitles:
    """A criterion's title that goes on in the next line, wherever it is broken."""

    @pytest.mark.parametrize("code", ["4.1", "5.6", "7.1", "7.5"])
    @pytest.mark.parametrize("last", ["\t{}", " {}", "\n{}"])
    def test_it_is_broken_anywhere(self, code: str, last: str) -> None:
        """Also where what is left is the title of an area: "ständiga förbättringar?"."""
        item = FRAMEWORK[code]
        area = FRAMEWORK[code.partition(".")[0]]
        words = item.title.split()
        figures = last.format(f"3 {item.maximum} {300 // item.maximum}")
        for place in range(1, len(words)):
            title = " ".join(words[:place]) + "\n" + " ".join(words[place:])
            text = f"{area.code}. {area.title} Uppnått Max Procent\n{code} {title}{figures}\n"
            found = pasted(text, incomplete=True)
            assert dict(found.figures) == {code: Figure(3, 300 // item.maximum)}

    @pytest.mark.parametrize(
        "line",
        [
            "Ständiga förbättringar\t36\t100\t36",
            "ständiga förbättringar?\t3\t15\t20",
            "Totalt 371",
        ],
    )
    def test_an_areas_row_or_a_total_is_not_the_end_of_a_title(self, line: str) -> None:
        """But for a title of the framework's, of which it may be the end."""
        head = "7. Ständiga förbättringar\tUppnått\tMax\tProcent\n7.1 Hur sker\n"
        fault = faults(f"{head}{line}\n", incomplete=True)[0]
        assert fault.item == "line 2, criterion 7.1"

    def test_a_number_alone_is_not_the_end_of_a_title(self) -> None:
        """It may be the number of a page."""
        for number in ("24", "24\n30"):
            text = f"1. Offentlighet och demokrati Procent\n1.1 Finns en plan?\n{number}\n"
            (fault,) = faults(text, incomplete=True)
            assert fault.item == "line 2, criterion 1.1"

    def test_a_row_has_at_most_300_characters(self) -> None:
        """What is longer is no title."""
        head = "1. Offentlighet och demokrati Uppnått Max Procent\n"
        for length, is_read in ((280, True), (300, False)):
            text = f"{head}1.3 Informeras\n{'x' * (length - 30)}\ninvånarna?\n8 25 30\n"
            if is_read:
                assert pasted(text, incomplete=True)["1.3"] == Figure(8, 30)
            else:
                assert faults(text, incomplete=True)[0].item == "line 2, criterion 1.3"

    def test_an_areas_row_of_ones_own_framework_is_not_the_end_of_a_title(self) -> None:
        """Also where it has the maximum of the criterion above, whose figures are missing."""
        small = small_framework([20], 20)
        titled = zip(small.areas, ("Tider", "Böcker"), strict=True)
        areas = tuple([attrs.evolve(area, title=title) for area, title in titled])
        framework = attrs.evolve(small, areas=areas)
        text = "Tider Poäng Max Procent\n1.1 Fråga 1.1\nBöcker 9 20 45\n"
        with pytest.raises(InputError) as refused:
            read_table(io.StringIO(text), framework=framework, incomplete=True)
        assert refused.value.faults[0].item == "line 2, criterion 1.1"


class TestListsOfAreas:
    @pytest.mark.parametrize(
        "text",
        [
            areas("{title}\t{points}"),
            areas("{code}. {title} {points}"),
            areas("Område {code}: {title} {points}"),
            areas("{title} ..... {points}"),
            areas("{title} ({points})"),
            areas("{title}: {points}"),
            areas(" {code}) {title}: {points}"),
            areas("{title}: {points} poäng"),
            areas("{title} – {points} p"),
            areas("{title} ({points} av 100)"),
            areas("{title}, {points} av 100 poäng."),
            areas("{title}\t{points}/100"),
            areas("{title}\t{points}\t100"),
            "Område\tPoäng\n" + areas("{title}\t{points}"),
            "Poäng\n" + areas("{title} {points}"),
            "Område Poäng\n\n" + areas("{title} {points}\n"),
            "Område Poäng 2017\n" + areas("{title} {points}"),
            "Område Poäng (max 100)\n" + areas("{title} {points} 100"),
            "Område Poäng (max 100)\n" + areas("{title} {points} (100)"),
            "Område;Poäng\n" + areas("{title};{points}"),
            "| Område | Poäng |\n|---|---|\n" + areas("| {title} | {points} |"),
            "Område Max Uppnådd poäng\n" + areas("{title} 100 {points}"),
            "Område Poäng Max poäng\n" + areas("{title} {points} 100"),
            "Område Poäng\n" + areas("{title} {points} av 100"),
            "Område Poäng\n" + areas("{code}. Ett annat namn {points}"),
            "Poäng\n" + areas("{title} {points}").upper(),
        ],
    )
    def test_points_are_read(self, text: str) -> None:
        """With codes or without, with maxima or without, with units or a head line or neither."""
        assert dict(pasted(text).figures) == {c: Figure(points) for c, points in POINTS.items()}

    @pytest.mark.parametrize(
        "text",
        [
            areas("{title} {points} %"),
            areas("{title} {points}%"),
            areas("{title}: {points} procent"),
            "Område\tProcent\n" + areas("{title}\t{points}"),
            "Område Procent\n" + areas("{title} {points} %"),
            "Område Poäng\n" + areas("{title} {points} %"),
        ],
    )
    def test_percents_are_read(self, text: str) -> None:
        """The head line or the sign says so; the sign goes before the head line."""
        figures = {code: Figure(percent=points) for code, points in POINTS.items()}
        assert dict(pasted(text).figures) == figures

    @pytest.mark.parametrize(
        "text",
        [
            areas("{title} {points} 100 {points}"),
            areas("{title} {points} {points} %"),
            areas("{title}: {points} av 100 ({points} %)"),
            "Område Uppnått Max Procent\n" + areas("{title} {points} 100 {points}"),
            "Område Poäng 2017\n" + areas("{title} {points} 100 {points}"),
            "Område Poäng (%)\n" + areas("{title} {points} {points}"),
        ],
    )
    def test_points_and_percents_are_read(self, text: str) -> None:
        """Three bare numbers are points, maximum and percent."""
        figures = {code: Figure(points, points) for code, points in POINTS.items()}
        assert dict(pasted(text).figures) == figures

    def test_decimals_are_kept(self) -> None:
        """They say how far a figure was rounded."""
        assert pasted(areas("{title} {points},50 %"))["1"] == Figure(percent="37.50")

    @pytest.mark.parametrize(
        ("total", "figure"),
        [
            ("Totalt 371", Figure("371")),
            ("Summa: 371 poäng", Figure("371")),
            ("\nTotal poäng\t371", Figure("371")),
            ("Totalt 371 av 800", Figure("371")),
            ("Totalt 371 800 46", Figure("371", "46")),
            ("371 800 46", Figure("371", "46")),
            ("Totalt 46 %", Figure(percent="46")),
        ],
    )
    def test_a_total_may_end_the_list(self, total: str, figure: Figure) -> None:
        """In points or percent, with its maximum or without."""
        assert pasted(areas("{title} {points}") + total)["total"] == figure

    def test_a_total_may_stand_further_down(self) -> None:
        """Where it says that it is out of 800."""
        text = areas("{title}: {points}") + "Poäng för alla\nTotalt 371 av 800 poäng"
        assert pasted(text)["total"] == Figure("371")

    def test_a_total_is_under_the_columns_of_the_list(self) -> None:
        """Its number is what the head line says."""
        text = "Område Procent\n" + areas("{title} {points}") + "Totalt 46"
        assert pasted(text)["total"] == Figure(percent="46")
        text = "Område Poäng Procent\n" + areas("{title} {points} {points}") + "Totalt 371"
        assert pasted(text)["total"] == Figure("371")
        (fault,) = faults("Område Procent\n" + areas("{title} {points}") + "Totalt 46 800")
        assert fault.item == "line 10, total"

    def test_other_totals_are_not_taken(self) -> None:
        """A total belongs to the list just above it, or says that it is out of 800."""
        text = areas("{title}: {points}") + "Anställda\nTotalt 2 195\nTotalt 12 av 15\n1 2 3 4\n"
        assert pasted(text)["total"] is None

    def test_the_same_list_may_stand_twice(self) -> None:
        """A repeat may add what the first did not say, but not say otherwise."""
        text = areas("{title} {points} poäng") + "\nOch igen:\n" + areas("{title} {points} %")
        assert pasted(text)["1"] == Figure("37", "37")
        text = areas("{title} {points} poäng") + "\nOch igen:\n" + areas("{title} 4{points} %")
        assert pasted(text)["1"] == Figure("37", "437")

    def test_lists_that_contradict_each_other_are_refused(self) -> None:
        """Both lines are named; which municipality's figures they are is not guessed."""
        text = areas("{title} {points} poäng") + "Strängnäs:\n" + areas("{title} 6{points} poäng")
        found = faults(text)
        assert len(found) == 8
        assert found[0].item == "line 10, area 1, points"
        assert found[0].allowed == "37, as in line 1"

    def test_codes_and_titles_must_agree(self) -> None:
        """A title with the code of another area is refused."""
        found = faults(areas("{code}. {title} {points} p").replace("1. O", "2. O"))
        assert found[0].item == "line 1, area 2"
        assert "area 1" in found[0].allowed

    def test_half_a_list_is_read_only_where_it_will_do(self) -> None:
        """The line after which an area is missing is named."""
        text = "Område Poäng\n" + "".join(areas("{title} {points}").splitlines(True)[:6])
        (fault,) = faults(text)
        assert fault.item == "after line 7, area 7, area 8"
        assert len(pasted(text, incomplete=True).figures) == 6

    def test_a_row_of_something_else_is_no_row(self) -> None:
        """The area whose title it should have is missing."""
        text = "Område Poäng\n" + areas("{title} {points}").replace("Politisk", "Opolitisk")
        (fault,) = faults(text)
        assert fault.item == "after line 3, area 3"
        assert pasted(text, incomplete=True)["3"] is None

    def test_a_row_has_one_line(self) -> None:
        """A number in the next line may be that of a page."""
        (fault,) = faults("Område Poäng\n" + areas("{title}\n{points}"))
        assert fault.value == "no table"

    @pytest.mark.parametrize("row", ["Effektivitet 40", "Effektivitet 40 av 100"])
    def test_an_area_of_another_framework_is_refused(self, row: str) -> None:
        """Whatever the area of this one is that has its code."""
        (fault,) = faults("Område Poäng\n" + areas("{title} {points}") + row)
        assert (fault.item, fault.value) == ("line 10", "Effektivitet")

    def test_a_line_without_figures_may_stand_between_rows(self) -> None:
        """One, such as a heading; with two lines the list has ended."""
        text = areas("{title} {points} poäng").replace("Politisk", "Demokrati\nPolitisk")
        assert len(pasted(text).figures) == 8
        text = "Område Poäng\n" + areas("{title} {points}")
        lost = faults(text.replace("Politisk", "Mer\nDemokrati\nPolitisk"))
        assert [fault.item for fault in lost] == [f"line {number}" for number in range(6, 12)]
        assert all(fault.allowed.startswith("a figure that cannot be") for fault in lost)

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("{0} 94\nx\ny\n{2} 24 p", "line 1"),
            ("{0} 94 5\nx\ny\n{2} 24 poäng", "line 1, area 1"),
        ],
    )
    def test_a_list_of_pages_beside_one_that_counts_is_not_lost(
        self, text: str, line: str
    ) -> None:
        """Where it says what the other does not."""
        titles = [area.title for area in FRAMEWORK.areas]
        (fault,) = faults(text.format(*titles), incomplete=True)
        assert fault.item == line

    @pytest.mark.parametrize("column", ["Poäng", "Procent"])
    def test_shares_are_no_figures(self, column: str) -> None:
        text = f"Område {column}\n" + areas("{title} 0,94")
        assert len(faults(text)) == 8

    @pytest.mark.parametrize(
        "row",
        [
            "{title} {points} 63",
            "{title} {points} 63 54 60",
            "{title} {points} % 63 %",
            "{title} {points} poäng 63 poäng",
        ],
    )
    def test_figures_that_may_be_of_two_kinds_are_refused(self, row: str) -> None:
        """Columns for years or municipalities have no head line that tells which is meant."""
        found = faults("Område 2017 2014\n" + areas(row) + "Totalt 371 497\n")
        assert [fault.item for fault in found][:8] == [
            f"line {number + 1}, area {number}" for number in range(1, 9)
        ]

    @pytest.mark.parametrize(
        "row", ["{title} {points}1)", "{title} {points}*", "{title} {points}¹", "1) {title} +5"]
    )
    def test_marks_of_footnotes_and_changes_are_no_figures(self, row: str) -> None:
        """5 with the mark 1) is not 51, and +5 is what has changed."""
        rows = areas("{title} {points}").replace("Politisk styrning och kontroll 56", row)
        text = "Område Poäng\n" + rows.format(title="Politisk styrning och kontroll", points=5)
        named = [fault.item for fault in faults(text, incomplete=True)]
        assert named[0].startswith("line 4, area ")

    @pytest.mark.parametrize("mark", ["*", "†", "‡", "§", "⁰", "¹", "⁴", "⁹", "*²"])
    def test_a_total_with_the_mark_of_a_footnote_is_refused(self, mark: str) -> None:
        """It is not lost."""
        (fault,) = faults("Område Poäng\n" + areas("{title} {points}") + f"Totalt 371{mark}")
        assert fault.item == "line 10, total"

    def test_brackets_may_be_around_figures(self) -> None:
        """Opened before them, and closed after."""
        for row in ("{title} ({points})", "1) {title} ({points} av 100)", "{title} [{points} p]"):
            text = "Område Poäng\n" + row.format(title="Offentlighet och demokrati", points=5)
            assert pasted(text, incomplete=True)["1"] == Figure("5")

    def test_a_head_line_names_each_column_once(self) -> None:
        """Of two columns of points there is no telling which is meant."""
        found = faults("Område Poäng Poäng\n" + areas("{title} {points} 63"))
        assert found[0].item == "line 2, area 1"

    def test_the_columns_of_a_list_end_with_it(self) -> None:
        """What comes after other text has to tell its own."""
        text = "Område Procent\n" + areas("{title} {points}") + "\nAlla\nOmråden\n"
        assert pasted(text + areas("{title} {points} av 100"))["8"] == Figure("61", "61")

    def test_a_page_may_end_within_a_list(self) -> None:
        """The page's number and the next one's title are passed over."""
        page = "\n24\n\nKommunkompassen\n\nPolitisk"
        text = "Område Poäng\n" + areas("{title} {points}").replace("Politisk", page)
        assert len(pasted(text).figures) == 8

    @pytest.mark.parametrize("row", ["{title} {points}", "{title} {points} {points} {points} 1"])
    def test_a_row_has_as_many_figures_as_the_head_line_has_columns(self, row: str) -> None:
        """Otherwise it is not certain which of them are there."""
        found = faults("Område Poäng Procent\n" + areas(row) + "Totalt 371 46 1 1")
        assert found[0].item == "line 2, area 1"
        assert found[-1].item == "line 10, total"

    def test_maxima_are_those_of_the_framework(self) -> None:
        """A list out of 50 is not one of this framework."""
        found = faults(areas("{title} {points} av 50"))
        assert found[0].item == "line 1, area 1, maximum"
        assert found[0].value == "50"


class TestContents:
    @pytest.mark.parametrize(
        "text",
        [
            "\n".join(contents()),
            "\n".join(contents()[3:11]),
            "\n".join(contents()).replace("\t", " "),
            "\n".join(contents()).replace("\t", " ..... "),
            "\n".join(contents()).replace("221", "2"),
            "\n".join(contents()[3:11]).replace("221", "2"),
            "Område\tSida\n" + "\n".join(contents()[3:11]).replace("13", "3"),
            "\n".join(f"{area.code}. {area.title}\n" for area in FRAMEWORK.areas),
        ],
    )
    @pytest.mark.parametrize("incomplete", [False, True])
    def test_a_list_of_contents_is_refused(self, text: str, incomplete: bool) -> None:
        """Whatever its heading is, and if its pages rise, or fall by a slip."""
        (fault,) = faults(text, incomplete=incomplete)
        assert fault.value == "no table" or "page" in fault.allowed

    @pytest.mark.parametrize("blank", [" ", "\t", "\n"])
    def test_a_list_of_contents_may_name_criteria(self, blank: str) -> None:
        """A page is not the points of what it is about."""
        text = "\n".join(f"{item.code} {item.title}{blank}7" for item in FRAMEWORK.criteria)
        found = faults(text, incomplete=True)
        assert found[0].value == "no table" or len(found) == 45

    def test_a_list_of_contents_is_passed_over_beside_a_table(self) -> None:
        """A list whose figures are certain counts."""
        text = "\n".join(contents()) + "Resultat\n\n" + areas("{title}: {points} poäng")
        assert pasted(text)["8"] == Figure("61")

    def test_figures_need_a_sign_that_they_are_no_pages(self) -> None:
        """A head line, a total, or in each line a unit, or that they fall, is one."""
        bare = "".join(f"{area.title} 3{area.code}\n" for area in FRAMEWORK.areas)
        for rising in (bare, bare.replace("35", "31")):
            (fault,) = faults(rising)
            assert fault.item == "line 1"
        assert pasted(bare.replace("35", "31").replace("37", "32"))["8"] == Figure("38")
        for text in ("Område Poäng\n" + bare, bare + "Totalt 371\n"):
            assert pasted(text)["8"] == Figure("38")
        (fault,) = faults(bare.replace(" 31\n", " 31 poäng\n"))
        assert fault.item == "line 2"

    def test_two_figures_that_fall_are_no_pages(self) -> None:
        """One slip in two numbers would be half of them."""
        first, second, *_ = FRAMEWORK.areas
        found = pasted(f"{first.title} 63\n{second.title} 52", incomplete=True)
        assert found.figures == (("1", Figure(63)), ("2", Figure(52)))
        (fault,) = faults(f"{first.title} 52\n{second.title} 63", incomplete=True)
        assert fault.item == "line 1"

    @pytest.mark.parametrize(
        "text",
        [
            "Innehåll\n{title}: 3{code}",
            "Område Poäng (max 10)\n{title} {code}",
            "Kumla 2017\nOmråde Poäng 2014\n{title} 3{code}",
        ],
    )
    def test_a_colon_or_what_follows_a_head_line_is_no_such_sign(self, text: str) -> None:
        """The figures may be pages, or out of another maximum, or of another year."""
        head, _, row = text.rpartition("\n")
        lines = f"{head}\n{areas(row)}"
        (fault,) = faults(lines)
        assert fault.item == f"line {head.count(chr(10)) + 2}"
        assert pasted(f"{lines}Resultat\n\nOmråde Poäng\n" + areas("{title} {points}"))["1"] == (
            Figure("37")
        )

    def test_a_head_line_with_another_maximum_is_none_of_criteria(self) -> None:
        row = f"1.1 {FRAMEWORK['1.1'].title} 3"
        (fault,) = faults(f"Delfråga Poäng (max 4)\n{row}", incomplete=True)
        assert fault.item == "line 2, criterion 1.1"


def each(change: Callable[[str], str]) -> Callable[[list[str]], list[str]]:
    """A change of every line."""
    return lambda lines: [change(line) for line in lines]


class TestTables:
    @pytest.mark.parametrize(
        "change",
        [
            lambda lines: [line for line in lines if "Uppnått" not in line],
            each(lambda line: line.replace("Uppnått", "Poäng").replace("Procent", "%")),
            each(lambda line: line.replace("\tUppnått", "\nUppnått")),
            each(lambda line: line.replace("\t\t", "Summa\t\t")),
            each(lambda line: line.replace("\t\t", "")),
            each(lambda line: line.replace("\t", ";")),
            each(lambda line: f"| {line} |".replace("\t", " | ")),
            each(lambda line: f"{line}\t"),
            each(lambda line: line.replace("medborgare/brukare?", "\nmedborgare/brukare?")),
            each(lambda line: line.replace("?\t", "?\n").replace("\t", " ")),
            each(lambda line: line.replace("?\t", "?\n\n").replace("\t", " ")),
            each(lambda line: line.replace("2.3\t", "\n24\n\n2.3\t")),
            each(lambda line: line.replace("2.3\t", "\nKumla kommun\n\n2.3\t")),
            each(lambda line: f"Delfråga {line}" if line[1:2] == "." else line),
            lambda lines: lines + lines,
        ],
    )
    def test_tables_of_criteria_are_read(self, change: Callable[[list[str]], list[str]]) -> None:
        """However the cells are separated, with long titles broken and pages numbered."""
        assert pasted(change(tables())).figures == EXAMPLE.figures

    @pytest.mark.parametrize("blank", ["\t", " "])
    def test_the_order_of_columns_is_that_of_the_head_line(self, blank: str) -> None:
        """So it is with rows that have cells and with rows that have blanks."""
        lines = []
        for area in FRAMEWORK.areas:
            lines.append(f"{area.code}. {area.title} Procent Uppnått")
            for item in area.criteria:
                figure = EXAMPLE[item.code]
                assert figure is not None
                lines.append(f"{item.code}\tx\t{figure.percent}\t{figure.points}")
        found = pasted("\n".join(lines).replace("\t", blank))
        assert found.figures == tuple(pair for pair in EXAMPLE.figures if "." in pair[0])

    def test_the_figures_of_an_area_may_come_first(self) -> None:
        """As in a table that lists each area above its criteria."""
        lines = ["Nr\tOmråde\tUppnått\tMax\tProcent"]
        for item in FRAMEWORK:
            if item.code != "total":
                lines.append(f"{item.code}\t{item.title}\t{printed(item.code)}")
        assert pasted(lines).figures == EXAMPLE.figures
        assert pasted("\n".join(lines).replace("\t", " ")).figures == EXAMPLE.figures
        assert pasted(lines[1:]).figures == EXAMPLE.figures

    def test_tables_without_their_criteria_give_the_areas(self) -> None:
        """A head line and the area's own figures are left."""
        text = [line for line in tables() if line[1:2] != "." or line[2:3] == "\t"]
        assert [code for code, _ in pasted(text).figures] == list("12345678")
        assert pasted(text)["8"] == Figure("61", "61")

    @pytest.mark.parametrize(
        "total", ["Totalt\t371\t800\t46", "\t\t371\t800\t46", "Summa 371 av 800"]
    )
    def test_a_total_may_follow_the_tables(self, total: str) -> None:
        """Its maximum tells it from the figures of the last area."""
        figure = pasted([*tables(), total])["total"]
        assert figure is not None
        assert figure.points == 371

    def test_a_total_may_follow_tables_without_the_figures_of_areas(self) -> None:
        """Where it does not tell its maximum, it may be the last area's, and is refused."""
        rows = [line for line in tables() if line[2:3].isdigit() and line[1] == "."]
        assert pasted([*rows, "Totalt 371 av 800"])["total"] == Figure("371")
        (fault,) = faults([*rows, "Totalt 61"])
        assert fault.item == f"line {len(rows) + 1}, area 8"

    def test_lists_of_areas_do_not_count_beside_tables(self) -> None:
        """They may be another municipality's, and so may their totals; a total alone counts."""
        other = "Område Poäng\n" + areas("{title} 6{points}") + "Totalt 497\n\n"
        assert pasted(other + "\n".join(tables())).figures == EXAMPLE.figures
        assert pasted("\n".join(tables()) + other).figures == EXAMPLE.figures
        found = pasted("Totalt 371 av 800\n\nTabeller\n" + "\n".join(tables()))
        assert found["total"] == Figure("371")

    def test_a_list_that_runs_into_a_table_ends_where_it_begins(self) -> None:
        """A line between them parts them."""
        rows = [line for line in tables() if line[2:3].isdigit() and line[1] == "."]
        other = areas("{title} 6{points} poäng") + "Kumla\n"
        assert len(pasted(other + "\n".join(rows)).figures) == 45

    def test_a_list_of_contents_does_not_count_beside_tables(self) -> None:
        """Whether its numbers rise or not."""
        text = "\n".join(contents()).replace("221", "2") + "\n".join(tables())
        assert pasted(text).figures == EXAMPLE.figures

    def test_criteria_do_not_tell_that_a_list_beside_them_is_none_of_contents(self) -> None:
        """Without head lines, units and maxima it may be one."""
        rows = [line for line in tables() if line[2:3].isdigit() and line[1] == "."]
        listed = areas("{title} {points}").splitlines()
        assert len(pasted([*listed, *rows]).figures) == 45
        assert len(pasted([*rows, *listed]).figures) == 45

    def test_numbered_headings_are_no_criteria(self) -> None:
        """Outside a table a row is one by its title or its maximum."""
        headings = ["1.1 Bakgrund 3", "1.2 Syfte", "1.3 Antal 10 20 30", "2.9 Mer 1 2 3", "1.4"]
        assert pasted([*headings, *tables()]).figures == EXAMPLE.figures

    def test_an_unscored_criterion_is_missing(self) -> None:
        """Its line is named; half a table is read where it will do."""
        text = changed("\t8\t25\t30", "\t\t25\t")
        (fault,) = faults(text)
        assert fault.item == f"line {line_of(text, '1.3')}, criterion 1.3"
        found = pasted(text, incomplete=True)
        assert found["1.3"] is None
        assert len(found.figures) == 52

    def test_a_missing_criterion_is_named(self) -> None:
        """With the line it should stand after."""
        text = "\n".join(line for line in tables() if not line.startswith("4.2"))
        (fault,) = faults(text)
        assert fault.item == f"after line {line_of(text, '4.1')}, criterion 4.2"

    @pytest.mark.parametrize(
        ("old", "new", "item"),
        [
            ("\t8\t25\t30", "\t8\t20\t30", "criterion 1.3, maximum"),
            ("\t8\t25\t30", "\teight\t25\t30", "criterion 1.3, points"),
            ("\t8\t25\t30", "\t8 %\t25\t30", "criterion 1.3, points"),
            ("\t8\t25\t30", " eight 25 30", "criterion 1.3"),
            ("\t8\t25\t30", " 8 25 30 40", "criterion 1.3"),
            ("\t8\t25\t30", " 8 25", "criterion 1.3"),
            ("\t8\t25\t30", "", "criterion 1.3"),
            ("\t8\t25\t30", "\n24\n8 25 30", "criterion 1.3"),
            ("1.3\t", "1.9\t", ""),
            ("1.3\t", "2.3\t", "criterion 2.3"),
            ("1.3\t", "1.2\t", "criterion 1.2"),
            ("\t\t37\t100\t37", "Summa\t37", "area 1"),
            ("\t\t37\t100\t37", "\t\t37\t90\t37", "area 1, maximum"),
            ("\t\t37\t100\t37", "\t\t37 100 37 37", "area 1"),
        ],
    )
    def test_what_is_wrong_in_a_table_is_named(self, old: str, new: str, item: str) -> None:
        """The line and the item are told, even where half a table will do."""
        text = changed(old, new)
        line = line_of("\n".join(tables()), old)
        named = [fault.item for fault in faults(text, incomplete=True)]
        assert (f"line {line}, {item}" if item else f"line {line}") in named

    def test_criteria_stand_in_the_table_of_their_area(self) -> None:
        """A head line with another area's code is found out by the rows below it."""
        text = changed("1.\tOffentlighet", "2.\tOffentlighet")
        found = faults(text)
        line = line_of(text, "1.1")
        assert found[0].item == f"line {line}, criterion 1.1"
        assert "area 2" in found[0].allowed

    def test_an_unknown_code_in_a_table_is_refused(self) -> None:
        """It is not passed over."""
        (fault,) = faults(changed("1.3\t", "1.9\t"), incomplete=True)
        assert isinstance(fault, UnknownCodeError)

    def test_a_repeated_row_changes_nothing(self) -> None:
        """It may leave figures out, or have those that the first left out."""
        row = "1.3\tInformeras invånarna om resultat?"
        whole = f"{row}\t8\t25\t30"
        for lines in (
            [*tables(), whole],
            [*tables(), f"{row}\t8,0\t25\t30 %"],
            [*tables(), f"{row}\t\t25\t30"],
            [*tables(), f"{row}\t\t25\t"],
            [f"{row}\t\t25\t", *tables()],
            [f"{row}\t8\t25\t", *tables()],
        ):
            assert pasted(lines).figures == EXAMPLE.figures

    @pytest.mark.parametrize("points", ["9", "x"])
    def test_rows_that_contradict_each_other_are_refused(self, points: str) -> None:
        """Both lines are named."""
        row = "1.3\tInformeras invånarna om resultat?"
        text = "\n".join(tables())
        (fault,) = faults(f"{text}\n{row}\t{points}\t25\t30")
        assert fault.item == f"line {text.count(chr(10)) + 2}, criterion 1.3, points"
        assert fault.value == points
        assert fault.allowed == f"8, as in line {line_of(text, row)}"

    def test_figures_of_an_area_may_be_two_of_three(self) -> None:
        """Points and maximum, the percent left out; a mere number is the number of a page."""
        assert pasted(changed("\t\t37\t100\t37", "\t\t37\t100\t"))["1"] == Figure("37")
        assert pasted(changed("\t\t37\t100\t37", "24"))["1"] is None
        assert pasted(changed("\t\t37\t100\t37", "24 (28)"))["1"] is None

    def test_a_heading_ends_a_table_without_the_figures_of_its_area(self) -> None:
        """All criteria are a whole table."""
        text = (
            "\n".join(tables()[:-2])
            + "\nPolitisk styrning och kontroll\n"
            + areas("{title} 1{points}")
        )
        assert pasted(text)["8"] is None
        text = "\n".join(line for line in tables() if not line.startswith("\t"))
        assert len(pasted(text).figures) == 45


def criteria(row: str) -> str:
    """A row made by a template for each criterion, below a list of areas that count."""
    rows = []
    for item in FRAMEWORK.criteria:
        points, maximum, percent = printed(item.code).split()
        words = {"title": item.title, "start": item.title[:-9], "end": item.title[-9:]}
        numbers = {"points": points, "maximum": maximum, "percent": percent}
        rows.append(row.format(code=item.code, **words, **numbers))
    return "Poäng\n" + areas("{title} {points}") + "\nAlla\nfrågor\n" + "\n".join(rows)


class TestDoubtfulCriteria:
    """What may be rows of criteria is never lost beside areas, which are complete without them."""

    @pytest.mark.parametrize(
        "row",
        [
            "{code} {title} {points}",
            "{code} {title} {points} {maximum}",
            "{code} {title} {points} av {maximum}",
            "{code} {title} {points}* {maximum} {percent}",
            "{code} {title} {points} {maximum} {percent}*",
            "{code} {title} {points} {maximum} {percent} 1)",
            "{code} {title} ca {points}",
            "{code} {title}\n{points} {maximum} {percent}",
            "{code} {title}\n{points}\n{maximum}\n{percent}",
            "{code} {start}\n{end} {points} {maximum} {percent}",
            "{code} {points} {maximum} {percent}",
            "{title} {points} {maximum} {percent}",
            "{title} {points}",
            "{code} Kort {points}",
            "{code} Kort {percent} %",
            "{code} Kort {points} p",
            "{code} Kort {points} av {maximum}",
        ],
    )
    @pytest.mark.parametrize("incomplete", [False, True])
    def test_they_are_refused(self, row: str, incomplete: bool) -> None:
        """With or without head lines, codes, known titles, maxima and marks of footnotes."""
        found = faults(criteria(row), incomplete=incomplete)
        named = {fault.item.partition(", ")[2] for fault in found}
        assert named == {f"criterion {item.code}" for item in FRAMEWORK.criteria}

    def test_those_below_a_heading_that_ends_a_head_line_are_refused(self) -> None:
        """The head line of a list is not that of what stands below another heading."""
        rows = criteria("{code} {title} {points}")
        rows = rows.replace("1.1", "Delfråga Poäng\nDemokrati\n1.1")
        assert len(faults(rows)) == 45

    @pytest.mark.parametrize("row", ["{code} {title} {percent} %", "{code} {title} {points} p"])
    def test_a_unit_tells_the_figure_of_a_known_title(self, row: str) -> None:
        assert len(pasted(criteria(row)).figures) == 45

    def test_headings_and_pages_are_none(self) -> None:
        """Titles alone, running text, and numbers that rise as those of pages do."""
        text = criteria("{code} {title}\nSe planen.\n")
        headings = "1.1 Bakgrund 3\n1.2 Syfte 3\n2.1 Metod 5\n2.2 Mer 5 6\n3.2 %\n4.1 4.5\n"
        assert len(pasted(headings + text).figures) == 8
        text = "\n".join([f"1.1 Bakgrund\n{'x' * 300}\n5 15 35", text])
        assert len(pasted(text).figures) == 8

    @pytest.mark.parametrize(
        "prose",
        [
            "Resultatet var\n3,5 miljoner kronor bättre än budget, eller 12 %",
            "Sjukfrånvaron var\n5,4 procent, och är nu lägre än rikets 25 %.",
            "2,4 % mot 3,1 %",
            "2,1 timmar mot 10 15",
            "Version\n2.1 infördes 2016, 45 delfrågor och 800 poäng",
            "2.1 Kommunen, med 21 000 invånare, nådde 46 %",
            "3.2 Enkäten besvarades av 52 %",
            "2.1 Om utvärderingen\nMedarbetarna intervjuades den 14 15",
            "1.1 Utvärdering 2017\n1.2 Utvärdering 2014",
            "§ 12\n1.1 Närvaro 14\n1.2 Jäv 0",
            "1.1 Bakgrund 3\n1.2 Metod 5\n2.1 Resultat 8\nFigurer\n1.1 Profil 4",
            "1.1 Bakgrund 3\n1.2 Metod 5\n1.3 Mer 8\nFigurer\n1.1 A 4\n1.2 B 5\n1.3 C 6",
            "12.1 Närvaro 14\n12.2 Jäv 0\n12.3 Mer 2",
        ],
    )
    def test_prose_headings_and_contents_are_none(self, prose: str) -> None:
        """Though they begin as a row does, with a code, and end with numbers."""
        found = pasted(f"{prose}\nOmråde Poäng\n" + areas("{title} {points}") + "Totalt 371")
        assert len(found.figures) == 9

    @pytest.mark.parametrize(
        ("rows", "lines"),
        [
            ("1.1 Kort 5\n1.2 Kort 10\n1.3 Kort 8", [1, 2, 3]),
            ("1.1 Kort 3²\n1.2 Kort 4\n1.3 Kort 5", [1, 2, 3]),
            ("1.1 Kort 3\n1.2 Kort 4 %\n1.3 Kort 5", [1, 2, 3]),
            ("1.1 Kort 3\n1.2 Kort 4 av 20\n1.3 Kort 5\n1.4 Kort 4", [1, 2, 3, 4]),
            ("1.1 Kort 5 15", [1]),
            ("1.1 Kort\n5 15 33", [2]),
            ("1.1 Frågor\nInformeras invånarna om resultat? 8", [2]),
            ("1.1 Frågor\n1.3 Informeras invånarna om resultat? 8", [2]),
        ],
    )
    def test_some_alone_are_refused(self, rows: str, lines: list[int]) -> None:
        """In a run, with the maximum, after a break of the line, and below a heading."""
        text = f"{rows}\nOmråde Poäng\n" + areas("{title} {points}")
        items = [fault.item.partition(",")[0] for fault in faults(text)]
        assert items == [f"line {line}" for line in lines]

    def test_a_title_may_be_that_of_several_codes(self) -> None:
        """With a framework of one's own, whose criterion is called as a bundled one of 1.3."""
        small = small_framework([20, 20])
        title = FRAMEWORK["1.3"].title
        first, second = small.areas[0].criteria
        criteria = (attrs.evolve(first, title="Fråga"), attrs.evolve(second, title=title))
        framework = attrs.evolve(small, areas=(attrs.evolve(small.areas[0], criteria=criteria),))
        text = f"1.1 Fråga 5 20 25\n1.2 {title} 8 20 40\nMer\n{title} 8\n"
        found = read_table(io.StringIO(text), framework=framework)
        assert found["1.2"] == Figure(8, 40)
        with pytest.raises(InputError) as refused:
            read_table(io.StringIO(text.replace(" 20 40", "")), framework=framework)
        assert refused.value.faults[0].item == "line 2, criterion 1.2"

    def test_the_longest_title_counts(self) -> None:
        """Where one begins as another does."""
        small = small_framework([20, 20])
        first, second = small.areas[0].criteria
        criteria = (attrs.evolve(first, title="Fråga"), attrs.evolve(second, title="Fråga om mer"))
        framework = attrs.evolve(small, areas=(attrs.evolve(small.areas[0], criteria=criteria),))
        text = "1.1 Fråga 5 20 25\nMer\nFråga om mer 8\n"
        with pytest.raises(InputError) as refused:
            read_table(io.StringIO(text), framework=framework, incomplete=True)
        assert [fault.item for fault in refused.value.faults] == ["line 3, criterion 1.2"]

    def test_one_that_is_not_said_otherwise_is_refused(self) -> None:
        """Beside criteria that count, too, and where half a table will do."""
        row = "1.3\tInformeras invånarna om resultat?\t8\t25\t30"
        text = changed(row, "") + "\nMer\n1.3 Informeras invånarna om resultat? 8"
        assert pasted(text + " 25 30").figures == EXAMPLE.figures
        (fault,) = faults(text, incomplete=True)
        assert fault.item == f"line {text.count(chr(10)) + 1}, criterion 1.3"
        assert pasted([*tables(), "Mer", "1.3 Informeras invånarna om resultat? 8"])


class TestText:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "\n\n",
            "Hej!",
            "Kumla kommun fick 371 poäng av 800.",
            "1\t2\t3\n",
            "Poäng\nMax",
            "Totalt 2 195",
            "Poäng Poäng Max",
            "Det blir 80-100 poäng",
            "Poäng 37",
            "x" * 20_000,
            "1" * 1_000_000,
        ],
    )
    @pytest.mark.parametrize("incomplete", [False, True])
    def test_text_without_a_table_is_refused(self, text: str, incomplete: bool) -> None:
        """The error says what is expected."""
        (fault,) = faults(text, incomplete=incomplete)
        assert fault.value == "no table"

    def test_a_total_alone_is_no_table(self) -> None:
        """In running text it may be anything."""
        (fault,) = faults("Totalt 371 av 800")
        assert fault.item.startswith("area 1, area 2")
        assert pasted("Totalt 371 av 800", incomplete=True).figures == (("total", Figure("371")),)

    def test_text_has_an_end(self) -> None:
        """No report has so many rows."""
        found = faults("Offentlighet och demokrati 37 %\n" * 3_000)
        assert found[-1].allowed == "2000 rows"

    def test_a_line_too_long_is_passed_over(self) -> None:
        """It is no line of a report."""
        assert pasted(report() + "\n" + "1.1 x 1 15 5 " * 1000).figures == EXAMPLE.figures

    def test_a_table_of_one_area_is_half_a_table(self) -> None:
        """It is read where that will do."""
        found = pasted(table(FRAMEWORK.areas[1]), incomplete=True)
        assert [code for code, _ in found.figures] == ["2", "2.1", "2.2", "2.3", "2.4", "2.5"]
