"""Longer checks: other Pythons, the oldest dependencies, coverage, benchmarks."""

import tomllib
from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.sessions = ["tests", "lint", "types", "docs"]

PROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


@nox.session(python=["3.11", "3.12", "3.13", "3.14"])
def tests(session: nox.Session) -> None:
    """Run the tests against the built package."""
    session.install(".[test]")
    session.run("pytest", *session.posargs)


@nox.session(python="3.11")
def oldest(session: nox.Session) -> None:
    """Run the tests with the lowest releases that the package says it works with."""
    lowest = [requirement.replace(">=", "==") for requirement in PROJECT["dependencies"]]
    session.install(".[test]", *lowest)
    session.run("pytest", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Measure which lines and branches the tests reach."""
    session.install("-e", ".[test]")
    # Not as a plugin of pytest: plugins may import the package before one measures.
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
    session.run("coverage", "combine")
    session.run("coverage", "report")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style."""
    session.install(*(tool for tool in EXTRAS["dev"] if tool.startswith("ruff")))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Check types."""
    session.install("-e", ".[dev]")
    session.run("mypy")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation and check its links."""
    session.install(".[docs]")
    pages = session.create_tmp()
    session.run("sphinx-build", "-W", "-n", "--keep-going", "docs", pages)
    session.run("python", "tests/built_pages.py", pages)


@nox.session
def bench(session: nox.Session) -> None:
    """Run the benchmarks."""
    session.install(".[bench,test]")
    for script in ("bench_scores.py", "bench_cohort.py"):
        session.run("python", f"tests/benchmarks/{script}", *session.posargs)
