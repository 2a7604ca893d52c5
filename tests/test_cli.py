"""The command line as its users run it: what it prints, its exit status, what it refuses."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tomllib
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import kommunkompass
import kumla
from command_line import Done, Run, write
from kommunkompass import example_names, framework_versions, get_framework, load_framework
from kommunkompass.cli import main
from test_formats_report import report

FRAMEWORK = get_framework("2.1")

#: Kumla's figures as a file with all columns, with the percents of its criteria, as areas alone.
KUMLA = Path(__file__).with_name("kumla-2017.tsv").read_text(encoding="utf-8")
PERCENTS = "code;percent\n" + "".join(
    f"{code};{percent}\n" for code, (_, percent) in kumla.PRINTED.items() if "." in code
)
AREAS = "code;points\n" + "".join(
    f"{code};{points}\n" for code, (points, _) in kumla.PRINTED.items() if "." not in code
)
TOTAL = "code;points\ntotal;{}\n"
HALF = "code;points;percent\n1.1;5;35\n1.2;10;50\n"
MISPRINT = KUMLA.replace("\t4\t10\t35", "\t6\t10\t35")

OWN = """
format = 1
version = "ours"
title = "Vår egen"
title_en = "Our own"
maximum = 30
era = "ours"
source = "here"

[[areas]]
code = "1"
title = "Helheten"
title_en = "The whole"
maximum = 30
source = "here"

[[areas.criteria]]
code = "1.1"
title = "Del ett"
title_en = "Part one"
maximum = 10
source = "here"

[[areas.criteria]]
code = "1.2"
title = "Del två"
title_en = "Part two"
maximum = 20
source = "here"
"""


def bounds(document: dict[str, Any]) -> tuple[str, bool, str, bool]:
    """The ends of a range in a document."""
    keys = ("lower", "lower_closed", "upper", "upper_closed")
    lower, lower_closed, upper, upper_closed = (document[key] for key in keys)
    return lower, lower_closed, upper, upper_closed


RANGE = {"lower", "upper", "lower_closed", "upper_closed"}
SCORE = {"code", "title", "maximum", "printed_points", "printed_percent"} | RANGE


class TestScore:
    """``score SOURCE``: the overview of an evaluation."""

    def test_kumla_at_once(self, run: Run) -> None:
        """The bundled evaluation: every criterion, the total with its range, the profile."""
        done = run("score", "kumla-2017")
        assert (done.status, done.err) == (0, "")
        lines = done.out.split("\n")
        assert lines[0] == "Kumla 2017, The Municipal Compass (Kommunkompassen) 2.1"
        for line in (
            "Total: 368.55 to under 374.3 of 800 points; in whole points 369–374.",
            "The areas' printed figures come to 371 points, rounding included.",
            "Strongest area: 8 The municipality as a community builder.",
            "Weakest area: 7 Continuous improvement.",
            "On the scale from before 2010, roughly: 448.55 to under 474.3 points.",
        ):
            assert line in lines
        assert {line.split(" ")[0] for line in lines} >= {
            code for code in FRAMEWORK.codes if code != "total"
        }
        assert done.out.endswith(".\n")
        assert not done.out.endswith("\n\n")

    def test_in_swedish(self, run: Run) -> None:
        """With Swedish titles and decimal commas."""
        done = run("score", "kumla-2017", "--lang", "sv")
        lines = done.out.split("\n")
        assert lines[0] == "Kumla 2017, Kommunkompassen 2.1"
        assert "Totalt: 368,55 till under 374,3 av 800 poäng; i hela poäng 369–374." in lines
        assert "Offentlighet och demokrati" in done.out

    def test_the_shape_of_the_document(self, run: Run) -> None:
        """Exactly the keys that others build on."""
        document = run("score", "kumla-2017", "--format", "json").document
        assert set(document) == {
            "framework", "municipality", "year", "areas", "criteria", "total", "pre_2010",
            "findings",
        }  # fmt: skip
        assert [document[key] for key in ("framework", "municipality", "year")] == [
            "2.1",
            "Kumla",
            2017,
        ]
        assert {frozenset(score) for score in document["areas"] + document["criteria"]} == {
            frozenset(SCORE)
        }
        assert set(document["total"]) == SCORE - {"code"} | {"sum_of_printed_areas"}
        assert set(document["pre_2010"]) == RANGE
        assert {frozenset(finding) for finding in document["findings"]} == {
            frozenset({"kind", "code", "message"})
        }
        assert [score["code"] for score in document["areas"]] == list("12345678")
        assert [score["code"] for score in document["criteria"]] == [
            criterion.code for criterion in FRAMEWORK.criteria
        ]

    def test_what_the_document_says(self, run: Run) -> None:
        """Exact and printed figures are strings, maxima are numbers."""
        document = run("score", "kumla-2017", "--format", "json").document
        assert document["areas"][0] == {
            "code": "1",
            "title": "Openness and democracy",
            "maximum": 100,
            "lower": "36.5",
            "lower_closed": True,
            "upper": "36.95",
            "upper_closed": False,
            "printed_points": "37",
            "printed_percent": "37",
        }
        assert bounds(document["areas"][1]) == ("40.025", True, "40.5", False)
        assert bounds(document["areas"][3]) == ("39.625", True, "40.5", False)
        assert bounds(document["total"]) == ("368.55", True, "374.3", False)
        assert bounds(document["pre_2010"]) == ("448.55", True, "474.3", False)
        assert document["total"]["sum_of_printed_areas"] == "371"
        assert document["total"]["printed_points"] is None
        assert [(each["kind"], each["code"]) for each in document["findings"]] == [
            ("rounding", code) for code in "2457"
        ]

    def test_bundle_file_and_report_are_read_alike(self, run: Run) -> None:
        """From a file, from standard input, pasted: the same figures, the same ranges."""
        bundled = run("score", "kumla-2017", "--format", "json").document
        for arguments, stdin in (
            ([write("kumla.tsv", KUMLA)], ""),
            (["-"], KUMLA),
            ([write("report.txt", report())], ""),
            (["-"], report()),
            (["-"], report().encode("utf-16")),
        ):
            document = run("score", *arguments, "--format", "json", stdin=stdin).document
            for key in ("framework", "areas", "criteria", "total", "pre_2010"):
                assert document[key] == bundled[key]

    def test_a_report_tells_whose_it_is_and_what_was_found(self, run: Run) -> None:
        """Strengths and improvements stand beside the audit's findings."""
        document = run("score", "-", "--format", "json", stdin=report()).document
        assert (document["municipality"], document["year"]) == ("Kumla", 2017)
        kinds = [finding["kind"] for finding in document["findings"]]
        assert {kind: kinds.count(kind) for kind in kinds} == {
            "rounding": 4,
            "strength": 16,
            "improvement": 8,
        }
        assert {"kind": "strength", "code": "1", "message": "Planen finns"} in document["findings"]

    def test_a_file_goes_before_bundled_data_of_its_name(self, run: Run) -> None:
        """As a user's own file is what is meant."""
        write("kumla-2017", TOTAL.format(500))
        document = run("score", "kumla-2017", "--format", "json").document
        assert document["total"]["printed_points"] == "500"

    def test_areas_alone(self, run: Run) -> None:
        """Criteria are there, with nothing known and nothing printed."""
        document = run("score", write("areas.csv", AREAS), "--format", "json").document
        assert bounds(document["total"]) == ("367", True, "375", False)
        assert document["total"]["sum_of_printed_areas"] == "371"
        assert document["municipality"] is None
        assert document["year"] is None
        criterion = document["criteria"][0]
        assert bounds(criterion) == ("0", True, "15", True)
        assert criterion["printed_points"] is criterion["printed_percent"] is None

    def test_a_total_alone(self, run: Run) -> None:
        """It says nothing of the areas, and is placed on the older scale."""
        document = run("score", "-", "--format", "json", stdin=TOTAL.format("497,5")).document
        assert bounds(document["total"]) == ("497.45", True, "497.55", False)
        assert document["total"]["printed_points"] == "497.5"
        assert document["total"]["sum_of_printed_areas"] is None
        assert bounds(document["pre_2010"]) == ("577.45", True, "597.55", False)

    def test_figures_taken_as_exact(self, run: Run) -> None:
        """Percents of all criteria give one total: 371.65, as adding them up by hand does."""
        source = write("percents.csv", PERCENTS)
        document = run("score", source, "--exact", "--format", "json").document
        assert bounds(document["total"]) == ("371.65", True, "371.65", True)
        assert document["criteria"][0]["printed_percent"] == "35"
        assert "Total: 371.65 of 800 points; in whole points 372." in run(
            "score", source, "--exact"
        ).out.split("\n")
        printed = run("score", source, "--format", "json").document
        assert bounds(printed["total"]) == ("367.65", True, "375.65", False)

    def test_half_a_table(self, run: Run) -> None:
        """Only where that is asked for; the rest is unknown."""
        source = write("half.csv", HALF)
        assert run("score", source).status == 2
        document = run("score", source, "--incomplete", "--format", "json").document
        assert bounds(document["total"]) == ("15.075", True, "780.425", False)
        out = run("score", source, "--incomplete").out
        assert "Not scored: criterion 1.3" in out
        assert "area 8." in out

    @pytest.mark.parametrize("version", ["2010", "2020"])
    def test_another_version(self, run: Run, version: str) -> None:
        """2020 has no step to the older scale."""
        document = run("score", "-", "--framework", version, "--format", "json", stdin=AREAS)
        assert document.document["framework"] == version
        assert (document.document["pre_2010"] is None) == (version == "2020")

    def test_a_framework_file(self, run: Run) -> None:
        """A framework of one's own, with its titles in both languages."""
        framework = write("own.toml", OWN)
        source = write("own.csv", "code;percent\n1.1;50\n1.2;25\n")
        options = ("--framework", framework, "--exact")
        document = run("score", source, *options, "--format", "json").document
        assert document["framework"] == "ours"
        assert bounds(document["total"]) == ("10", True, "10", True)
        assert document["areas"][0]["title"] == "The whole"
        assert document["pre_2010"] is None
        assert "Del två" in run("score", source, *options, "--lang", "sv").out

    def test_the_document_of_a_framework(self, run: Run) -> None:
        """What ``framework --format json`` prints is taken like the file that it was read from."""
        document = run("framework", write("own.toml", OWN), "--format", "json").out
        own = write("own.json", document)
        assert run("framework", own, "--format", "json").out == document
        source = write("own.csv", "code;percent\n1.1;50\n1.2;25\n")
        done = run("score", source, "--framework", own, "--format", "json")
        assert done.document["framework"] == "ours"
        kommunkompass.write(kumla.evaluation(), "kumla.json")
        done = run("score", source, "--framework", "kumla.json")
        assert (done.status, done.out) == (2, "")
        assert done.err.endswith("(it is of type Evaluation); allowed: a framework\n")

    def test_bundled_data_by_another_framework(self, run: Run) -> None:
        """Which one it is by, and which was asked for."""
        done = run("score", "kumla-2017", "--framework", "2020")
        assert done.status == 2
        said = "framework: '2.1' is not allowed; allowed: the framework 2020 that was asked for"
        assert said in done.err

    def test_whose_and_when(self, run: Run) -> None:
        """Told on the command line; it goes before what a report says."""
        options = ("--municipality", "Örebro", "--year", "2018")
        assert run("score", "-", *options, stdin=AREAS).out.startswith("Örebro 2018, ")
        document = run("score", "-", *options, "--format", "json", stdin=report()).document
        assert (document["municipality"], document["year"]) == ("Örebro", 2018)

    @pytest.mark.parametrize(
        ("options", "key", "value"),
        [
            (["--municipality", "Ystad"], "municipality", "Ystad"),
            (["--year", "2016"], "year", 2016),
            (["--framework", "2010"], "framework", "2010"),
        ],
    )
    def test_options_are_not_ignored_for_bundled_data(
        self, run: Run, options: list[str], key: str, value: object
    ) -> None:
        """They are followed or refused; that nothing came of them must not go unsaid."""
        done = run("score", "kumla-2017", *options, "--format", "json")
        assert done.status == 2 or done.document[key] == value

    def test_bundled_figures_are_not_exact(self, run: Run) -> None:
        """Nor are those of JSON, which says itself what is exact; that must not go unsaid."""
        kommunkompass.write(kumla.evaluation(), "kumla.json")
        for source in ("kumla-2017", "kumla.json"):
            done = run("score", source, "--exact")
            assert (done.status, done.out) == (2, "")
            assert f"--exact: '{source}' is not allowed; allowed: tables; JSON and " in done.err
        mixed = ("compare", "kumla.json", write("percents.csv", PERCENTS), "--exact")
        totals = run(*mixed, "--format", "json").document["total"]
        assert bounds(totals["evaluation"]) == ("368.55", True, "374.3", False)
        assert bounds(totals["reference"]) == ("371.65", True, "371.65", True)

    def test_rounded_figures_taken_as_exact_contradict_each_other(self, run: Run) -> None:
        """A line for each of the first, and how not to take them so."""
        done = run("score", write("kumla.tsv", KUMLA), "--exact")
        assert (done.status, done.out) == (2, "")
        head, *lines = done.err.rstrip("\n").split("\n")
        assert head.startswith("kommunkompass: 34 contradictions; allowed: figures that can ")
        assert lines[0] == (
            "  1.1 printed as 5 points means 5 points, but 1.1 printed as 35 percent leaves "
            "only 5.25"
        )
        assert lines[10:] == ["  and 24 more", "Without --exact, figures are read as rounded."]


class TestAudit:
    """``audit SOURCE``: misprints told from rounding."""

    def test_nothing_impossible(self, run: Run) -> None:
        """Kumla: four areas rounded, four that add up."""
        done = run("audit", "kumla-2017")
        assert (done.status, done.err) == (0, "")
        assert "Nothing is impossible: exact points exist that print as these figures." in done.out
        assert " ".join(done.out.split()).count("explained by rounding") == 4
        assert [line.split()[1] for line in done.out.split("\n") if line[:1].isdigit()] == [
            *["adds", "rounding", "adds", "rounding", "rounding", "adds", "rounding", "adds"]
        ]

    def test_a_misprint(self, run: Run) -> None:
        """Exit status 1, and the figures that contradict each other."""
        done = run("audit", write("misprint.tsv", MISPRINT))
        assert (done.status, done.err) == (1, "")
        text = " ".join(done.out.split())
        assert "4.2 impossible 4.2 printed as 6 points means 5.5 to under 6.5 points" in text
        assert "4.2 printed as 35 percent leaves only 3.45 to under 3.55" in text
        assert "Impossible: no exact points print as these figures." in text

    def test_the_document(self, run: Run) -> None:
        """Whether all can be true, and each finding but sums that add up."""
        assert run("audit", "kumla-2017", "--format", "json").document == {
            "consistent": True,
            "findings": [
                {"kind": "rounding", "code": finding.code, "message": finding.message()}
                for finding in kommunkompass.audit(kumla.evaluation()).findings
                if finding.code in "2457"
            ],
        }

    def test_the_document_of_a_misprint(self, run: Run) -> None:
        """Area 5 printed as 49: status 1, and still one document."""
        rows = [f"{row};" for row in AREAS.replace("5;46", "5;49").split()[1:]]
        rows += [row.replace(";", ";;") for row in PERCENTS.split()[1:]]
        stdin = "\n".join(["code;points;percent", *rows])
        done = run("audit", "-", "--format", "json", stdin=stdin)
        assert (done.status, done.err) == (1, "")
        document = json.loads(done.out)
        assert set(document) == {"consistent", "findings"}
        assert document["consistent"] is False
        assert [(each["kind"], each["code"]) for each in document["findings"]] == [
            ("rounding", "1"),
            ("impossible", "5"),
        ]
        assert {frozenset(each) for each in document["findings"]} == {
            frozenset({"kind", "code", "message"})
        }

    def test_in_swedish(self, run: Run) -> None:
        """Words and decimal signs."""
        done = run("audit", "kumla-2017", "--lang", "sv")
        assert "Inget är omöjligt" in done.out
        assert "40,025 till under 40,5" in " ".join(done.out.split())
        document = run("audit", "kumla-2017", "--lang", "sv", "--format", "json").document
        assert document["findings"][0]["message"].startswith("område 2: de tryckta siffrorna ")

    def test_figures_taken_as_exact(self, run: Run) -> None:
        """What rounding would explain is impossible then."""
        source = write("kumla.tsv", KUMLA)
        assert run("audit", source).status == 0
        assert run("audit", source, "--exact").status == 1

    def test_half_a_table(self, run: Run) -> None:
        """Audited as far as it goes."""
        assert run("audit", "-", "--incomplete", stdin=HALF).status == 0
        assert run("audit", "-", stdin=HALF).status == 2


class TestMany:
    """A source of several evaluations."""

    TABLE = (
        "municipality;year;total;1;2;3;4;5;6;7;8\n"
        "Kumla;2017;371;37;40;56;40;46;55;36;61\n"
        "Laxå;2016;400;37;40;56;40;46;55;36;61\n"
    )

    def test_each_is_audited(self, run: Run) -> None:
        write("many.csv", self.TABLE)
        done = run("audit", "many.csv")
        assert (done.status, done.err) == (1, "")
        kumla, laxå = done.out.split("Laxå 2016, ")
        assert "Nothing is impossible" in kumla
        assert "Impossible: no exact points" in laxå
        done = run("audit", "many.csv", "--format", "json")
        audits = json.loads(done.out)
        assert [(each["municipality"], each["consistent"]) for each in audits] == [
            ("Kumla", True),
            ("Laxå", False),
        ]

    def test_an_error_says_whose_figures_it_is_about(self, run: Run) -> None:
        write("many.csv", self.TABLE)
        done = run("rank", "many.csv")
        assert done.status == 2
        assert done.err.startswith("kommunkompass: Laxå 2016: total printed as 400 points ")
        write("many.csv", self.TABLE.replace("Laxå;2016", ";"))
        assert run("rank", "many.csv").err.startswith("kommunkompass: many.csv 2: total printed ")

    @pytest.mark.parametrize("command", ["score many.csv", "explain many.csv 1"])
    def test_one_is_asked_for(self, run: Run, command: str) -> None:
        write("many.csv", self.TABLE.replace(";400;", ";371;"))
        done = run(*command.split())
        assert (done.status, done.out) == (2, "")
        assert "many.csv: '2 evaluations: Kumla 2017 by 2.1, Laxå 2016 by 2.1' is" in done.err
        assert "audit, progress, rank, convert and chart take several" in done.err

    def test_a_file_is_named_whose_municipality_is_not_known(self, run: Run) -> None:
        """Of two sources, the one with the misprint."""
        write("odd.csv", AREAS.replace("5;46", "5;120"))
        done = run("compare", "odd.csv", "kumla-2017", "--framework", "2.1")
        assert done.err.startswith(
            "kommunkompass: odd.csv: area 5 printed as 120 points, but only 0 to 100 is possible;"
        )

    def test_an_error_names_the_source_that_it_is_about(self, run: Run) -> None:
        kommunkompass.write(get_framework("2.1"), "framework.json")
        done = run("rank", "kumla-2017", "framework.json")
        assert done.status == 2
        assert done.err.startswith("kommunkompass: framework.json: ")

    def test_years_tell_them_apart_beside_one_without_a_name(self, run: Run) -> None:
        write("many.csv", self.TABLE.replace("Laxå;2016;400", "Kumla;2016;371"))
        write("other.csv", "code;points\ntotal;300\n")
        ranking = run("rank", "many.csv", "other.csv", "--format", "json").document["ranking"]
        labels = {line["label"] for line in ranking}
        assert labels == {"Kumla 2016", "Kumla 2017", "other.csv"}


class TestExplain:
    """``explain SOURCE [CODE]``: the tree of figures that a score came from."""

    def test_an_area(self, run: Run) -> None:
        """Its figure, its criteria's, and what leaves it open."""
        done = run("explain", "kumla-2017", "1")
        assert (done.status, done.err) == (0, "")
        assert done.out.split("\n") == [
            "area 1: 36.5 to under 36.95 (printed as 37, 37 %, sum of its 5 criteria)",
            "  criterion 1.1: 5.175 to under 5.325 (printed as 5, 35 %)",
            "  criterion 1.2: 9.9 to under 10.1 (printed as 10, 50 %)",
            "  criterion 1.3: 7.5 to under 7.625 (printed as 8, 30 %)",
            "  criterion 1.4: 13.05 to under 13.35 (printed as 13, 44 %)",
            "  criterion 1.5: 0.5 to under 0.55 (printed as 1, 5 %)",
            "",
            "The range is 0.45 points wide. What leaves it open, widest first: "
            "1.4 (0.3), 1.2 (0.2), 1.1 (0.15), 1.3 (0.125) and 1.5 (0.05).",
            "",
        ]

    def test_the_total_where_no_code_is_given(self, run: Run) -> None:
        """All of it, in Swedish too."""
        done = run("explain", "kumla-2017", "--lang", "sv")
        assert done.out.startswith("totalpoängen: 368,55 till under 374,3 (summan av 8 områden)\n")
        assert done.out == run("explain", "kumla-2017", "total", "--lang", "sv").out

    def test_a_criterion(self, run: Run) -> None:
        """One line, and its width."""
        done = run("explain", "-", "1.4", stdin=KUMLA)
        assert done.out.startswith("criterion 1.4: 13.05 to under 13.35 (printed as 13, 44 %)\n")

    def test_the_document(self, run: Run) -> None:
        """A tree of scores with their widths, each with what leaves it open."""
        document = run("explain", "kumla-2017", "1", "--format", "json").document
        assert set(document) == SCORE | {"width", "widest", "parts"}
        assert (document["code"], document["width"]) == ("1", "0.45")
        assert document["widest"][:2] == [
            {"code": "1.4", "width": "0.3"},
            {"code": "1.2", "width": "0.2"},
        ]
        assert [part["code"] for part in document["parts"]] == ["1.1", "1.2", "1.3", "1.4", "1.5"]
        assert document["parts"][0]["parts"] == []


COMPARISON = {
    "evaluation", "reference", "relation", "reason", "areas", "criteria", "total",
}  # fmt: skip
DIFFERENCE = {"code", "title", "verdict", "percent", "evaluation", "reference"} | RANGE


class TestCompare:
    """``compare SOURCE REFERENCE``: an evaluation beside another."""

    def test_beside_a_total(self, run: Run) -> None:
        """Strängnäs 2016 with 497; each source has its name and year."""
        done = run(
            "compare", write("kumla.tsv", KUMLA), write("strangnas.csv", TOTAL.format(497)),
            "--municipality", "Kumla", "--municipality", "Strängnäs",
            "--year", "2017", "--year", "2016",
        )  # fmt: skip
        assert (done.status, done.err) == (0, "")
        lines = done.out.split("\n")
        assert lines[0].startswith("Kumla 2017 beside Strängnäs 2016, ")
        (row,) = [line.split() for line in lines if line.strip().startswith("Total")]
        assert " ".join(row) == (
            "Total 368.55 to under 374.3 496.5 to under 497.5 over -128.95 to under -122.2 lower"
        )

    def test_in_swedish(self, run: Run) -> None:
        """Words and decimal signs."""
        done = run("compare", "kumla-2017", "-", "--lang", "sv", stdin=TOTAL.format(497))
        assert "över -128,95 till under -122,2" in done.out
        assert "lägre" in done.out

    def test_the_document(self, run: Run) -> None:
        """Every difference with its verdict, both sides, and the change in percent."""
        reference = AREAS.replace("1;37", "1;63")
        document = run("compare", "kumla-2017", "-", "--format", "json", stdin=reference).document
        assert set(document) == COMPARISON
        assert document["evaluation"] == {
            "framework": "2.1",
            "municipality": "Kumla",
            "year": 2017,
        }
        assert document["reference"] == {"framework": "2.1", "municipality": None, "year": None}
        assert document["relation"] == "direct"
        assert document["criteria"] == []
        assert {frozenset(each) for each in document["areas"]} == {frozenset(DIFFERENCE)}
        assert set(document["total"]) == DIFFERENCE - {"code"}
        first = document["areas"][0]
        assert bounds(first) == ("-27", False, "-25.55", False)
        assert (first["code"], first["verdict"]) == ("1", "lower")
        assert bounds(first["evaluation"]) == ("36.5", True, "36.95", False)
        assert bounds(first["reference"]) == ("62.5", True, "63.5", False)
        percent = first["percent"]
        assert "/" in percent["lower"]
        assert Fraction(percent["lower"]) == (Fraction("36.5") / Fraction("63.5") - 1) * 100
        assert Fraction(percent["upper"]) == (Fraction("36.95") / Fraction("62.5") - 1) * 100

    def test_two_full_evaluations(self, run: Run) -> None:
        """All criteria."""
        document = run("compare", "kumla-2017", "-", "--format", "json", stdin=KUMLA).document
        assert len(document["criteria"]) == 45
        assert document["total"]["verdict"] == "undecided"

    def test_nothing_known_of_the_reference(self, run: Run) -> None:
        """There is no change in percent of what may be 0."""
        stdin = "code;points;percent\n1.1;0;0\n"
        done = run("compare", "kumla-2017", "-", "--incomplete", "--format", "json", stdin=stdin)
        document = done.document
        assert [each["code"] for each in document["criteria"]] == ["1.1"]
        assert document["criteria"][0]["percent"] is None

    @pytest.mark.parametrize(
        ("options", "versions"),
        [
            (["--framework", "pre-2010"], ["pre-2010", "pre-2010"]),
            (["--framework", "2.1", "--framework", "pre-2010"], ["2.1", "pre-2010"]),
        ],
    )
    def test_versions_told_on_the_command_line(
        self, run: Run, options: list[str], versions: list[str]
    ) -> None:
        """One for both, or once for each source, or refused; none is dropped without a word."""
        newer, older = write("newer.csv", TOTAL.format(497)), write("older.csv", TOTAL.format(500))
        done = run("compare", newer, older, *options, "--format", "json")
        if done.status != 2:
            sides = [done.document[side] for side in ("evaluation", "reference")]
            assert [side["framework"] for side in sides] == versions


class TestProgress:
    """``progress SOURCE...``: one municipality over time."""

    OPTIONS = ("--municipality", "Strängnäs", "--municipality", "Strängnäs",
               "--year", "2016", "--year", "2014")  # fmt: skip

    def sources(self) -> list[str]:
        """Totals of 2016 and of 2014."""
        return [write("2016.csv", TOTAL.format(497)), write("2014.csv", TOTAL.format(437))]

    def test_from_437_to_497(self, run: Run) -> None:
        """In time order, whatever the order of the sources."""
        done = run("progress", *self.sources(), *self.OPTIONS)
        assert (done.status, done.err) == (0, "")
        lines = done.out.split("\n")
        assert lines[0] == "Progress of Strängnäs"
        step = "2014 to 2016: over 59 to under 61 points (higher, over ≈13.5 to under ≈14 %)."
        assert step in lines
        assert [line.split()[0] for line in lines if line.startswith("20")][:2] == ["2014", "2016"]

    def test_in_swedish(self, run: Run) -> None:
        """Words and decimal signs."""
        done = run("progress", *self.sources(), *self.OPTIONS, "--lang", "sv")
        assert "Utveckling för Strängnäs" in done.out
        assert "över ≈13,5 till under ≈14 %" in done.out

    def test_the_document(self, run: Run) -> None:
        """Evaluations with their totals, steps, and from first to last."""
        done = run("progress", *self.sources(), *self.OPTIONS, "--format", "json")
        document = done.document
        assert set(document) == {"evaluations", "steps", "overall"}
        assert [set(each) for each in document["evaluations"]] == [
            {"framework", "municipality", "year", "total"}
        ] * 2
        assert [each["year"] for each in document["evaluations"]] == [2014, 2016]
        assert bounds(document["evaluations"][0]["total"]) == ("436.5", True, "437.5", False)
        assert [set(step) for step in document["steps"]] == [COMPARISON]
        assert document["overall"] == document["steps"][0]
        assert bounds(document["overall"]["total"]) == ("59", False, "61", False)

    def test_three_with_bundled_data_and_standard_input(self, run: Run) -> None:
        """One of each kind."""
        options = [word for name in ("Kumla",) * 3 for word in ("--municipality", name)]
        options += [word for year in ("2017", "2019", "2015") for word in ("--year", year)]
        sources = ["kumla-2017", "-", write("2015.csv", TOTAL.format(350))]
        done = run("progress", *sources, *options, "--format", "json", stdin=AREAS)
        assert [each["year"] for each in done.document["evaluations"]] == [2015, 2017, 2019]
        assert len(done.document["steps"]) == 2

    def test_a_version_that_the_year_rules_out_is_not_assumed(self, run: Run) -> None:
        """Rule 7.1: totals of 2009 and of 2021 are on scales that nothing relates."""
        sources = [write("2021.csv", TOTAL.format(497)), write("2009.csv", TOTAL.format(437))]
        done = run("progress", *sources, "--year", "2021", "--year", "2009")
        assert (done.status, done.out) == (2, "")


class TestFramework:
    """``framework [VERSION|FILE]``: a version's areas, criteria and maxima."""

    def test_version_2_1_where_none_is_given(self, run: Run) -> None:
        """Every code and title, Swedish originals beside the English."""
        done = run("framework")
        assert (done.status, done.err) == (0, "")
        assert done.out == run("framework", "2.1").out
        words = " ".join(done.out.split())
        assert "Ethics: how is trust built" in words
        assert {line.split(" ")[0] for line in done.out.split("\n")} >= {
            code for code in FRAMEWORK.codes if code != "total"
        }

    def test_in_swedish(self, run: Run) -> None:
        """Titles as published."""
        assert "Ständiga förbättringar" in run("framework", "--lang", "sv").out

    @pytest.mark.parametrize("version", framework_versions())
    def test_the_document_is_that_of_its_file(self, run: Run, version: str) -> None:
        """All its keys and values, in a JSON document that is read back."""
        name = f"{version}.toml"
        text = (files("kommunkompass") / "frameworks" / name).read_text(encoding="utf-8")
        done = run("framework", version, "--format", "json")
        assert done.document["framework"] == tomllib.loads(text)
        assert kommunkompass.read_document(io.StringIO(done.out)) == get_framework(version)

    def test_a_file_of_ones_own(self, run: Run) -> None:
        """Shown as the bundled ones are."""
        name = write("own.toml", OWN)
        assert "Part two" in run("framework", name).out
        assert run("framework", name, "--format", "json").document["framework"] == tomllib.loads(
            OWN
        )
        assert load_framework(name).version == "ours"


class TestHelp:
    """What the program says of itself."""

    def test_commands_and_bundled_data_are_listed(self, run: Run) -> None:
        """By ``--help``."""
        done = run("--help")
        assert (done.status, done.err) == (0, "")
        for word in ("score", "audit", "explain", "compare", "progress", *example_names()):
            assert word in done.out

    @pytest.mark.parametrize(
        "command", ["score", "audit", "explain", "compare", "progress", "framework"]
    )
    def test_each_command_has_help(self, run: Run, command: str) -> None:
        """With the options that all have."""
        done = run(command, "--help")
        assert done.status == 0
        assert "--format {text,json}" in done.out
        assert "--lang {en,sv}" in done.out
        once_each = "once for each source" in " ".join(done.out.split())
        assert once_each == (command in ("compare", "progress"))

    def test_the_version(self, run: Run) -> None:
        """That of the package."""
        assert run("--version") == (0, f"{kommunkompass.__version__}\n", "")


class TestBadInput:
    """Exit status 2, nothing on standard output, one message on standard error."""

    FILES = (
        ("areas.csv", AREAS),
        ("total.csv", TOTAL.format(497)),
        ("misprint.tsv", MISPRINT),
        ("prose.txt", "No figures here.\n"),
        ("wrong.csv", "code;points\n1;many\n9;3\n1;4\n"),
        ("own.toml", OWN),
        ("wrong.toml", OWN.replace("maximum = 20", "maximum = 21")),
        ("binary.csv", "code;points\0"),
        ("2016.csv", TOTAL.format(497)),
        ("kumla.tsv", KUMLA),
    )

    @pytest.mark.parametrize(
        ("command", "said"),
        [
            ("score missing.csv", "'missing.csv' cannot be read"),
            ("score .", "'.' cannot be read"),
            ("score kumla-2018", "'kumla-2018' cannot be read"),
            ("score binary.csv", "not binary data"),
            ("score prose.txt", "no table"),
            ("audit -", "no table"),
            ("score wrong.csv", "3 faults"),
            ("score misprint.tsv", "4.2 printed as 6 points"),
            ("explain misprint.tsv 1", "4.2 printed as 6 points"),
            ("compare misprint.tsv total.csv", "4.2 printed as 6 points"),
            ("explain areas.csv 9.9", "'9.9' is not known"),
            ("explain areas.csv total.csv", "'total.csv' is not known"),
            ("score areas.csv --framework 1.0", "'1.0' is not known"),
            ("score areas.csv --framework missing.toml", "'missing.toml' cannot be read"),
            ("score areas.csv --framework wrong.toml", "which is 31"),
            ("score areas.csv --framework own.toml", "framework ours"),
            ("score kumla.tsv --framework 2010", "framework 2010"),
            ("framework 3", "one of 2.1, 2010, 2020, pre-2010"),
            ("framework wrong.toml", "which is 31"),
            ("score areas.csv --year 1000", "1900 to 2999"),
            ("score areas.csv --year 2016 --year 2017", "each of 1 sources"),
            ("score areas.csv --municipality A --municipality B", "each of 1 sources"),
            ("compare areas.csv total.csv --year 2016", "each of 2 sources"),
            ("compare areas.csv total.csv --municipality A", "each of 2 sources"),
            ("compare - -", "standard input once"),
            ("progress - areas.csv -", "standard input once"),
            ("compare areas.csv missing.csv", "'missing.csv' cannot be read"),
            ("progress areas.csv", "two evaluations or more"),
            ("progress areas.csv total.csv", "the year of each evaluation"),
            ("progress areas.csv total.csv --year 2016 --year 2016", "one evaluation a year"),
            ("progress kumla-2017 2016.csv --municipality Kumla --municipality Ystad "
             "--year 2017 --year 2016", "one municipality's"),
        ],
    )  # fmt: skip
    def test_is_refused(self, run: Run, command: str, said: str) -> None:
        """Each with what is wrong."""
        for name, content in self.FILES:
            write(name, content)
        done = run(*command.split())
        assert (done.status, done.out) == (2, "")
        assert done.err.startswith("kommunkompass: ")
        assert said in done.err
        assert done.err.count("kommunkompass: ") == 1
        assert "Traceback" not in done.err

    @pytest.mark.parametrize(
        ("command", "said"),
        [
            ("", "COMMAND"),
            ("score", "SOURCE"),
            ("compare kumla-2017", "REFERENCE"),
            ("progress", "SOURCE"),
            ("show kumla-2017", "invalid choice: 'show'"),
            ("score kumla-2017 --format xml", "invalid choice: 'xml'"),
            ("score kumla-2017 --lang no", "invalid choice: 'no'"),
            ("score kumla-2017 --year soon", "invalid int value: 'soon'"),
            ("score kumla-2017 --loud", "--loud"),
            ("score kumla-2017 1.1", "unrecognized arguments: 1.1"),
        ],
    )
    def test_words_that_make_no_command(self, run: Run, command: str, said: str) -> None:
        """The usage, then what is wrong."""
        done = run(*command.split())
        assert (done.status, done.out) == (2, "")
        assert done.err.startswith("usage: kommunkompass")
        assert said in done.err.strip().split("\n")[-1]

    def test_not_comparable(self, run: Run) -> None:
        """The reason is told."""
        write("new.csv", "code;title;points\n" + "".join(
            f"{area.code};{area.title};50\n" for area in get_framework("2020").areas
        ))  # fmt: skip
        done = run("compare", "kumla-2017", "new.csv")
        assert (done.status, done.out) == (2, "")
        assert "no source relates the points of 2.1 to those of 2020" in done.err

    @pytest.mark.parametrize(
        "command", ["framework {}", "score areas.csv --framework {}", "score {}"]
    )
    def test_a_name_that_no_file_can_have(self, run: Run, command: str) -> None:
        """Too long for the system: not found, as any other name."""
        write("areas.csv", AREAS)
        done = run(*command.format("x" * 300).split())
        assert (done.status, done.out) == (2, "")
        assert done.err.startswith("kommunkompass: ")

    def test_a_name_in_another_encoding(self, run: Run) -> None:
        """A byte that is no text, as a terminal with another encoding gives it: no traceback."""
        write("areas.csv", AREAS)
        for form in ("text", "json"):
            done = run("score", "areas.csv", "--municipality", "Ume\udce5", "--format", form)
            assert done.status in (0, 2)
            if form == "json" and done.status == 0:
                assert json.loads(done.out)["municipality"].startswith("Ume")


class TestProgramme:
    """The program as a process: ``python -m kommunkompass``."""

    def start(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
        """Run it to its end."""
        return subprocess.run(
            [sys.executable, "-m", "kommunkompass", *arguments],
            check=False,
            stderr=subprocess.PIPE,
            **options,
        )

    def test_utf_8_whatever_the_terminal_says(self) -> None:
        """A pipe gets the same bytes on every system."""
        done = self.start(
            "score", "-", "--lang", "sv", "--format", "json",
            input=KUMLA.encode(),
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONIOENCODING": "ascii"},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")
        document = json.loads(done.stdout.decode("utf-8"))
        assert document["criteria"][2]["title"] == "Informeras invånarna om resultat?"

    def test_the_exit_status_is_handed_on(self, tmp_path: Path) -> None:
        """1 for a misprint."""
        source = tmp_path / "misprint.tsv"
        source.write_text(MISPRINT, encoding="utf-8")
        assert self.start("audit", str(source), stdout=subprocess.DEVNULL).returncode == 1

    def test_a_message_and_no_traceback(self, tmp_path: Path) -> None:
        """2 for bad input."""
        done = self.start("score", str(tmp_path / "missing"), stdout=subprocess.PIPE)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.startswith(b"kommunkompass: source: ")
        assert done.stderr.count(b"\n") == 1

    def test_a_reader_that_has_gone(self) -> None:
        """As with ``| head``: no word about it, and no other exit status."""
        reader, writer = os.pipe()
        os.close(reader)
        try:
            done = self.start("score", "kumla-2017", stdout=writer)
        finally:
            os.close(writer)
        assert (done.returncode, done.stderr) == (0, b"")

    def test_a_reader_that_has_gone_within_a_process(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """For a caller of ``main`` too; what is written afterwards goes nowhere."""
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "w") as stdout:
            monkeypatch.setattr(sys, "stdout", stdout)
            assert main(["score", "kumla-2017"]) == 0
            print("more", file=stdout, flush=True)


class TestRank:
    """``rank SOURCE...``: the possible ranks of municipalities."""

    TOTALS = ("one.csv", "two.csv")

    def ranked(self, run: Run, *options: str) -> Done:
        one, two = self.TOTALS
        write(one, "code;points\ntotal;370\n")
        write(two, "code;points\ntotal;456\n")
        return run("rank", "kumla-2017", one, two, *options)

    def test_ranks_that_rounding_leaves_open(self, run: Run) -> None:
        """370 printed may lie above or below Kumla's total; sources without a name keep theirs."""
        document = self.ranked(run, "--format", "json").document
        ranks = [(line["label"], line["best"], line["worst"]) for line in document["ranking"]]
        assert ranks == [("two.csv", 1, 1), ("Kumla", 2, 3), ("one.csv", 2, 3)]
        assert document["code"] == "total"

    def test_text(self, run: Run) -> None:
        """A span where the rank is not certain, and the middle of all."""
        done = self.ranked(run)
        assert (done.status, done.err) == (0, "")
        assert " 2–3  Kumla" in done.out
        assert "Median 369.5 to under 374.3 points" in done.out

    def test_by_an_area_and_with_names(self, run: Run) -> None:
        """Named on the command line, ranked by one area."""
        write("areas.csv", AREAS)
        done = run(
            "rank",
            "kumla-2017",
            "areas.csv",
            "--by",
            "8",
            "--lang",
            "sv",
            "--municipality",
            "Kumla",
            "--municipality",
            "Laxå",
        )
        assert done.status == 0
        assert "Rangordning efter område 8" in done.out
        assert "Laxå" in done.out


class TestOutput:
    """Where the output cannot go."""

    def test_a_full_disk_is_one_message(self) -> None:
        """No traceback, and status 2."""
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "kommunkompass", "framework"],
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert done.returncode == 2
        assert done.stderr.decode().startswith("kommunkompass: standard output: ")
        assert b"Traceback" not in done.stderr

    def test_no_standard_input_is_one_message(
        self, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As where a program is started without one."""
        monkeypatch.setattr(sys, "stdin", None)
        assert main(["score", "-"]) == 2
        assert capsysbinary.readouterr().err.startswith(b"kommunkompass: standard input: ")
