"""The commands that make files: ``convert``, ``chart`` and ``schema``."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest

from command_line import Run, write
from kommunkompass import (
    Evaluation,
    KeyFacts,
    example_table,
    get_framework,
    json_schema,
    load_example,
    read,
    read_document,
    read_many,
    write as write_file,
)
from kommunkompass.cli import commands
from test_formats_report import report

KUMLA = example_table("kumla-2017")
EXACT = Evaluation.from_percents("2.1", {"1.1": 35, "1.2": 12.5}, municipality="Laxå")
MISPRINT = "code;points;percent\n4.2;6;35\n"


class Terminal(io.StringIO):
    """A stream that says that somebody is looking."""

    def isatty(self) -> bool:
        return True


class TestConvert:
    """``convert SOURCE... --to FORMAT -o FILE``."""

    def test_a_pasted_report_as_json_keeps_all_that_was_read(self, run: Run) -> None:
        write("report.txt", report())
        done = run("convert", "report.txt", "--to", "json")
        assert (done.status, done.err) == (0, "")
        assert read_document(io.StringIO(done.out)) == read_document("report.txt")
        assert len(done.document["findings"]) > 8

    @pytest.mark.parametrize("name", ["kumla.json", "kumla.csv", "kumla.tsv"])
    def test_the_suffix_tells_the_format_and_figures_stay_as_printed(
        self, run: Run, name: str
    ) -> None:
        assert run("convert", "kumla-2017", "-o", name, "--lossy") == (0, "", "")
        found = read_document(name)
        assert found == (KUMLA if name == "kumla.json" else attrs.evolve(
            KUMLA, evaluators=(), role_models=(), key_facts=KeyFacts()
        ))  # fmt: skip

    def test_the_format_goes_before_the_suffix(self, run: Run) -> None:
        assert run("convert", "kumla-2017", "-o", "kumla.dat", "--to", "json").status == 0
        assert read_document("kumla.dat") == KUMLA

    def test_exact_points_stay_exact(self, run: Run) -> None:
        write_file(EXACT, "exact.json")
        assert run("convert", "exact.json", "-o", "exact.csv").status == 0
        assert read("exact.csv") == EXACT

    @pytest.mark.parametrize(
        ("form", "said"),
        [
            ("text", "Totalt: 368,55 till under 374,3 av 800 poäng"),
            ("markdown", "| **1** | **Offentlighet och demokrati** |"),
            ("rst", "Offentlighet och demokrati"),
            ("html", "<!DOCTYPE html>"),
        ],
    )
    def test_pages_say_what_the_figures_mean(self, run: Run, form: str, said: str) -> None:
        done = run("convert", "kumla-2017", "--to", form, "--lang", "sv")
        assert (done.status, done.err) == (0, "")
        assert said in done.out
        assert "368,55" in done.out

    def test_several_sources_become_one_table(self, run: Run) -> None:
        write_file(EXACT, "laxå.json")
        for options in ([], ["--wide"]):
            done = run("convert", "kumla-2017", "laxå.json", "-o", "all.csv", "--lossy", *options)
            assert done == (0, "", "")
            found = read_many("all.csv")
            assert [one.municipality for one in found] == ["Kumla", "Laxå"]
            assert found[0].total == load_example("kumla-2017").total
            assert found[1] == EXACT

    def test_a_table_of_many_is_a_source_of_many(self, run: Run) -> None:
        """For every command that takes several."""
        write_file(EXACT, "laxå.json")
        run("convert", "kumla-2017", "laxå.json", "-o", "all.csv", "--lossy")
        ranking = run("rank", "all.csv", "--by", "1", "--format", "json").document["ranking"]
        assert {line["label"] for line in ranking} == {"Kumla", "Laxå"}
        write("plain.csv", "evaluation;code;points\n1;total;370\n2;total;400\n")
        ranking = run("rank", "plain.csv", "--format", "json").document["ranking"]
        assert [line["label"] for line in ranking] == ["plain.csv 2", "plain.csv 1"]

    def test_a_contradiction_is_kept_in_data_and_refused_in_pages(self, run: Run) -> None:
        write("misprint.csv", MISPRINT)
        done = run("convert", "misprint.csv", "--incomplete", "-o", "misprint.json")
        assert done == (0, "", "")
        assert str(read_document("misprint.json")["4.2"]) == "6, 35 %"  # type: ignore[index]
        done = run("convert", "misprint.csv", "--incomplete", "-o", "misprint.html")
        assert (done.status, done.out) == (2, "")
        assert "4.2 printed as 6 points" in done.err
        assert "The command audit tells which figures cannot be right." in done.err
        assert not Path("misprint.html").exists()

    def test_a_link_to_a_pipe_is_written_to(self, tmp_path: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "kommunkompass", "convert", "kumla-2017", "--to", "json",
             "-o", "/dev/stdout"],
            check=False,
            capture_output=True,
            cwd=tmp_path,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")
        assert json.loads(done.stdout)["municipality"] == "Kumla"

    def test_a_file_that_others_may_not_read_stays_so(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write("kumla.json", "old")
        Path("kumla.json").chmod(0o600)
        seen = []
        synced = os.fsync

        def fsync(file: int) -> None:
            seen.append(os.fstat(file).st_mode & 0o777)
            synced(file)

        monkeypatch.setattr(os, "fsync", fsync)
        assert run("convert", "kumla-2017", "-o", "kumla.json").status == 0
        assert seen == [0o600]
        assert Path("kumla.json").stat().st_mode & 0o777 == 0o600

    def test_a_framework(self, run: Run) -> None:
        write_file(get_framework("2.1"), "framework.json")
        page = run("convert", "framework.json", "--to", "markdown")
        assert (page.status, page.err) == (0, "")
        assert "Openness and democracy" in page.out

    @pytest.mark.parametrize(
        ("command", "said"),
        [
            ("convert kumla-2017", "neither --to nor -o"),
            ("convert kumla-2017 -o kumla.doc", "suffix of kumla.doc: '.doc' is not known"),
            ("convert kumla-2017 -o none/kumla.json", "cannot be written"),
            ("convert kumla-2017 --to csv", "evaluators"),
            ("convert kumla-2017 kumla-2017 --to json", "one evaluation"),
            ("convert framework.json framework.json --to csv", "a framework"),
            ("convert missing.csv --to json", "cannot be read"),
            ("convert kumla-2018 --to json", "bundled data: kumla-2017"),
            ("convert kumla-2017 --to json -o ", "cannot be written"),
            ("convert kumla-2017 --to json --wide", "wide in xlsx, csv or tsv"),
            ("convert kumla-2017 --to csv", "lossy=True (or --lossy) drops the rest"),
            (
                "convert kumla-2017 -o kumla.csv --framework none.toml",
                "'none.toml' cannot be read",
            ),
            ("convert kumla-2017 --to json -o new/", "the name of a directory"),
        ],
    )
    def test_is_refused(self, run: Run, command: str, said: str) -> None:
        write_file(get_framework("2.1"), "framework.json")
        before = sorted(Path.cwd().iterdir())
        done = run(*command.split(" "))
        assert (done.status, done.out) == (2, "")
        assert said in done.err
        assert sorted(Path.cwd().iterdir()) == before


class TestChart:
    """``chart SOURCE... -o FILE``."""

    @pytest.mark.parametrize(
        ("suffix", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
    )
    def test_the_suffix_tells_the_kind_of_file(self, run: Run, suffix: str, start: bytes) -> None:
        assert run("chart", "kumla-2017", "-o", f"kumla.{suffix}") == (0, "", "")
        assert Path(f"kumla.{suffix}").read_bytes().startswith(start)

    def drawn(self, run: Run, *arguments: str) -> str:
        """The texts of a picture."""
        run("chart", *arguments, "-o", "picture.svg", "--lang", "sv")
        content = Path("picture.svg").read_text(encoding="utf-8")
        assert ElementTree.fromstring(content).tag == "{http://www.w3.org/2000/svg}svg"
        return content

    def test_bars_with_a_reference_and_a_radar(self, run: Run) -> None:
        write("strängnäs.csv", "code;points\n" + "".join(f"{n};50\n" for n in range(1, 9)))
        options = ["--municipality", "Kumla", "--municipality", "Strängnäs"]
        for kind in ("bars", "radar"):
            content = self.drawn(run, "kumla-2017", "strängnäs.csv", "--kind", kind, *options)
            assert "<!-- Kumla 2017 (2.1): totalt 369–374 -->" in content
            assert "<!-- Strängnäs (2.1): totalt 396–404 -->" in content

    def test_progress(self, run: Run) -> None:
        write("new.csv", "code;points\ntotal;497\n")
        options = ["--municipality", "Kumla", "--municipality", "Kumla"]
        content = self.drawn(
            run, "kumla-2017", "new.csv", "--kind", "progress", *options,
            "--year", "2017", "--year", "2019",
        )  # fmt: skip
        assert "<!-- 2019 -->" in content

    def test_a_cohort_with_one_marked(self, run: Run) -> None:
        write("new.csv", "code;points\n" + "".join(f"{n};50\n" for n in range(1, 9)))
        options = ["--municipality", "Kumla", "--municipality", "Laxå"]
        content = self.drawn(
            run, "kumla-2017", "new.csv", "--kind", "cohort", "--by", "8", "--mark", "Laxå",
            *options,
        )  # fmt: skip
        assert "Laxå" in content

    @pytest.mark.parametrize(
        ("command", "said"),
        [
            ("chart kumla-2017 -o kumla.gif", "'.gif' is not known; allowed: .png, .svg, .pdf"),
            ("chart kumla-2017 -o kumla", "'' is not known"),
            ("chart kumla-2017 -o none/kumla.png", "cannot be written"),
            ("chart kumla-2017 -o kumla.png --kind progress", "two evaluations or more"),
            ("chart kumla-2017 -o kumla.png --kind cohort --mark Laxå", "'Laxå' is not known"),
            ("chart kumla-2017 -o kumla.png --kind cohort --by 9", "'9' is not known"),
            ("chart kumla-2017 -o kumla.png --by 1", "with --kind cohort"),
            ("chart kumla-2017 -o kumla.png --mark Kumla --kind radar", "with --kind cohort"),
        ],
    )
    def test_is_refused(self, run: Run, command: str, said: str) -> None:
        done = run(*command.split())
        assert (done.status, done.out) == (2, "")
        assert said in done.err
        assert list(Path.cwd().iterdir()) == []

    def test_the_profile_of_a_total_alone_is_unknown(self, run: Run) -> None:
        write("total.csv", "code;points\ntotal;370\n")
        for kind in ("bars", "radar"):
            assert "ej känt" in self.drawn(run, "total.csv", "--kind", kind)

    def test_a_letter_that_the_font_lacks_is_no_reason_to_complain(self, run: Run) -> None:
        done = run("chart", "kumla-2017", "-o", "kumla.png", "--municipality", "Kumla 🏔")
        assert done == (0, "", "")

    def test_without_matplotlib(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in list(sys.modules):
            if name.startswith(("matplotlib", "kommunkompass.charts")):
                monkeypatch.delitem(sys.modules, name)
        monkeypatch.delattr("kommunkompass.charts", raising=False)
        monkeypatch.setitem(sys.modules, "matplotlib", None)
        done = run("chart", "kumla-2017", "-o", "kumla.png")
        assert (done.status, done.out) == (2, "")
        assert "pip install 'kommunkompass[plot]'" in done.err


class TestSchema:
    """``schema [KIND]``."""

    def test_each_kind(self, run: Run) -> None:
        assert run("schema").document == json_schema("evaluation")
        for kind in ("evaluation", "table", "framework"):
            assert run("schema", kind).document == json_schema(kind)

    def test_another_kind(self, run: Run) -> None:
        assert run("schema", "cohort").status == 2


class TestFar:
    """How far the reading is, where that takes long and somebody looks."""

    @pytest.fixture
    def clock(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
        """Half a second passes whenever the time is asked for."""
        ticks = count()
        monkeypatch.setattr(commands, "monotonic", lambda: next(ticks) / 2)
        return ticks

    def test_a_terminal_is_told_and_left_clean(
        self, run: Run, clock: Iterator[int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        write("total.csv", "code;points\ntotal;370\n")
        names = [arg for n in range(10) for arg in ("--municipality", f"M{n}")]
        done = run("rank", *["total.csv"] * 10, *names)
        assert done.status == 0
        told = terminal.getvalue()
        assert told.startswith("\r[")
        assert "] 5 of 10 read" in told
        assert told.endswith("\r\x1b[K")

    def test_what_is_quick_or_not_looked_at_is_not_told(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        assert run("score", "kumla-2017").status == 0
        assert terminal.getvalue() == ""

    def test_a_file_is_told_nothing(self, run: Run, clock: Iterator[int]) -> None:
        write("total.csv", "code;points\ntotal;370\n")
        names = [arg for n in range(9) for arg in ("--municipality", f"M{n}")]
        assert run("rank", *["total.csv"] * 9, *names).err == ""
        assert json.loads(run("rank", "total.csv", "--format", "json").out)["code"] == "total"
