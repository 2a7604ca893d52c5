"""One evaluation through its life, step by step beside the oracle.

Figures come in, scores change, totals and areas are told later, files are written and read, and
evaluations are held beside each other: after each step the library knows exactly what the oracle
does.
"""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import oracle
from kommunkompass import (
    ContradictionError,
    Evaluation,
    Figure,
    InvalidValueError,
    NotExactError,
    Score,
    compare,
    read,
    strongest,
    weakest,
    write,
)
from kommunkompass.score import walk
from vector_answers import built, text_of
from vector_inputs import area, tree, whole

FRAMEWORKS = [
    {"maximum": 20},
    tree(area("1", 2, 3)),
    tree(area("1", 2, 3), whole("2", 4)),
    tree(area("1", 15, 20, 25), area("2", 10, 30), whole("3", 100)),
]

SHARES = st.builds(Fraction, st.integers(0, 40), st.just(40))
DECIMALS = st.sampled_from([0, 0, 0, 1, 2])
KINDS = st.sampled_from([("points",), ("percent",), ("points", "percent")])


def shown(value: Fraction, decimals: int) -> str:
    """A number as it is printed."""
    whole = int(oracle.rounded(value, decimals) * 10**decimals)
    digits = str(whole).zfill(decimals + 1)
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


class Life(RuleBasedStateMachine):
    """The library's evaluation, and what is said of it as the oracle takes it."""

    @initialize(framework=st.sampled_from(FRAMEWORKS), data=st.data())
    def begin(self, framework: dict[str, Any], data: st.DataObject) -> None:
        self.data = framework
        self.framework = built(framework)
        self.said: oracle.Said = {}
        self.evaluation = Evaluation(framework=self.framework)
        self.reference: tuple[Evaluation, oracle.Said] | None = None
        self.print(data)

    def figure(self, code: str, points: Fraction, data: st.DataObject) -> oracle.Figure:
        """The points as they might be printed."""
        limit = oracle.maximum(self.data, code)
        exact = {"points": points, "percent": points * 100 / limit}
        return {kind: shown(exact[kind], data.draw(DECIMALS)) for kind in data.draw(KINDS)}

    def take(self, said: oracle.Said, evaluation: Any) -> None:
        """Go on with what is said now, if it is possible; else it is refused."""
        try:
            oracle.narrowed(self.data, said)
        except oracle.Impossible:
            with pytest.raises(ContradictionError) as refused:
                evaluation()
            if not any("range" in figure for figure in said.values()):
                found = oracle.contradictions(self.data, said)
                assert {each.code for each in refused.value.value} == found.keys()
                for each in refused.value.value:
                    named = [f"{one.code} {one.measure}" for one in each.statements]
                    assert sorted(named) in [sorted(choice) for choice in found[each.code]]
        else:
            self.evaluation, self.said = evaluation(), said

    @rule(data=st.data())
    def print(self, data: st.DataObject) -> None:
        """A table is printed, from exact scores, and perhaps with misprints."""
        points: dict[str, Fraction] = {}
        for code in oracle.upwards(self.data):
            parts = oracle.parts(self.data, code)
            limit = oracle.maximum(self.data, code)
            points[code] = sum((points[part] for part in parts), Fraction())
            if not parts or data.draw(st.integers(0, 9), "a misprint where 0") == 0:
                points[code] = data.draw(SHARES) * limit
        codes = data.draw(st.sets(st.sampled_from(list(points))))
        said = {code: self.figure(code, points[code], data) for code in sorted(codes)}
        figures = {code: Figure(**figure) for code, figure in said.items()}
        self.take(said, lambda: Evaluation.from_printed(self.framework, figures))

    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        """Some items are scored anew, exactly."""
        codes = st.sampled_from(oracle.downwards(self.data))
        shares = data.draw(st.dictionaries(codes, SHARES, min_size=1, max_size=2))
        changes = {}
        for code, share in shares.items():
            points = share * oracle.maximum(self.data, code)
            changes[code] = {"range": oracle.closed(points, points)}
        percents = {code: share * 100 for code, share in shares.items()}
        said = oracle.changed(self.data, self.said, changes)
        self.take(said, lambda: self.evaluation.with_scores(percents))

    @rule(data=st.data())
    def tell(self, data: st.DataObject) -> None:
        """A figure of an item of which none was said turns up, such as a printed total."""
        missing = [code for code in oracle.downwards(self.data) if code not in self.said]
        if not missing:
            return
        code = data.draw(st.sampled_from(missing))
        (lower, _), (upper, _) = oracle.narrowed(self.data, self.said)[code]
        figure = self.figure(code, lower + data.draw(SHARES) * (upper - lower), data)
        score = Score.from_figure(self.framework[code], Figure(**figure))
        self.take(
            self.said | {code: figure},
            lambda: Evaluation.from_scores(self.framework, [*self.evaluation.known, score]),
        )

    @rule(form=st.sampled_from(["json", "csv"]))
    def write_and_read(self, form: str) -> None:
        """It is equal afterwards, unless the format says that it cannot hold it."""
        file = BytesIO()
        try:
            write(self.evaluation, file, form=form)
        except InvalidValueError:
            assert form == "csv"
            return
        file.seek(0)
        again = read(file, framework=self.framework, incomplete=True)
        assert again == self.evaluation
        self.evaluation = again

    @rule()
    def remember(self) -> None:
        """For a comparison later."""
        self.reference = self.evaluation, self.said

    @precondition(lambda self: self.reference is not None)
    @rule()
    def compare(self) -> None:
        """Each difference, its verdict, and the change in percent."""
        assert self.reference is not None
        reference, said = self.reference
        ours = oracle.narrowed(self.data, self.said)
        theirs = oracle.narrowed(self.data, said)
        comparison = compare(self.evaluation, reference)
        for difference in comparison.differences:
            code = difference.minuend.code
            expected = oracle.minus(ours[code], theirs[code])
            assert text_of(difference.range) == oracle.text_of(expected)
            assert difference.verdict.value == oracle.verdict(expected)
            percent = oracle.change_in_percent(theirs[code], ours[code])
            found = difference.percent
            assert (found and text_of(found)) == (percent and oracle.text_of(percent))

    @invariant()
    def knows_what_the_oracle_knows(self) -> None:
        """The range of every item, its figure if there is one, and the number if it is exact."""
        ranges = oracle.narrowed(self.data, self.said)
        scores = {score.code: score for score in walk(self.evaluation.total)}
        found = {code: text_of(score.range) for code, score in scores.items()}
        assert found == {code: oracle.text_of(range_) for code, range_ in ranges.items()}
        total = scores["total"]
        least, greatest = oracle.shown_least_and_greatest(ranges["total"])
        assert total.range.rounded() == (least, greatest)
        if least == greatest:
            assert total.printed == least
        if ranges["total"][0] == ranges["total"][1]:
            assert total.exact == ranges["total"][0][0]
        else:
            with pytest.raises(NotExactError):
                assert total.exact

    @invariant()
    def ranks_areas_as_the_oracle_does(self) -> None:
        """By their shares of the maximum."""
        ranges = oracle.narrowed(self.data, self.said)
        shares = {
            code: oracle.scaled(ranges[code], Fraction(100, oracle.maximum(self.data, code)))
            for code in oracle.parts(self.data, "total")
        }
        for ours, theirs in ((strongest, oracle.strongest), (weakest, oracle.weakest)):
            extreme = ours(self.evaluation.areas)
            certain = [score.code for score in extreme.certain]
            assert (certain, [score.code for score in extreme.possible]) == theirs(shares)


def test_the_library_and_the_oracle_live_alike() -> None:
    """Whatever happens to an evaluation, in any order."""
    run_state_machine_as_test(Life, settings=settings(stateful_step_count=20))
