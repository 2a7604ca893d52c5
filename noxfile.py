"""Longer checks: other Pythons, dependencies and settings, the package, mutants, benchmarks."""

import json
import shutil
import tarfile
import tomllib
from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.sessions = ["tests", "lint", "types", "docs", "package"]

PYPROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
EXTRAS = PROJECT["optional-dependencies"]
GROUPS = PYPROJECT["dependency-groups"]
PYTHONS = ["3.11", "3.12", "3.13", "3.14", "3.15"]

#: A day, in seconds since 1970, that archives give for all their files.
BUILD_DAY = "1500000000"
LARGEST_WHEEL = 200_000
#: The least share of the mutants of the core that tests have to notice.
LEAST_NOTICED = 0.95

#: What is text in the source tree and may come with other line ends.
TEXTS = {".css", ".json", ".md", ".py", ".svg", ".toml", ".tsv", ".txt"}


def requirements(extra: str, *names: str) -> list[str]:
    """The requirements of an extra on libraries with these names."""
    return [each for each in EXTRAS[extra] if each.startswith(names)]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests against the built package."""
    session.install(".[test]")
    session.run("pytest", *session.posargs)


@nox.session(python=["3.13t", "3.14t"])
def free_threaded(session: nox.Session) -> None:
    """Run the tests where threads share no lock; Polars has no release for that."""
    others = [each for each in EXTRAS["test"] if not each.startswith((PROJECT["name"], "polars"))]
    session.install(".[docs,excel,hypothesis,plot]", *others)
    env = {"PYTHON_GIL": "0"}
    session.run("pytest", "--ignore=tests/test_records.py", *session.posargs, env=env)


@nox.session(python="3.11")
def oldest(session: nox.Session) -> None:
    """Run the tests with the lowest releases that the package says it works with."""
    lowest = [*PROJECT["dependencies"]]
    for extra in ("docs", "excel", "hypothesis", "plot", "test"):
        lowest += [each for each in EXTRAS[extra] if not each.startswith(PROJECT["name"])]
    # Newer releases of pyparsing warn of how that matplotlib calls them.
    pins = [each.replace(">=", "==") for each in lowest]
    session.install(".[test]", "pyparsing<3.2", *pins)
    session.run("pytest", *session.posargs)


@nox.session
def optimised(session: nox.Session) -> None:
    """Run the tests without assertions in the package: no check may be one."""
    session.install(".[test]")
    # Tests keep their assertions, which pytest writes anew; of other modules it warns.
    ignored = "ignore:assertions not in test modules:pytest.PytestConfigWarning"
    session.run("python", "-O", "-m", "pytest", "-W", ignored, *session.posargs)


@nox.session
def c_locale(session: nox.Session) -> None:
    """Run the tests in the C locale, and those of files where the system's encoding is ASCII."""
    session.install(".[test]")
    env = {"LC_ALL": "C"}
    session.run("pytest", *session.posargs, env=env)
    # Arguments and names of files with Swedish letters cannot be had there, so not all tests.
    files = ["test_framework.py", "test_records.py", "test_cli.py"]
    files += sorted(path.name for path in Path("tests").glob("test_formats*.py"))
    env |= {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    session.run("pytest", *[f"tests/{name}" for name in files], *session.posargs, env=env)


@nox.session
def windows_line_ends(session: nox.Session) -> None:
    """Run the tests in a copy whose texts have Windows' line ends."""
    copy = Path(session.create_tmp()) / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    hidden = shutil.ignore_patterns(".git", ".nox", ".venv", ".*_cache", "__pycache__", "_build")
    shutil.copytree(".", copy, ignore=hidden)
    for path in copy.rglob("*"):
        is_sample = path.is_relative_to(copy / "tests" / "data")
        if path.is_file() and path.suffix in TEXTS and not is_sample:
            content = path.read_bytes().replace(b"\r\n", b"\n")
            path.write_bytes(content.replace(b"\n", b"\r\n"))
    session.chdir(copy)
    session.install(".[test]")
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
    session.install(*requirements("dev", "ruff"))
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
    session.install(".[docs,hypothesis,plot]")
    pages = session.create_tmp()
    session.run("sphinx-build", "-W", "-n", "--keep-going", "docs", pages)
    session.run("python", "tests/built_pages.py", pages)


@nox.session
def package(session: nox.Session) -> None:
    """Build what is published, and try it as those who get it do."""
    session.install(*requirements("dev", "build", "twine"), "check-wheel-contents>=0.6")
    work = Path(session.create_tmp()).resolve()
    shutil.rmtree(work)
    for name in ("first", "second"):
        env = {"SOURCE_DATE_EPOCH": BUILD_DAY}
        session.run("python", "-m", "build", "--outdir", str(work / name), env=env)
    built = sorted((work / "first").iterdir())
    sdist, wheel = built if built[0].suffix == ".gz" else reversed(built)
    for archive in built:
        if archive.read_bytes() != (work / "second" / archive.name).read_bytes():
            session.error(f"two builds of {archive.name} differ")
    session.run("twine", "check", "--strict", *map(str, built))
    session.run("check-wheel-contents", str(wheel))
    session.log(f"{sdist.name} {sdist.stat().st_size:,} bytes")
    session.log(f"{wheel.name} {wheel.stat().st_size:,} bytes")
    if wheel.stat().st_size >= LARGEST_WHEEL:
        session.error(f"the wheel has {LARGEST_WHEEL:,} bytes or more")
    try_wheel(session, wheel, work / "bare")
    try_sdist(session, sdist, work / "unpacked")


def try_wheel(session: nox.Session, wheel: Path, environment: Path) -> None:
    """Install a wheel alone, see what comes with it, and run what README.md shows."""
    readme = Path("README.md").resolve()
    session.run("python", "-m", "venv", str(environment))
    scripts = environment / ("Scripts" if (environment / "Scripts").is_dir() else "bin")
    python = str(scripts / "python")

    def listed() -> set[str]:
        found = session.run(
            python, "-m", "pip", "list", "--format=json", silent=True, external=True
        )
        # Whatever pip has to say beside stands on lines of its own.
        (told,) = [line for line in str(found).splitlines() if line.startswith("[")]
        return {each["name"] for each in json.loads(told)}

    before = listed()
    session.run(python, "-m", "pip", "install", "-q", str(wheel), external=True)
    if (added := listed() - before) != {"attrs", "kommunkompass", "numpy"}:
        session.error(f"a plain installation brings {', '.join(sorted(added))}")
    session.chdir(environment)
    session.run(python, "-m", "doctest", str(readme), external=True)
    command = str(scripts / "kommunkompass")
    session.run(command, "score", "kumla-2017", external=True, silent=True)


def try_sdist(session: nox.Session, sdist: Path, folder: Path) -> None:
    """Unpack a source archive, install from it, and run its own tests."""
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    session.chdir(next(folder.iterdir()))
    session.install(".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Run the benchmarks."""
    session.install(".[test]", *GROUPS["bench"])
    session.run("python", "tests/benchmarks", *session.posargs)


@nox.session(python="3.11")
def fuzz(session: nox.Session) -> None:
    """Feed the readers and the command line with documents changed at random."""
    session.install("-e", ".[test]", *GROUPS["fuzz"])
    targets = ("json", "delimited", "pasted", "framework", "records", "commands", "workbooks")
    for target in targets:
        session.run("python", "tests/fuzzing/fuzz.py", target, *session.posargs)


@nox.session
def mutation(session: nox.Session) -> None:
    """Put small faults into the core, one at a time; its tests are to notice nearly all.

    It takes half an hour or so. With names of mutants as arguments, those alone are tried.
    """
    session.install("-e", ".[test]", "mutmut~=3.8.1")
    session.env["HYPOTHESIS_PROFILE"] = "mutation"
    if session.posargs:
        session.run("mutmut", "run", *session.posargs)
        return
    # What mutmut found before holds for the tests as they were.
    shutil.rmtree("mutants", ignore_errors=True)
    session.run("mutmut", "run")
    session.run("mutmut", "results")
    session.run("mutmut", "export-cicd-stats")
    counts = json.loads(Path("mutants/mutmut-cicd-stats.json").read_text(encoding="utf-8"))
    noticed = counts["killed"] + counts["timeout"]
    session.log(f"{noticed} of {counts['total']} mutants are noticed")
    if noticed < LEAST_NOTICED * counts["total"]:
        session.error(f"less than {LEAST_NOTICED:.0%} of the mutants are noticed")
