"""Measures how time and memory grow with a document's size, for documents made to be nasty.

    python tests/fuzzing/growth.py                # all readers, all families
    python tests/fuzzing/growth.py json --time    # the times of one reader

For each family of documents it prints the times at sizes that double, the ratio of the last two,
and the peak of memory as a multiple of the size. A ratio near 2 is linear.
"""

from __future__ import annotations

import argparse
import io
import sys
import tracemalloc
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fuzzing.families import FAMILIES
from kommunkompass import (
    KommunkompassError,
    load_framework,
    read_document,
    read_many,
)

_SMALLEST, _LARGEST = 1 << 17, 9_500_000
_PATIENCE = 15.0


def _file(text: str) -> io.BytesIO:
    return io.BytesIO(text.encode())


READERS: dict[str, Callable[[str], object]] = {
    "json": lambda text: read_document(_file(text)),
    "delimited": lambda text: read_many(_file(text)),
    "pasted": lambda text: read_many(_file(text)),
    "framework": lambda text: load_framework(_file(text)),
}


def taken(read: Callable[[str], object], text: str) -> float:
    """The seconds that reading takes, its error's message included."""
    start = process_time()
    _tried(read, text)
    return process_time() - start


def _tried(read: Callable[[str], object], text: str) -> None:
    try:
        read(text)
    except KommunkompassError as error:
        str(error)


def peak(read: Callable[[str], object], text: str) -> int:
    """The most bytes that are in use at once while reading, those of the input included."""
    tracemalloc.start()
    with suppress(KommunkompassError):
        _tried(read, text)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def sizes(largest: int) -> Iterable[int]:
    """The sizes, each twice the one before."""
    size = _SMALLEST
    while size <= largest:
        yield size
        size *= 2


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("reader", nargs="*", help=", ".join(READERS))
    parser.add_argument("--family", help="one family instead of all")
    parser.add_argument("--largest", type=int, default=_LARGEST, help="the largest size")
    parser.add_argument("--time", action="store_true", help="times alone")
    parser.add_argument("--memory", action="store_true", help="memory alone")
    options = parser.parse_args()
    for reader in options.reader or READERS:
        read = READERS[reader]
        most = options.largest if reader != "framework" else min(options.largest, 1_000_000)
        for name, family in FAMILIES[reader].items():
            if options.family not in (None, name):
                continue
            row = [f"{reader:10}", f"{name:26}"]
            if not options.memory:
                times: list[float] = []
                for size in sizes(most):
                    text = family(size)
                    times.append(min(taken(read, text) for _ in range(2)))
                    if times[-1] > _PATIENCE:
                        break
                ratio = times[-1] / times[-2] if len(times) > 1 else 0
                row += [f"{ratio:5.2f}", *[f"{time * 1000:.0f}" for time in times]]
            if not options.time:
                multiples = []
                for size in (100_000, most // 4):
                    text = family(size)
                    multiples.append(peak(read, text) / len(text.encode()))
                row.append("memory " + " ".join([f"{multiple:.1f}" for multiple in multiples]))
            print(" ".join(row), flush=True)


if __name__ == "__main__":
    sys.exit(main())
