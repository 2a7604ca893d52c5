"""Threads may share evaluations, and may be the first to use any part of the library at once.

Each test runs in an interpreter of its own, in which nothing of the library has been loaded and
no cache is filled. There threads change places far more often than usual; on an interpreter
without a global lock they run at the same time.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

THREADS = 8

#: Runs ``work`` in one thread, then in many from a common start, and prints what they got.
PROGRAM = """
import json, sys, threading

{shared}

def work():
{work}

def told(name, results, barrier=None):
    try:
        if barrier:
            barrier.wait()
        results[name] = work()
    except BaseException as error:
        results[name] = repr(error)

sys.setswitchinterval(1e-6)
results, barrier = {{}}, threading.Barrier({threads})
threads = [
    threading.Thread(target=told, args=(number, results, barrier)) for number in range({threads})
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
told("alone", results)
print(json.dumps(results))
"""

#: Nothing is loaded: the threads import, and fill the caches, at the same time.
FRESH = """
    import io
    import kommunkompass as kk
    kumla = kk.load_example("kumla-2017")
    halves = {item.code: 50 for item in kumla.framework.criteria}
    other = kk.Evaluation.from_percents("2.1", halves)
    file = io.BytesIO()
    kk.write([kumla, other], file, form="csv", lossy=True)
    cohort = kk.Cohort.from_evaluations([kumla, other], labels=["Kumla", "Other"])
    return [
        str(kumla.total),
        [str(finding) for finding in kk.audit(kumla).findings],
        str(kk.compare(other, kumla).total),
        [str(each.total) for each in kk.read_many(io.BytesIO(file.getvalue()))],
        [list(map(int, ranks)) for ranks in cohort.total.possible_ranks()],
        kk.rendered(kumla, "html"),
        kk.html_report(kumla),
        kk.json_schema("evaluation")["title"],
    ]
"""

#: The threads share evaluations, and what is worked out of them only once.
SHARED = """
import kommunkompass as kk
kumla = kk.load_example("kumla-2017")
many = [
    kk.Evaluation.from_percents(
        "2.1", {item.code: (7 * place) % 101 for item in kumla.framework.criteria}
    )
    for place in range(20)
]
cohort = kk.Cohort.from_evaluations([*many, kumla], labels=[f"M{place}" for place in range(21)])
"""
USES = """
    return [
        [str(score) for each in (kumla, *many) for score in (*each.areas, each.total)],
        [str(finding) for finding in kk.audit(kumla).findings],
        [str(kk.compare(each, kumla).total) for each in many],
        [str(kk.strongest(each.areas)) + str(kk.weakest(each.areas)) for each in many],
        [list(map(int, ranks)) for ranks in cohort.total.possible_ranks()],
        list(map(str, kk.weighted_totals(cohort, {str(area): area for area in range(1, 9)}))),
        str(kk.explain(kumla.total)),
        hash(kumla) == hash(kk.load_example("kumla-2017")),
    ]
"""


@pytest.mark.parametrize(
    ("shared", "work"), [("", FRESH), (SHARED, USES)], ids=["fresh", "shared"]
)
def test_threads_get_what_one_gets_alone(shared: str, work: str) -> None:
    """Whether they load the library at once or work with the same evaluations."""
    program = PROGRAM.format(shared=shared, work=work, threads=THREADS)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    alone = results.pop("alone")
    assert isinstance(alone, list), alone
    assert len(results) == THREADS
    assert all(result == alone for result in results.values())
