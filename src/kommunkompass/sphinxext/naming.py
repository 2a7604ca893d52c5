"""What a page calls things: a framework, an item of it, a language."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from kommunkompass.errors import SourceError
from kommunkompass.framework import Area, Criterion, Framework, Language
from kommunkompass.framework_file import framework_versions, get_framework, load_framework
from kommunkompass.render.table import clean

__all__ = [
    "CONFIG",
    "Kind",
    "found_framework",
    "full_name",
    "kind_of",
    "language_of",
    "missing_file",
]

#: The setting that names the framework of a project: a bundled version, or a file.
CONFIG = "kommunkompass_framework"

#: What can be linked to, and the name of the role that links to it.
Kind: TypeAlias = Literal["area", "criterion"]


def kind_of(item: Area | Criterion) -> Kind:
    """What an item is, as it is linked to."""
    return "area" if isinstance(item, Area) else "criterion"


def full_name(framework: Framework, code: str) -> str:
    """The name of an item among all frameworks."""
    return f"{clean(framework.version)}/{code}"


def language_of(config: Config) -> Language:
    """The language of a project's pages where it is one of ours, else English."""
    return "sv" if str(config.language).partition("_")[0] == "sv" else "en"


def found_framework(
    env: BuildEnvironment, name: str, *, from_sources: bool = False
) -> tuple[Framework, str | None]:
    """A framework by its name, with its file relative to the sources if it is not bundled.

    Args:
        env: the project.
        name: a bundled version, or a file.
        from_sources: whether a file is relative to the sources, not to the page that is read;
            the page then does not come to depend on it.

    Raises:
        UnknownCodeError: for a version that is not bundled.
        SourceError, InputError: for a file that cannot be read, or has faults.
    """
    if name in framework_versions():
        return get_framework(name), None
    relative, path = env.relfn2path(f"/{name}" if from_sources else name)
    is_there = Path(path).is_file()
    if not is_there and not name.endswith(".toml"):
        return get_framework(name), None
    if not from_sources:
        env.note_dependency(relative)
    if not is_there:
        raise missing_file("framework file", relative)
    return load_framework(path), relative


def missing_file(item: str, relative: str) -> SourceError:
    """The error for a file that is not there, by its path relative to the sources."""
    return SourceError(item, relative, "a file that is there, by its path in the sources")
