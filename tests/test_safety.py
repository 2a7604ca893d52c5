"""What the library's own code may not do, whatever it is given; SECURITY.md promises it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import kommunkompass

PACKAGE = Path(kommunkompass.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

#: Modules that reach the network, run other programs, or make objects or code of bytes.
FORBIDDEN = {
    *("asyncio", "ftplib", "http", "imaplib", "poplib", "smtplib", "socket", "socketserver"),
    *("ssl", "urllib", "webbrowser", "xmlrpc", "requests", "httpx", "aiohttp"),
    *("multiprocessing", "pty", "subprocess"),
    *("code", "codeop", "ctypes", "marshal", "pickle", "runpy", "shelve", "dill", "joblib"),
}
#: Calls by name, and by the name after the last dot.
CALLS = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
METHODS = {"eval", "exec", "extractall", "popen", "read_pickle", "system"}
#: What a module may do all the same.
ALLOWED = {"errors.py": {"pickle"}}


def found(tree: ast.AST) -> set[str]:
    """What of it a module does."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names |= {node.module or ""}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            names |= {node.func.id} & CALLS
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            names |= {node.func.attr} & METHODS
    return {name for name in names if name.partition(".")[0] in FORBIDDEN | CALLS | METHODS}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_reaches_the_network_or_runs_code(module: Path) -> None:
    """Nor does it start programs or unpickle."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert found(tree) == ALLOWED.get(module.relative_to(PACKAGE).as_posix(), set())


def test_errors_are_pickled_and_nothing_is_unpickled() -> None:
    """An error asks pickle whether its value can travel, and no more."""
    tree = ast.parse((PACKAGE / "errors.py").read_text(encoding="utf-8"))
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "pickle"
    }
    assert used == {"dumps"}


def test_no_check_of_the_package_is_an_assertion() -> None:
    """Python drops assertions where it optimises: those there are only tell types."""
    for module in MODULES:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Assert):
                said = ast.unparse(node.test)
                where = f"{module.name}, line {node.lineno}: {said}"
                assert said.endswith(" is not None") or said.startswith("isinstance("), where


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("import os, urllib.request", {"urllib.request"}),
        ("from pickle import loads", {"pickle"}),
        ("def read():\n    import socket", {"socket"}),
        ("x = eval(text)", {"eval"}),
        ("os.system(text)", {"system"}),
        ("re.compile(text)", set()),
        ("from . import code", set()),
    ],
)
def test_what_is_looked_for_is_found(code: str, names: set[str]) -> None:
    """Wherever in a module it stands."""
    assert found(ast.parse(code)) == names
