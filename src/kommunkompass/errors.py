"""The exceptions of the library: one base, each also the built-in that a caller would guess."""

from __future__ import annotations

from collections.abc import Iterable

#: So that most paths are whole, and a parser's words, which end in the line that is wrong.
_LONGEST_SHOWN = 150
_MOST_REASONS = 10


def shown(value: object) -> str:
    """Return a short text for any value, however large or ill-behaved."""
    try:
        text = repr(value) if isinstance(value, str | int | float) else str(value)
    except Exception:  # int's limit on digits, or a foreign object's own __repr__
        return f"a value of type {type(value).__name__}"
    return cut(text)


def cut(text: str) -> str:
    """Return a text, or how it begins where it is long."""
    if len(text) <= _LONGEST_SHOWN:
        return text
    return f"{text[: _LONGEST_SHOWN - 20]}… ({len(text)} characters)"


class KommunkompassError(Exception):
    """Base of every exception that the library raises.

    Attributes:
        item: what the error is about, such as ``"line 12, area 5"``.
        value: what was given.
        allowed: what would have been allowed, in words.
    """

    _text = "{item}: {value} is not allowed; allowed: {allowed}"

    def __init__(self, item: str, value: object, allowed: str) -> None:
        super().__init__(item, value, allowed)
        self.item = item
        self.value = value
        self.allowed = allowed

    def __str__(self) -> str:
        return self._text.format(
            item=self.item,
            value=shown(self.value),
            kind=type(self.value).__name__,
            allowed=self.allowed,
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.item!r}, {shown(self.value)}, {self.allowed!r})"

    def __reduce__(self) -> tuple[object, ...]:
        import pickle  # only where an error travels, so that no reader has it at hand

        value = self.value
        try:
            pickle.dumps(value)
        except Exception:  # a lambda, an open file: what it looked like has to do
            value = shown(value)
        return type(self), (self.item, value, self.allowed)


class InvalidValueError(KommunkompassError, ValueError):
    """A value of the right kind that is out of bounds, not finite or not well formed."""


class InvalidTypeError(KommunkompassError, TypeError):
    """A value of a kind that is never accepted, such as a truth value for a number."""

    _text = "{item}: {value} is not allowed (it is of type {kind}); allowed: {allowed}"


class UnknownCodeError(KommunkompassError, KeyError):
    """A code or a name that does not exist; ``allowed`` lists those that do."""

    _text = "{item}: {value} is not known; allowed: {allowed}"


class NotExactError(KommunkompassError, ValueError):
    """One number was asked for where only a range is known.

    ``value`` is the range; ``allowed`` names what is missing or known only as a range.
    """

    _text = "{item}: no single number, only the range {value}; {allowed}"


class ContradictionError(KommunkompassError, ValueError):
    """Figures that cannot all be true: no exact points would give them.

    ``value`` is a tuple of :class:`~kommunkompass.Contradiction`, one for each place where
    figures contradict each other, each naming as few figures as possible.
    """

    def __str__(self) -> str:
        if not isinstance(self.value, tuple):
            return super().__str__()
        reasons = [str(contradiction) for contradiction in self.value[:_MOST_REASONS]]
        count = len(self.value)
        label = self.item.rpartition(": ")[2]
        where = self.item.removesuffix(label)
        if count > 1:
            if count > _MOST_REASONS:
                reasons.append(f"and {count - _MOST_REASONS} more")
            head = f"{where}{count} contradictions; allowed: {self.allowed}"
            return "\n  ".join([head, *reasons])
        reason = "".join(reasons)
        if not reason.startswith(f"{label} "):  # it does not name its item itself
            where = f"{self.item}: "
        return f"{where}{reason}; allowed: {self.allowed}"


class NotComparableError(KommunkompassError, ValueError):
    """A comparison, or a step between scales, that no source supports.

    ``allowed`` says why, or what would be comparable.
    """

    _text = "{item} ({value}) cannot be compared: {allowed}"


class InputError(KommunkompassError, ValueError):
    """A file or text with faults; all of them are named at once.

    Attributes:
        faults: the single errors, in the order of the text.
    """

    def __init__(self, item: str, faults: Iterable[KommunkompassError], allowed: str) -> None:
        self.faults = tuple(faults)
        super().__init__(item, self.faults, allowed)

    def __str__(self) -> str:
        count = len(self.faults)
        head = f"{self.item}: {count} fault{'s' if count != 1 else ''}; allowed: {self.allowed}"
        return "\n  ".join([head, *map(str, self.faults)])


class SourceError(KommunkompassError, OSError):
    """A file that cannot be read at all; ``value`` (and ``filename``) is its path."""

    _text = "{item}: {value} cannot be read; allowed: {allowed}"

    def __init__(self, item: str, value: object, allowed: str) -> None:
        super().__init__(item, value, allowed)
        self.errno, self.strerror, self.filename = None, allowed, value


class TargetError(SourceError):
    """A file that cannot be written; ``value`` (and ``filename``) is its path."""

    _text = "{item}: {value} cannot be written; allowed: {allowed}"


class MissingExtraError(KommunkompassError, ImportError):
    """A part of the library that needs another library, which is not installed or is broken.

    ``item`` is that part, ``value`` the other library, ``allowed`` the command that installs it.
    """

    _text = "{item}: {value} cannot be imported; to install: {allowed}"
