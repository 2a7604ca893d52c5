"""Scores by Kommunkompassen, exactly: totals, ranges, audits and comparisons.

Kommunkompassen is the Nordic framework by which municipalities' ways of governing and leading
are evaluated. This library knows its areas and criteria, computes points as exact rationals,
and says what printed figures leave open.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "1.0.0"

if TYPE_CHECKING:
    from kommunkompass.auditing import (
        Audit as Audit,
        AuditFinding as AuditFinding,
        AuditKind as AuditKind,
        audit as audit,
    )
    from kommunkompass.cohort import (
        Cohort as Cohort,
        Column as Column,
        Standing as Standing,
    )
    from kommunkompass.comparison import (
        Comparison as Comparison,
        Difference as Difference,
        Progress as Progress,
        Verdict as Verdict,
        compare as compare,
        progress as progress,
    )
    from kommunkompass.contradiction import (
        Contradiction as Contradiction,
    )
    from kommunkompass.described import (
        Described as Described,
        Finding as Finding,
        FindingKind as FindingKind,
        KeyFacts as KeyFacts,
        RoleModel as RoleModel,
    )
    from kommunkompass.eras import (
        Comparability as Comparability,
        Relation as Relation,
        comparability as comparability,
        from_pre_2010 as from_pre_2010,
        to_pre_2010 as to_pre_2010,
    )
    from kommunkompass.errors import (
        ContradictionError as ContradictionError,
        InputError as InputError,
        InvalidTypeError as InvalidTypeError,
        InvalidValueError as InvalidValueError,
        KommunkompassError as KommunkompassError,
        MissingExtraError as MissingExtraError,
        NotComparableError as NotComparableError,
        NotExactError as NotExactError,
        SourceError as SourceError,
        TargetError as TargetError,
        UnknownCodeError as UnknownCodeError,
    )
    from kommunkompass.evaluation import (
        Evaluation as Evaluation,
    )
    from kommunkompass.exact import (
        Number as Number,
        exact_text as exact_text,
        round_half_up as round_half_up,
    )
    from kommunkompass.explanation import (
        Explanation as Explanation,
        explain as explain,
    )
    from kommunkompass.figure import (
        Figure as Figure,
        Statement as Statement,
    )
    from kommunkompass.formats import (
        example_names as example_names,
        example_table as example_table,
        load_example as load_example,
        read as read,
        read_document as read_document,
        read_many as read_many,
        read_table as read_table,
        write as write,
    )
    from kommunkompass.formats.records import (
        from_records as from_records,
        records as records,
    )
    from kommunkompass.formats.shapes import (
        json_schema as json_schema,
    )
    from kommunkompass.framework import (
        Area as Area,
        Criterion as Criterion,
        Framework as Framework,
        Item as Item,
        Term as Term,
    )
    from kommunkompass.framework_file import (
        framework_versions as framework_versions,
        get_framework as get_framework,
        load_framework as load_framework,
    )
    from kommunkompass.interval import (
        Certainty as Certainty,
        Range as Range,
    )
    from kommunkompass.profile import (
        Extreme as Extreme,
        Gain as Gain,
        Reach as Reach,
        gains as gains,
        reach as reach,
        strongest as strongest,
        weakest as weakest,
    )
    from kommunkompass.published import (
        PublishedTable as PublishedTable,
    )
    from kommunkompass.render.pages import (
        rendered as rendered,
    )
    from kommunkompass.render.report import (
        html_report as html_report,
    )
    from kommunkompass.score import (
        Score as Score,
    )
    from kommunkompass.sensitivity import (
        shares_keeping_order as shares_keeping_order,
        weighted_ranks as weighted_ranks,
        weighted_totals as weighted_totals,
    )

#: Where each public name is defined; a module is loaded when a name of it is first used.
_HOMES = {
    "auditing": "Audit AuditFinding AuditKind audit",
    "cohort": "Cohort Column Standing",
    "comparison": "Comparison Difference Progress Verdict compare progress",
    "contradiction": "Contradiction",
    "described": "Described Finding FindingKind KeyFacts RoleModel",
    "eras": "Comparability Relation comparability from_pre_2010 to_pre_2010",
    "errors": """
        ContradictionError InputError InvalidTypeError InvalidValueError
        KommunkompassError MissingExtraError NotComparableError NotExactError
        SourceError TargetError UnknownCodeError
    """,
    "evaluation": "Evaluation",
    "exact": "Number exact_text round_half_up",
    "explanation": "Explanation explain",
    "figure": "Figure Statement",
    "formats": """
        example_names example_table load_example read read_document read_many
        read_table write
    """,
    "formats.records": "from_records records",
    "formats.shapes": "json_schema",
    "framework": "Area Criterion Framework Item Term",
    "framework_file": "framework_versions get_framework load_framework",
    "interval": "Certainty Range",
    "profile": "Extreme Gain Reach gains reach strongest weakest",
    "published": "PublishedTable",
    "render.pages": "rendered",
    "render.report": "html_report",
    "score": "Score",
    "sensitivity": "shares_keeping_order weighted_ranks weighted_totals",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = ["__version__", *sorted(_HOME)]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
