"""The public strategies: what they draw, how it shrinks, and how Hypothesis finds them."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from textwrap import dedent
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings, strategies as st

import kommunkompass
from kommunkompass import (
    Area,
    ContradictionError,
    Criterion,
    Evaluation,
    Figure,
    Finding,
    Framework,
    InvalidTypeError,
    InvalidValueError,
    Item,
    KeyFacts,
    PublishedTable,
    Range,
    RoleModel,
    Score,
    UnknownCodeError,
    audit,
    get_framework,
    load_framework,
)
from kommunkompass.score import walk
from kommunkompass.strategies import (
    evaluations,
    figures,
    frameworks,
    percents,
    published_tables,
    ranges,
    scores,
)
from kommunkompass.testing import small_framework
from strategies import leaves, optimised

#: For what is found by luck; it is to be found each time.
SURE = settings(
    database=None,
    derandomize=True,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
HOSTILE = st.booleans()
PLAIN = small_framework([10, 20], 5)


def reaches(strategy: st.SearchStrategy[Any], condition: Callable[[Any], object]) -> None:
    """Assert that a strategy draws a value of which something is true."""
    search = settings(SURE, max_examples=3000, phases=[Phase.generate])
    find(strategy, lambda value: bool(condition(value)), settings=search)


def all_texts(value: object) -> Iterator[str]:
    """Every text of a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from all_texts(part)
    elif isinstance(value, dict):
        yield from all_texts(tuple(value.items()))
    elif attrs.has(type(value)):
        yield from all_texts(attrs.asdict(value, recurse=False))


class TestFrameworks:
    @given(st.booleans().flatmap(lambda hostile: frameworks(hostile=hostile)))
    def test_they_are_valid(self, framework: Framework) -> None:
        """Written to a file, each is accepted by the loader, and read back equal."""
        keys = ["version", "title", "title_en", "maximum", "era", "source", "notes"]
        keys += ["first_year", "last_year"]
        lines = ["format = 1"]
        lines += [line for key in keys for line in entry(key, getattr(framework, key))]
        lines += terms("evidence", framework.evidence)
        for area in framework.areas:
            lines.append("[[areas]]")
            keys = ["code", "title", "title_en", "maximum", "source", "other_titles"]
            lines += [line for key in keys for line in entry(key, getattr(area, key))]
            lines += terms("areas.headings", area.headings)
            for criterion in area.criteria:
                lines.append("[[areas.criteria]]")
                keys = ["code", "title", "title_en", "maximum", "source", "printed_title"]
                lines += [line for key in keys for line in entry(key, getattr(criterion, key))]
        assert load_framework(BytesIO("\n".join(lines).encode())) == framework

    @given(st.data(), st.integers(0, 3), st.integers(0, 3))
    def test_counts_are_kept(self, data: st.DataObject, areas: int, criteria: int) -> None:
        """No fewer areas and criteria than the least, no more than three."""
        framework = data.draw(frameworks(min_areas=areas, min_criteria=criteria))
        assert areas <= len(framework.areas) <= 3
        assert all(criteria <= len(area.criteria) <= 3 for area in framework.areas)

    @pytest.mark.parametrize("counts", [{"min_areas": 4}, {"min_criteria": -1}])
    def test_impossible_counts_are_refused(self, counts: dict[str, int]) -> None:
        """At once, not when the first one is drawn."""
        (name,) = counts
        with pytest.raises(InvalidValueError, match=f"{name}: .* a whole number from 0 to 3"):
            frameworks(**counts)

    def test_an_area_may_come_without_criteria_and_a_framework_without_areas(self) -> None:
        """As in the editions of 2020 and from before 2010."""
        reaches(frameworks(), lambda framework: not framework.areas)
        reaches(frameworks(), lambda framework: any(not area.criteria for area in framework.areas))

    @pytest.mark.parametrize(
        "condition",
        [
            lambda framework: framework.version == "2.1",
            lambda framework: framework.era == "pre-2010",
            lambda framework: "=1+1" in all_texts(framework),
            lambda framework: framework.maximum > 10**8,
            lambda framework: [len(area.code) for area in framework.areas] == [1, 2],
        ],
    )
    def test_hostile_ones(self, condition: Callable[[Framework], bool]) -> None:
        """Bundled versions' names, odd titles, large maxima, codes that text sorts otherwise."""
        reaches(frameworks(hostile=True), condition)

    @given(frameworks())
    def test_plain_ones_are_plain(self, framework: Framework) -> None:
        """Their codes have no gaps, and no bundled version is called like them."""
        assert [area.code for area in framework.areas] == [
            str(number) for number in range(1, len(framework.areas) + 1)
        ]
        assert framework.version == framework.era == "own"


def entry(key: str, value: object) -> list[str]:
    """A line of TOML, or none for what is not known; its strings are written as JSON's."""
    if value is None:
        return []
    text = json.dumps(value, ensure_ascii=False)
    return [f"{key} = {text}".replace("\x7f", "\\u007f")]


def terms(key: str, values: tuple[Any, ...]) -> list[str]:
    """Tables of TOML, one a term."""
    return [
        line
        for term in values
        for line in (
            f"[[{key}]]",
            *entry("title", term.title),
            *entry("title_en", term.title_en),
        )
    ]


class TestChosen:
    @pytest.mark.parametrize("framework", ["2.1", PLAIN, st.just(PLAIN), frameworks(min_areas=2)])
    def test_a_framework_or_a_strategy_can_be_given(
        self, framework: str | Framework | st.SearchStrategy[Framework]
    ) -> None:
        """Besides the version of a bundled one."""
        reaches(scores(framework), lambda score: score.code == "1")

    @pytest.mark.parametrize("draw", [evaluations, published_tables, scores])
    def test_what_is_no_framework_is_refused(self, draw: Callable[..., object]) -> None:
        """At once: an unknown version, and anything else."""
        with pytest.raises(UnknownCodeError, match="framework version: '3' is not known"):
            draw("3")
        with pytest.raises(InvalidTypeError, match=r"framework: 2\.1 is not allowed"):
            draw(2.1)


class TestNumbers:
    @given(percents())
    def test_percents_are_decimals_of_few_places(self, percent: Decimal) -> None:
        """From 0 to 100, with no more than two decimals."""
        assert isinstance(percent, Decimal)
        assert 0 <= percent <= 100
        assert int(percent.as_tuple().exponent) >= -2

    @given(percents(hostile=True))
    def test_hostile_percents_are_percents(self, percent: Decimal | Fraction) -> None:
        """However odd, from 0 to 100."""
        assert 0 <= percent <= 100

    @pytest.mark.parametrize(
        "condition",
        [
            lambda percent: percent == Fraction(100, 3),
            lambda percent: isinstance(percent, Fraction) and percent.denominator % 7 == 0,
            lambda percent: 0 < percent < Fraction(1, 10**15),
            lambda percent: 0 < 100 - percent < Fraction(1, 10**15),
        ],
    )
    def test_hostile_percents(self, condition: Callable[[Fraction], bool]) -> None:
        """Some do not end, some lie closer to a bound than figures can tell."""
        reaches(percents(hostile=True), condition)

    @pytest.mark.parametrize("lower_closed", [True, False])
    @pytest.mark.parametrize("upper_closed", [True, False])
    def test_ends_are_closed_and_open(self, lower_closed: bool, upper_closed: bool) -> None:
        """In all four ways."""
        reaches(
            ranges(),
            lambda known: (known.lower_closed, known.upper_closed) == (lower_closed, upper_closed),
        )

    def test_a_range_may_be_one_number(self) -> None:
        """Which may have decimals, and be negative."""
        reaches(ranges(), lambda known: known.is_exact and known.lower < 0)
        reaches(ranges(), lambda known: known.lower.denominator == 100)


class TestFiguresAndScores:
    @pytest.mark.parametrize(
        "condition",
        [
            lambda figure: figure.points is None,
            lambda figure: figure.percent is None,
            lambda figure: figure.exact and figure.points is not None and figure.percent,
            lambda figure: figure.points is not None and figure.points != int(figure.points),
        ],
    )
    def test_figures_of_all_kinds(self, condition: Callable[[Figure], bool]) -> None:
        """In points, percent or both, rounded or exact, with and without decimals."""
        reaches(figures(), condition)

    def test_hostile_figures_have_as_many_decimals_as_a_figure_can(self) -> None:
        """Fifteen."""
        reaches(
            figures(hostile=True),
            lambda figure: figure.points is not None and figure.points.as_tuple().exponent == -15,
        )

    @pytest.mark.parametrize(
        "condition",
        [
            lambda score: score.is_unknown,
            lambda score: score.is_exact,
            lambda score: score.figure is not None,
            lambda score: score.figure is None and not score.lower_closed,
        ],
    )
    def test_scores_of_all_kinds(self, condition: Callable[[Score], bool]) -> None:
        """Unknown, exact, as printed, and as a range."""
        reaches(scores(), condition)

    @pytest.mark.parametrize("kind", [Framework, Area, Criterion])
    def test_scores_of_all_levels(self, kind: type[Item]) -> None:
        """Criteria, areas and totals."""
        reaches(scores(), lambda score: isinstance(score.item, kind))


class TestEvaluations:
    @given(evaluations(kind="exact"))
    def test_exact(self, evaluation: Evaluation) -> None:
        """Every criterion is given by a percent with at most two decimals."""
        assert all(score.is_exact for score in walk(evaluation.total))
        assert [score.item for score in evaluation.known] == leaves_in_order(evaluation.framework)
        for score in evaluation.known:
            assert (score.exact * 100 / score.maximum * 100).denominator == 1

    @given(evaluations(kind="printed"))
    def test_printed(self, evaluation: Evaluation) -> None:
        """Every criterion has a figure, and none is missing."""
        assert evaluation.missing == ()
        printed = dict(evaluation.figures)
        assert len(printed) == len(evaluation.known)
        assert {item.code for item in leaves_in_order(evaluation.framework)} <= set(printed)

    @given(evaluations(kind="incomplete"))
    def test_incomplete(self, evaluation: Evaluation) -> None:
        """At least one criterion is missing."""
        assert evaluation.missing

    @pytest.mark.parametrize("kind", ["mixed", "incomplete"])
    @pytest.mark.parametrize(
        "condition",
        [
            lambda one: not one.known,
            lambda one: one.total.figure is not None and "1" not in dict(one.figures),
            lambda one: any(
                isinstance(score.item, Area) and score.is_exact for score in one.known
            ),
            lambda one: "1" in one.given and "1.1" not in one.given,
            lambda one: any(score.figure is None and not score.is_exact for score in one.known),
        ],
    )
    def test_mixed(self, kind: Any, condition: Callable[[Evaluation], bool]) -> None:
        """Nothing, a printed total, areas alone, and ranges beside figures and exact points."""
        reaches(evaluations(PLAIN, kind=kind), condition)

    @pytest.mark.parametrize(
        "condition",
        [
            lambda one: one.total.is_exact,
            lambda one: one.figures and not one.missing,
            lambda one: one.missing and one.known,
        ],
    )
    def test_any(self, condition: Callable[[Evaluation], object]) -> None:
        """Without a kind, all are drawn."""
        reaches(evaluations(), condition)

    @pytest.mark.parametrize("hostile", [False, True])
    @pytest.mark.parametrize(
        "condition",
        [
            lambda one: one.municipality is None,
            lambda one: one.municipality and one.municipality_code,
            lambda one: one.year and not one.date,
            lambda one: one.date and one.evaluators,
            lambda one: len(one.findings) == 2 and one.findings[0].code != one.findings[1].code,
            lambda one: one.role_models and one.role_models[0].code,
            lambda one: one.role_models and one.role_models[0].code is None,
            lambda one: one.key_facts.population and one.key_facts.governing_parties,
        ],
    )
    def test_details(self, hostile: bool, condition: Callable[[Evaluation], object]) -> None:
        """Whose evaluation it is, when, by whom and what was found are known or not."""
        reaches(evaluations(PLAIN, kind="exact", hostile=hostile), condition)

    @pytest.mark.parametrize(
        "condition",
        [
            lambda one: any(text.startswith("=") for text in all_texts(one.municipality)),
            lambda one: any("\x00" in text for text in all_texts(one.findings)),
            lambda one: any(len(text) > 1000 for text in all_texts(one.role_models)),
            lambda one: one.municipality == "",
            lambda one: (one.year or 0) > 2900,
            lambda one: one.total.range.lower.denominator % 3 == 0,
        ],
    )
    def test_hostile_ones(self, condition: Callable[[Evaluation], bool]) -> None:
        """Odd texts, dates at their bounds, points that are no decimals."""
        reaches(evaluations(PLAIN, hostile=True), condition)

    @given(evaluations(hostile=True))
    def test_texts_can_be_encoded(self, evaluation: Evaluation) -> None:
        """However hostile, they hold no lone surrogates."""
        "".join(all_texts(evaluation)).encode()

    @given(evaluations(kind="mixed", hostile=True))
    def test_they_are_values(self, evaluation: Evaluation) -> None:
        """Equal to themselves after a pickle, and usable as keys."""
        assert {evaluation: 1}[pickle.loads(pickle.dumps(evaluation))]

    def test_another_kind_is_refused(self) -> None:
        """At once, with the kinds there are."""
        allowed = "one of exact, printed, mixed, incomplete, any"
        with pytest.raises(UnknownCodeError, match=f"kind: 'full' .* {allowed}"):
            evaluations(kind="full")  # type: ignore[arg-type]


def leaves_in_order(framework: Framework) -> list[Item]:
    """The items that are no sum of others, in the framework's order."""
    ends = {item.code for item in leaves(framework)}
    return [item for item in framework if item.code in ends]


class TestPublishedTables:
    @given(st.data(), HOSTILE)
    def test_consistent_ones_are(self, data: st.DataObject, hostile: bool) -> None:
        """METHOD scoring 5: figures printed of exact points can all be true together."""
        table = data.draw(published_tables(consistent=True, hostile=hostile))
        assert audit(table).consistent
        assert table.evaluation().figures == table.figures

    @given(st.data(), HOSTILE)
    def test_contradictory_ones_contradict_themselves(
        self, data: st.DataObject, hostile: bool
    ) -> None:
        """METHOD scoring 6: no exact points would give them."""
        table = data.draw(published_tables(consistent=False, hostile=hostile))
        assert not audit(table).consistent
        with pytest.raises(ContradictionError):
            table.evaluation()

    @settings(max_examples=30)
    @given(st.data(), st.booleans())
    def test_a_linear_programme_agrees(self, data: st.DataObject, consistent: bool) -> None:
        """Told apart without the library's narrowing and audit."""
        table = data.draw(published_tables(consistent=consistent))
        said = {
            code: [statement.range for statement in figure.statements(table.framework[code])]
            for code, figure in table.figures
        }
        assert (optimised(table.framework, said, ["total"]) is not None) == consistent

    @pytest.mark.parametrize("consistent", [True, False])
    def test_both_are_drawn(self, consistent: bool) -> None:
        """Where it is not said which."""
        reaches(published_tables(), lambda table: audit(table).consistent == consistent)

    @pytest.mark.parametrize(
        "codes",
        [["total"], ["1", "2", "total"], ["1.1", "1.2", "2"], list(PLAIN.codes), []],
    )
    def test_any_items_are_printed(self, codes: list[str]) -> None:
        """The total alone, areas and total, criteria alone, all, or none."""
        reaches(
            published_tables(PLAIN, consistent=True), lambda one: list(dict(one.figures)) == codes
        )

    @pytest.mark.parametrize(
        "condition",
        [
            lambda figures: figures["1"].points > 30,
            lambda figures: figures["1.2"].points and figures["1.2"].percent,
            lambda figures: (
                figures["1.1"].points + figures["1.2"].points + 1 < figures["1"].points
            ),
            lambda figures: (
                figures["1"].points + 1 < figures["1.1"].points + figures["1.2"].points
            ),
        ],
    )
    def test_contradictions_of_all_kinds(self, condition: Callable[[Any], object]) -> None:
        """Too much, points against percent, and a whole above or below its parts."""

        def found(table: PublishedTable) -> bool:
            try:
                return bool(condition(dict(table.figures)))
            except (KeyError, TypeError):
                return False

        reaches(published_tables(PLAIN, consistent=False), found)


def shown_failure(strategy: st.SearchStrategy[Any], condition: Callable[[Any], object]) -> str:
    """What Hypothesis prints of a test that fails where something is true."""

    @settings(SURE, print_blob=False)
    @given(strategy)
    def test(value: Any) -> None:
        assert not condition(value)

    with pytest.raises(AssertionError) as caught:
        test()
    return "".join("".join(getattr(caught.value, "__notes__", [])).split())


class TestShrinking:
    @pytest.mark.parametrize(
        ("strategy", "least"),
        [
            (frameworks(), small_framework(maximum=1)),
            (frameworks(min_areas=2, min_criteria=1), small_framework([1], [1])),
            (percents(), Decimal(0)),
            (ranges(), Range.exactly(0)),
            (scores(), Score.unknown(small_framework())),
            (evaluations(), Evaluation.from_percents(small_framework(), {"total": 0})),
            (evaluations(kind="incomplete"), Evaluation(small_framework())),
            (
                published_tables(consistent=True),
                PublishedTable(small_framework(), [("total", Figure(0))]),
            ),
            (
                published_tables(consistent=False),
                PublishedTable(small_framework(), [("total", Figure(2))]),
            ),
        ],
    )
    def test_the_simplest(self, strategy: st.SearchStrategy[Any], least: object) -> None:
        """One item of one point, nothing scored, no details."""
        assert find(strategy, lambda value: True, settings=SURE) == least

    def test_what_does_not_matter_goes(self) -> None:
        """A test that fails for a finding leaves a finding, of one letter, and no other detail."""
        found = find(evaluations(), lambda one: one.findings, settings=SURE)
        assert len(found.framework.codes) == 2
        (finding,) = found.findings
        assert (finding.code, finding.text) == ("1", "A")
        kept = {key for key, value in found.details.items() if value not in (None, (), KeyFacts())}
        assert kept == {"findings"}

    def test_a_failing_test_prints_what_can_be_pasted(self) -> None:
        """A call of few words, with the framework as the call that makes it."""
        shown = shown_failure(evaluations(kind="exact"), lambda one: one.total.lower > 0)
        assert "Evaluation.from_percents(" in shown
        assert "{'total':Decimal('1')}" in shown
        if "Falsifying" in shown:
            pytest.skip("an older release of Hypothesis, which prints fewer calls")
        assert "small_framework(maximum=1)" in shown
        shown = shown_failure(ranges(), lambda known: known.width > 2)
        assert "Range.closed(0,3)" in shown

    def test_bundled_frameworks_are_printed_by_version(self) -> None:
        """And not by all that they hold."""
        shown = shown_failure(evaluations("2020", kind="exact"), lambda one: one["3"].exact >= 1)
        assert "get_framework('2020')" in shown
        assert "'3':Decimal('1')" in shown

    def test_frameworks_and_their_items_are_printed_shortly(self) -> None:
        """Not by all their fields, of which Hypothesis would warn that they are very many."""
        framework = get_framework("2.1")
        for value in (framework, framework["1"], framework["1.4"]):
            shown = shown_failure(st.sampled_from([value]), lambda _: True)
            assert repr(value).replace(" ", "") in shown
            assert "title_en" not in shown

    def test_a_framework_of_ones_own_is_printed_as_calls(self) -> None:
        """With its areas and criteria, where it differs from a small one."""
        shown = shown_failure(
            frameworks(min_areas=1, min_criteria=1, hostile=True),
            lambda one: bool(one.areas[0].other_titles),
        )
        assert "Framework(" in shown
        assert "areas=(Area(" in shown
        assert "criteria=(Criterion(" in shown


KINDS = [
    Area,
    Criterion,
    Evaluation,
    Figure,
    Finding,
    Framework,
    KeyFacts,
    PublishedTable,
    Range,
    RoleModel,
    Score,
]


@attrs.frozen
class Report:
    """A class of an integrator's own."""

    evaluation: Evaluation
    reference: Evaluation | None


class TestFromType:
    @pytest.mark.parametrize("kind", KINDS)
    def test_types_are_known(self, kind: type[Any]) -> None:
        """Each is drawn by its strategy."""
        found = []

        @settings(max_examples=10)
        @given(st.from_type(kind))
        def test(value: object) -> None:
            found.append(type(value))

        test()
        assert set(found) == {kind}

    def test_criteria_are_criteria_of_a_framework(self) -> None:
        """Not just any texts and numbers."""
        reaches(st.from_type(Criterion), lambda one: one.code == "2.1" and one.maximum > 1)

    def test_annotations_are_enough(self) -> None:
        """Also where a type is one of several, or a field of another."""

        @settings(max_examples=10)
        @given(...)
        def test(report: Report, item: Item) -> None:
            assert isinstance(report.evaluation, Evaluation)
            assert isinstance(item, Framework | Area | Criterion)

        test()


class TestInstalled:
    """In an interpreter of its own, with the package's entry point where Hypothesis looks."""

    @pytest.fixture
    def run(self, tmp_path: Path) -> Callable[[str], str]:
        root = Path(__file__).parent.parent
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        entries = project["entry-points"]["hypothesis"]
        metadata = tmp_path / "entry_point-0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text("Name: entry-point\nVersion: 0\n")
        (metadata / "entry_points.txt").write_text(
            "\n".join(["[hypothesis]", *[f"{name} = {place}" for name, place in entries.items()]])
        )
        path = os.pathsep.join([str(tmp_path), str(Path(kommunkompass.__file__).parents[1])])

        def run(code: str) -> str:
            ended = subprocess.run(
                [sys.executable, "-W", "error", "-c", code],
                capture_output=True,
                check=False,
                env={**os.environ, "PYTHONPATH": path},
                text=True,
                timeout=120,
            )
            assert ended.returncode == 0, ended.stderr
            return ended.stdout.strip()

        return run

    def test_types_are_known(self, run: Callable[[str], str]) -> None:
        """Without anything being called or imported for it."""
        code = """
            from hypothesis import Phase, find, settings, strategies as st
            import kommunkompass
            strategy = st.from_type(kommunkompass.Evaluation)
            first = settings(phases=[Phase.generate], database=None)
            print(find(strategy, lambda evaluation: True, settings=first).total)
        """
        assert run(dedent(code)) == "total: 0 of 1 points"

    def test_either_may_be_imported_first(self, run: Callable[[str], str]) -> None:
        """The strategies import Hypothesis, which imports them."""
        for first, second in (("", ".strategies"), (".strategies", "")):
            code = f"""
                import kommunkompass{first}
                import hypothesis
                import kommunkompass{second}
                print(hypothesis.strategies.from_type(kommunkompass.Range).example().__class__)
            """
            assert "Range" in run(
                f"import warnings; warnings.simplefilter('ignore')\n{dedent(code)}"
            )

    def test_drawing_loads_no_numpy(self, run: Callable[[str], str]) -> None:
        """Nor do the strategies, or the assertions."""
        code = """
            import sys, kommunkompass.strategies, kommunkompass.testing
            print([name in sys.modules for name in ("numpy", "scipy", "pytest")])
        """
        assert run(dedent(code)) == "[False, False, False]"

    def test_ones_own_strategy_goes_first(self, run: Callable[[str], str]) -> None:
        """What a test suite registers itself is what it gets."""
        code = """
            from hypothesis import find, settings, strategies as st
            from kommunkompass import Range
            st.register_type_strategy(Range, st.just(Range.exactly(7)))
            print(find(st.from_type(Range), lambda one: True, settings=settings(database=None)))
        """
        assert run(dedent(code)) == "[7, 7]"

    def test_without_hypothesis(self, run: Callable[[str], str]) -> None:
        """The strategies say what to install; the core and the assertions need none of it."""
        code = """
            import sys
            sys.modules["hypothesis"] = None
            import kommunkompass, kommunkompass.testing
            for name in kommunkompass.__all__:
                getattr(kommunkompass, name)
            try:
                import kommunkompass.strategies
            except ImportError as error:
                assert isinstance(error, kommunkompass.KommunkompassError)
                print(error)
        """
        assert run(dedent(code)) == (
            "kommunkompass.strategies: 'hypothesis' cannot be imported; "
            "to install: pip install 'kommunkompass[hypothesis]'"
        )
