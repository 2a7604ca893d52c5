"""Feeds a reader, or the command line, with documents that are changed at random.

    python tests/fuzzing/fuzz.py json --runs 100000 --corpus json-corpus

It needs atheris (the extra ``fuzz``), which lets the lines that an input reaches guide what is
tried next; with ``--unguided`` it does without. Every failure is told once and stored beside the
corpus; the exit status is 1 where there was any.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import sys
import tempfile
import traceback
from pathlib import Path
from time import monotonic
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

NAMES = ["json", "delimited", "pasted", "framework", "records", "commands", "workbooks"]
_MOST = {"workbooks": 60_000}  # bytes; of others 8,000


class Run:
    """A run: how many inputs there were, how many were read, and what failed."""

    def __init__(self, name: str, runs: int, failures: Path) -> None:
        from fuzzing.targets import check

        self.name, self.runs, self.failures = name, runs, failures
        self.check = check
        self.count = self.read = 0
        self.seen: set[str] = set()
        self.start = monotonic()

    def take(self, data: bytes) -> None:
        """Try an input."""
        self.count += 1
        try:
            self.read += self.check(self.name, data)
        except Exception as error:
            self.fail(data, error)
        if self.count % 10_000 == 0:
            self.tell()
        if self.count >= self.runs:
            self.end()

    def fail(self, data: bytes, error: Exception) -> None:
        """Store an input that fails in a place where none before it did."""
        frames = traceback.extract_tb(error.__traceback__)[-3:]
        places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
        place = " ".join([type(error).__name__, *places])
        if place in self.seen:
            return
        self.seen.add(place)
        digest = hashlib.sha256(data).hexdigest()[:12]
        self.failures.mkdir(parents=True, exist_ok=True)
        (self.failures / f"{self.name}-{digest}").write_bytes(data)
        print(f"FAILED {self.name}-{digest}: {place}\n  {str(error)[:300]}", flush=True)
        traceback.print_exception(error)

    def tell(self) -> None:
        """Tell how far it is."""
        seconds = monotonic() - self.start
        print(
            f"{self.name}: {self.count} inputs, {self.read} of them read, "
            f"{self.count / seconds:.0f} a second, {len(self.seen)} failures",
            flush=True,
        )

    def end(self) -> NoReturn:
        """End the run."""
        self.tell()
        # libFuzzer gives its own exit no chance to tell anything.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(bool(self.seen))


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("target", choices=NAMES)
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, help="a directory; a new one by default")
    parser.add_argument("--unguided", action="store_true", help="without atheris")
    options = parser.parse_args()
    corpus = options.corpus or Path(tempfile.mkdtemp())
    failures = corpus.with_name(corpus.name + "-failures")
    (_unguided if options.unguided else _guided)(options, corpus, failures)


def _unguided(options: argparse.Namespace, corpus: Path, failures: Path) -> NoReturn:
    from fuzzing.changes import changed
    from fuzzing.documents import seeds

    run = Run(options.target, options.runs, failures)
    chance = random.Random(options.seed)
    while True:
        data = chance.choice(seeds(options.target))
        run.take(changed(data, chance, options.target, 80_000))


def _guided(options: argparse.Namespace, corpus: Path, failures: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=["kommunkompass"]):
        import kommunkompass.cohort
        import kommunkompass.render.pages
        import kommunkompass.render.report
        import kommunkompass.strategies  # noqa: F401
        from fuzzing.changes import changed
        from fuzzing.documents import seeds

        run = Run(options.target, options.runs, failures)

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.2:
            found: bytes = atheris.Mutate(data, most)
            return found
        if chance.random() < 0.5:
            data = chance.choice(seeds(options.target))
        return changed(data, chance, options.target, most)

    corpus.mkdir(parents=True, exist_ok=True)
    for seed in seeds(options.target):
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    libfuzzer = [
        f"-seed={options.seed}",
        f"-max_len={_MOST.get(options.target, 8_000)}",
        "-len_control=0",
        "-timeout=60",
        "-rss_limit_mb=3000",
        "-verbosity=1",
        f"-artifact_prefix={failures}-",
    ]
    atheris.Setup([sys.argv[0], *libfuzzer, str(corpus)], run.take, custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
