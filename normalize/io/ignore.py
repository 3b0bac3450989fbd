r"""Patterns of ``.gitignore``, matched in time that grows with pattern and path and no faster.

A pattern with a slash at its beginning or in its middle is anchored at the folder given, any other is tried at every
depth; one that ends in a slash matches folders alone; ``*``, ``?`` and ``[a-z]`` stay within a name, ``**`` goes over
any number of folders; ``!`` takes back. What matches a folder goes for everything below it. Of several patterns the
last that matches counts, but for a folder that is taken back: it frees no file that a pattern names itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from normalize.errors import ConfigError

_ANY = "**"
_OPEN = re.compile(r"\[([!^]?)((?:\\.|\]|[^\]\\])(?:\\.|[^\]\\])*)\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, its path cut at slashes; None stands for any number of folders."""

    steps: tuple[re.Pattern[str] | None, ...]
    negated: bool = False
    folders_only: bool = False

    def reach(self, parts: list[str]) -> set[int]:
        """How many parts of a path a match may take.

        >>> [pattern] = compiled(["news/**/*.txt"])
        >>> pattern.reach(["news", "2021", "09", "a.txt"]), pattern.reach(["news"])
        ({4}, set())
        """
        ends = {0}
        for number, step in enumerate(self.steps, start=1):
            if step is None:
                is_last = number == len(self.steps)
                ends = set(range(min(ends) + is_last, len(parts) + is_last))
            else:
                ends = {end + 1 for end in ends if end < len(parts) and step.fullmatch(parts[end])}
            if not ends:
                break
        return ends

    def leads(self, parts: list[str]) -> bool:
        """Whether something below a folder may match.

        >>> [pattern] = compiled(["/news/*.txt"])
        >>> pattern.leads(["news"]), pattern.leads(["news", "2021"]), pattern.leads(["old"])
        (True, False, False)
        """
        ends = {0}
        for step in self.steps:
            if step is None or len(parts) in ends:
                return bool(ends)
            ends = {end + 1 for end in ends if end < len(parts) and step.fullmatch(parts[end])}
        return bool(ends)


class Excluded:
    """Tells which paths some patterns exclude. Raises ConfigError for a bad one.

    >>> excluded = Excluded(["*.md", "/drafts/", "!README.md"])
    >>> [excluded(path) for path in ("a/x.md", "drafts/", "drafts/x.txt", "a/drafts/x.txt", "README.md")]
    [True, True, True, False, False]
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = compiled(patterns)

    def __call__(self, path: str) -> bool:
        """Whether a relative path is excluded; that of a folder ends in a slash."""
        if not self._patterns:
            return False
        parts = path.removesuffix("/").split("/")
        is_folder = path.endswith("/")
        excluded, itself = False, False
        for pattern in self._patterns:
            ends = pattern.reach(parts)
            named = len(parts) in ends and not is_folder and not pattern.folders_only
            if not named and not any(end < len(parts) or is_folder for end in ends):
                continue
            if not pattern.negated:
                excluded, itself = True, itself or named
            elif named or not itself:
                excluded, itself = False, False
        return excluded


def compiled(patterns: Iterable[str]) -> list[Pattern]:
    """The patterns, without blank lines and comments."""
    return [pattern for line in patterns if (pattern := _pattern(line)) is not None]


def _pattern(line: str) -> Pattern | None:
    text = line.rstrip("\r\n")
    while text.endswith(" ") and not text.endswith("\\ "):
        text = text[:-1]
    if not text or text.startswith("#"):
        return None
    negated = text.startswith("!")
    body = text[1:] if negated else text
    if not body:
        raise ConfigError(f"exclude: {line!r} says what is taken back, and nothing follows")
    folders_only = body.endswith("/")
    names = body.removesuffix("/").split("/")
    if len(names) == 1:
        names.insert(0, _ANY)
    elif not names[0]:
        del names[0]
    if names == [_ANY, ""]:
        return None  # a slash alone matches nothing
    return Pattern(tuple(None if name == _ANY else _step(name, line) for name in names), negated, folders_only)


def _step(name: str, line: str) -> re.Pattern[str]:
    """What one name of a path must be. Between two stars the first place that fits is taken, and never another: that
    finds a match where there is one."""
    pieces = [""]
    at = 0
    while at < len(name):
        char = name[at]
        group = _OPEN.match(name, at) if char == "[" else None
        at += len(group[0]) if group else 1
        if group:
            pieces[-1] += _one_of(group, line)
        elif char == "*":
            pieces.append("")
        elif char == "?":
            pieces[-1] += "."
        else:
            if char == "\\":
                if at == len(name):
                    raise ConfigError(f"exclude: {line!r} ends in a backslash that stands before nothing")
                char, at = name[at], at + 1
            pieces[-1] += re.escape(char)
    first, *rest = pieces
    middle = "".join(f"(?>.*?{piece})" for piece in rest[:-1])
    return re.compile(first + middle + (f".*{rest[-1]}" if rest else ""), re.DOTALL)


def _one_of(group: re.Match[str], line: str) -> str:
    chars = re.sub(r"\\(.)", r"\1", group[2], flags=re.DOTALL)
    found: list[str] = []
    at = 0
    while at < len(chars):
        if chars[at + 1 : at + 2] == "-" and at + 2 < len(chars):
            if chars[at] > chars[at + 2]:
                raise ConfigError(f"exclude: {line!r} has a range that runs backwards, {chars[at : at + 3]}")
            found.append(f"{re.escape(chars[at])}-{re.escape(chars[at + 2])}")
            at += 3
        else:
            found.append(re.escape(chars[at]))
            at += 1
    return f"[{'^' if group[1] else ''}{''.join(found)}]"
