"""What users of the library can write: names, signatures, commands, options, directives, formats.

``tests/public_interface.txt`` records it. To record a change that is meant::

    python tests/public_interface.py
"""

from __future__ import annotations

import argparse
import enum
import inspect
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, is_typeddict

import attrs

import kommunkompass

RECORD = Path(__file__).with_suffix(".txt")

#: The public modules; each lists its names.
MODULES = ("", "cohort", "charts", "strategies", "testing", "sphinxext")

#: Types that the reference describes because signatures name them.
TYPES = {
    "evaluation": ["ByCode"],
    "described": ["Details"],
    "framework": ["Language"],
    "files": ["Readable", "Writable"],
}

#: Special methods that are told otherwise, or are Python's own business.
_UNTOLD = {"__init__", "__attrs_post_init__", "__reduce__", "__getstate__", "__setstate__"}
_UNTOLD |= {"__repr__", "_repr_html_"}
_KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: " (by position)",
    inspect.Parameter.KEYWORD_ONLY: " (by keyword)",
}
_STARS = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}


def recorded() -> str:
    """The text of the record, by what the library has now."""
    lines = [*_modules(), *_commands(), *_directives(), *_formats()]
    return "\n".join(lines) + "\n"


def _modules() -> Iterator[str]:
    for name in MODULES:
        module = import_module(f"kommunkompass.{name}".rstrip("."))
        for public in sorted(module.__all__):
            yield from _named(module, public)
    for name, names in TYPES.items():
        module = import_module(f"kommunkompass.{name}")
        for public in names:
            yield from _named(module, public)


def _named(module: ModuleType, name: str) -> Iterator[str]:
    value = getattr(module, name)
    full = f"{module.__name__}.{name}"
    if module is not kommunkompass and name in kommunkompass.__all__:
        yield f"also {full}"
    elif inspect.isclass(value):
        yield from _class(full, value)
    elif inspect.isroutine(value):
        yield from _routine(f"function {full}", value)
    elif name == "__version__":
        yield f"text {full}"
    else:
        yield f"type {full}"


def _class(full: str, kind: type) -> Iterator[str]:
    bases = ", ".join(base.__name__ for base in kind.__bases__ if base is not object)
    yield f"class {full}({bases})"
    if is_typeddict(kind):
        for key, annotation in sorted(kind.__annotations__.items()):
            yield f"    key {key}: {getattr(annotation, '__forward_arg__', annotation)}"
    elif issubclass(kind, enum.Enum):
        for member in kind:
            yield f"    member {member.name} = {member.value!r}"
    elif not getattr(kind, "_is_protocol", False):
        yield from _parameters(kind)
    for name, member in sorted(_members(kind).items()):
        if isinstance(member, classmethod | staticmethod):
            word = type(member).__name__
            yield from _indented(_routine(f"{word} {name}", member.__func__, skip=word[0] == "c"))
        elif inspect.isfunction(member):
            yield from _indented(_routine(f"method {name}", member, skip=True))
        elif isinstance(member, property | cached_property):
            read = member.fget if isinstance(member, property) else member.func
            yield f"    property {name}{_annotation(inspect.signature(read).return_annotation)}"
        elif isinstance(member, attrs.Attribute):
            yield f"    attribute {name}: {member.type}"


def _members(kind: type) -> dict[str, Any]:
    """The public members, inherited ones too, by name; attrs's own methods are left out."""
    found: dict[str, Any] = {}
    for owner in reversed(kind.__mro__):
        if not owner.__module__.startswith("kommunkompass"):
            continue
        for name, member in vars(owner).items():
            function = getattr(member, "__func__", member)
            is_special = name.startswith("__")
            if name in _UNTOLD or (name.startswith("_") and not is_special):
                continue
            if is_special and not _is_written(function):
                continue
            found[name] = member
    if attrs.has(kind):
        fields = [field for field in attrs.fields(kind) if not field.name.startswith("_")]
        found.update({field.name: field for field in fields})
    return found


def _is_written(function: object) -> bool:
    """Whether a function stands in this package, rather than being made by attrs or typing."""
    package = Path(kommunkompass.__file__).parent
    return inspect.isfunction(function) and Path(function.__code__.co_filename).is_relative_to(
        package
    )


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


def _routine(head: str, function: Any, skip: bool = False) -> Iterator[str]:
    yield f"{head}{_annotation(inspect.signature(function).return_annotation)}"
    yield from _parameters(function, skip)


def _parameters(function: Any, skip: bool = False) -> Iterator[str]:
    try:
        signature = inspect.signature(function)
    except ValueError:  # one that Python itself defines
        return
    for parameter in list(signature.parameters.values())[skip:]:
        stars = _STARS.get(parameter.kind, "")
        default = "" if parameter.default is parameter.empty else f" = {_default(parameter)}"
        annotation = _annotation(parameter.annotation).replace(" -> ", ": ", 1)
        yield f"    {stars}{parameter.name}{annotation}{default}{_KINDS.get(parameter.kind, '')}"


def _default(parameter: inspect.Parameter) -> str:
    value = parameter.default
    return "…" if value is attrs.NOTHING else repr(value)


def _annotation(annotation: Any) -> str:
    if annotation is inspect.Parameter.empty:
        return ""
    is_text = isinstance(annotation, str)
    return f" -> {annotation if is_text else inspect.formatannotation(annotation)}"


def _commands() -> Iterator[str]:
    from kommunkompass.cli import parser

    whole = parser()
    yield "command kommunkompass"
    yield from _options(whole)
    (commands,) = [
        action for action in whole._actions if isinstance(action, argparse._SubParsersAction)
    ]
    for name, command in commands.choices.items():
        yield f"command kommunkompass {name}"
        yield from _options(command)


def _options(command: argparse.ArgumentParser) -> Iterator[str]:
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction | argparse._HelpAction):
            continue
        told = [", ".join(action.option_strings) or action.metavar or action.dest.upper()]
        if isinstance(action, argparse._AppendAction) and action.option_strings:
            told.append("repeatable")
        if action.nargs not in (None, 0):
            told.append(f"nargs {action.nargs}")
        if action.choices is not None:
            told.append(f"one of {', '.join(map(str, action.choices))}")
        if action.default not in (None, False, argparse.SUPPRESS, []):
            told.append(f"default {action.default}")
        if action.required:
            told.append("required")
        yield f"    {'; '.join(told)}"


def _directives() -> Iterator[str]:
    from kommunkompass.sphinxext.directives import DIRECTIVES
    from kommunkompass.sphinxext.domain import KommunkompassDomain

    for role in sorted(KommunkompassDomain.roles):
        yield f"role {KommunkompassDomain.name}:{role}"
    for name, directive in sorted(DIRECTIVES.items()):
        yield f"directive {KommunkompassDomain.name}:{name}"
        yield from (f"    :{option}:" for option in sorted(directive.option_spec))


def _formats() -> Iterator[str]:
    from kommunkompass.formats import FORMATS
    from kommunkompass.formats.shapes import KINDS, VERSION

    for form in sorted(FORMATS, key=lambda form: form.name):
        ways = [way for way in ("read", "write") if getattr(form, way) is not None]
        yield f"format {' '.join([form.name, *form.suffixes])}: {', '.join(ways)}"
    for kind in sorted(KINDS.values()):
        yield f"document {kind} {VERSION}"


if __name__ == "__main__":
    RECORD.write_text(recorded(), encoding="utf-8", newline="\n")
