"""Evaluations: exact, as printed, mixed and incomplete."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from hypothesis import strategies as st

from kommunkompass.errors import InvalidValueError
from kommunkompass.evaluation import Evaluation
from kommunkompass.framework import Framework
from kommunkompass.strategies.calls import call
from kommunkompass.strategies.described import details_of
from kommunkompass.strategies.framework import AnyFramework, chosen, downwards, leaves, some_of
from kommunkompass.strategies.published import printed_of, truth_of
from kommunkompass.strategies.quantities import percents
from kommunkompass.strategies.score import way_of_knowing

__all__ = ["EvaluationKind", "evaluations"]

#: How much is known of an evaluation; :func:`evaluations` says what each means.
EvaluationKind: TypeAlias = Literal["exact", "printed", "mixed", "incomplete", "any"]


def evaluations(
    framework: AnyFramework = None, *, kind: EvaluationKind = "any", hostile: bool = False
) -> st.SearchStrategy[Evaluation]:
    """Evaluations, with municipality, date, findings and other details known or not.

    They never contradict themselves: what is known of any item is true of exact points that
    stay hidden. The kinds are

    - ``"exact"``: every item that is no sum is given by its percent, of at most two decimals;
    - ``"printed"``: every such item, and maybe areas and total, is given by figures, each
      rounded half up by itself;
    - ``"mixed"``: any items are given, each by exact points, by figures or by a range;
    - ``"incomplete"``: as mixed, but at least one item that is no sum is missing;
    - ``"any"``: any of these.

    >>> from hypothesis import find
    >>> from kommunkompass.testing import small_framework
    >>> exact = evaluations(small_framework([10, 20]), kind="exact")
    >>> print(find(exact, lambda one: one["1.2"].exact >= 5)["1"])
    area 1: 5 of 30 points

    Args:
        framework: a framework, the version of a bundled one, or a strategy; small frameworks
            of one's own where none is given.
        kind: how much is known.
        hostile: whether texts, numbers and (where none is given) frameworks are odd, too.

    Raises:
        InvalidValueError: for another kind.
    """
    kinds = get_args(EvaluationKind)
    if kind not in kinds:
        raise InvalidValueError("kind", kind, "one of " + ", ".join(kinds))
    chances = st.sampled_from([one for one in kinds if kind in (one, "any") and one != "any"])
    return _evaluations(chosen(framework, hostile), chances, hostile)


@st.composite
def _evaluations(
    draw: st.DrawFn,
    frameworks: st.SearchStrategy[Framework],
    kinds: st.SearchStrategy[EvaluationKind],
    hostile: bool,
) -> Evaluation:
    framework = draw(frameworks)
    details = details_of(draw, framework, hostile)
    kind = draw(kinds)
    ends = leaves(framework)
    if kind == "exact":
        share = percents(hostile=hostile)
        shares = {item.code: draw(share) for item in ends}
        return call(draw, Evaluation.from_percents, framework, shares, **details)
    # What is known is drawn before the points, as it shrinks more easily in this order.
    if kind == "printed":
        wholes = some_of(draw, [item for item in downwards(framework) if framework.parts(item)])
        printed = printed_of(draw, [*ends, *wholes], hostile)
        figures = printed(truth_of(draw, framework, hostile))
        return call(draw, Evaluation.from_printed, framework, figures, **details)
    missing = draw(st.sampled_from(ends)) if kind == "incomplete" else None
    given = some_of(draw, [item for item in downwards(framework) if item is not missing])
    ways = [way_of_knowing(draw, hostile) for _ in given]
    truth = truth_of(draw, framework, hostile)
    scores = [way(item, truth[item.code]) for item, way in zip(given, ways, strict=True)]
    return call(draw, Evaluation.from_scores, framework, scores, **details)
