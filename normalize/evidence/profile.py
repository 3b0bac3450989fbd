"""One counting pass over a document, and the merging of what it yields.

A :class:`Profile` is all that a document needs to know of the folder around it. Merging is associative and
commutative, so a folder may be surveyed in any order and by any number of workers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from normalize.errors import InputError
from normalize.evidence.wanted import Wants
from normalize.io.jsonlines import dump, parse
from normalize.storage.whole import read_whole
from normalize.text.lines import BREAKS, last_line, trimmed
from normalize.text.marks import MARKS
from normalize.text.tokens import Tokens, breaks_sentence, tokenize

FORMAT = "normalize-profile/1"

T = TypeVar("T")

_PREFIX = re.compile(r"[a-z]{2,8}")
_NAME = re.compile(rf"[^\W\d_a-z](?:[^\W\d_]|[\u200c\u200d{MARKS}])+")
_ACRONYM_INSIDE = re.compile(r"\(\s*[\"“‘']?([^\W\d_a-z]{2,6})[\"”’']?\s*[),;]")
_WORDS_INSIDE = re.compile(rf"\(([^(){BREAKS}]{{6,80}})\)")
_ACRONYM_BEFORE = re.compile(r"(?<!\w)([^\W\d_a-z]{2,6})[ \t]*\Z")
_MOST_WORDS = 10
_REACH = 160  # code points looked at before a bracket
_LONG_LINE = 400
_HYPHEN = "-"
_JOINTS = ("-", "_")
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Definition:
    """An acronym and the words in front of (or behind) it that may spell it out: ``National Front (NF)``."""

    acronym: str
    words: str
    start: int
    end: int


def definitions(text: str) -> Iterator[Definition]:
    """Acronyms explained in the text, in text order; ``start`` and ``end`` are the acronym's.

    >>> [(d.acronym, d.words) for d in definitions("a National Resistance Front (FNR) and the ILO (Labour Office)")]
    [('FNR', 'a National Resistance Front'), ('ILO', 'Labour Office')]
    """
    at = text.find("(")
    while at >= 0:
        before = text[max(0, at - _REACH) : at]
        if inside := _ACRONYM_INSIDE.match(text, at):
            words = _words_before(before)
            if words:
                yield Definition(inside[1], words, *inside.span(1))
        elif (inside := _WORDS_INSIDE.match(text, at)) and (acronym := _ACRONYM_BEFORE.search(before)):
            start = at - len(before) + acronym.start(1)
            yield Definition(acronym[1], _WHITE.sub(" ", inside[1]), start, start + len(acronym[1]))
        at = text.find("(", at + 1)


def _words_before(text: str) -> str:
    """The last words of a passage, at most ten, back to the nearest punctuation."""
    words: list[str] = []
    for word in reversed(last_line(text).split()):
        if not word[:1].isalpha() or len(words) == _MOST_WORDS or (words and word[-1] in ".,;:!?)"):
            break
        words.append(word)
    return " ".join(reversed(words))


def compounds(text: str) -> list[str]:
    """Each lower-case prefix joined to a capitalised word, as written.

    >>> compounds("the anti-Taliban, pro-EU and well-known")
    ['anti-Taliban', 'pro-EU']
    """
    tokens = tokenize(text)
    return _compounds_at(tokens, (i for i, gap in enumerate(tokens.separators) if gap == _HYPHEN))


def _compounds_at(tokens: Tokens, hyphens: Iterable[int]) -> list[str]:
    """The compounds around some separators."""
    words, gaps = tokens.words, tokens.separators
    return [
        f"{words[i - 1]}-{words[i]}"
        for i in hyphens
        if 0 < i < len(words)
        and not "a" <= words[i][0] <= "z"  # as most words behind a hyphen begin
        and _PREFIX.fullmatch(words[i - 1])
        and _NAME.fullmatch(words[i])
        and not gaps[i - 1].endswith(_JOINTS)
        and not gaps[i + 1].startswith(_JOINTS)
    ]


def _line_key(line: str) -> str:
    return blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Counting(Wants):
    """What a survey asks of each distinct form and separator."""

    def wants(self, form: str) -> bool:
        """Whether a word has a capital."""
        return form[:1].isupper()

    def wants_separator(self, separator: str) -> bool:
        """Whether the capital behind a separator is an effect of position, or a compound may stand around it."""
        return separator == _HYPHEN or breaks_sentence(separator)


@dataclass
class Profile:
    """Counts over the documents surveyed.

    ``words``: each word form as written. ``capitalised``: those with a capital inside a sentence, where it is no
    effect of position. ``compounds``: a lower-case prefix with a capitalised word (``anti-Taliban``). ``definitions``:
    (acronym, words beside it). ``lines``: a hash of each short line, counted once a document.
    """

    documents: int = 0
    words: Counter[str] = field(default_factory=Counter)
    capitalised: Counter[str] = field(default_factory=Counter)
    compounds: Counter[str] = field(default_factory=Counter)
    definitions: Counter[tuple[str, str]] = field(default_factory=Counter)
    lines: Counter[str] = field(default_factory=Counter)
    _derived: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def add(self, other: Profile) -> None:
        """Merge another profile into this one."""
        self.documents += other.documents
        self.words.update(other.words)
        self.capitalised.update(other.capitalised)
        self.compounds.update(other.compounds)
        self.definitions.update(other.definitions)
        self.lines.update(other.lines)
        self._derived.clear()

    def take_away(self, other: Profile) -> None:
        """Undo :meth:`add` of the same counts: what is left is as if they had never been added.

        >>> total, part = survey("the Panjshir of Panjshir"), survey("the river")
        >>> total.add(part)
        >>> total.take_away(part)
        >>> total == survey("the Panjshir of Panjshir")
        True
        """
        self.documents -= other.documents
        _take(self.words, other.words)
        _take(self.capitalised, other.capitalised)
        _take(self.compounds, other.compounds)
        _take(self.definitions, other.definitions)
        _take(self.lines, other.lines)
        self._derived.clear()

    def count(self, tokens: Tokens, capitals: Iterable[int], marked: Sequence[int]) -> None:
        """Count one more document, of which the numbers of the words and separators that :class:`Counting` wants are
        known."""
        words, gaps = tokens.words, tokens.separators
        hyphens = [i for i in marked if gaps[i] == _HYPHEN]
        opening = {0, *marked}.difference(hyphens)
        self.documents += 1
        self.words.update(words)
        self.capitalised.update([words[i] for i in capitals if i not in opening])
        self.compounds.update(_compounds_at(tokens, hyphens))
        self.definitions.update([(d.acronym, d.words) for d in definitions(tokens.text)])
        self.lines.update([_line_key(line) for line in trimmed(tokens.text) if len(line) <= _LONG_LINE])
        self._derived.clear()

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_derived": {}}

    def derived(self, build: Callable[..., T], *arguments: str) -> T:
        """What ``build`` makes of this profile: made at the first question, and again when the counts have changed."""
        key = (build, arguments)
        if key not in self._derived:
            self._derived[key] = build(self, *arguments)
        made: T = self._derived[key]
        return made

    def compounds_with(self, prefix: str) -> list[str]:
        """The words that stand behind a lower-case prefix, sorted."""
        return self.derived(_by_prefix).get(prefix, [])

    def line_count(self, line: str) -> int:
        """In how many documents a line stands."""
        return self.lines[_line_key(line.strip())]

    def to_json(self) -> bytes:
        """The profile as JSON, keys sorted, so that equal profiles give equal bytes."""
        return dump(
            {
                "format": FORMAT,
                "documents": self.documents,
                "words": _sorted(self.words),
                "capitalised": _sorted(self.capitalised),
                "compounds": _sorted(self.compounds),
                "definitions": [[a, w, n] for (a, w), n in sorted(self.definitions.items())],
                "lines": _sorted(self.lines),
            }
        )

    @classmethod
    def from_json(cls, data: bytes, name: str = "profile") -> Profile:
        """Read what :meth:`to_json` wrote; raises InputError for anything else."""
        try:
            raw: dict[str, Any] = parse(data)
            if raw["format"] != FORMAT:
                raise InputError(f"{name}: this profile has the format {raw['format']!r}, not {FORMAT!r}; survey again")
            return cls(
                documents=int(raw["documents"]),
                words=_counts(raw["words"]),
                capitalised=_counts(raw["capitalised"]),
                compounds=_counts(raw["compounds"]),
                definitions=Counter({(str(a), str(w)): int(n) for a, w, n in raw["definitions"]}),
                lines=_counts(raw["lines"]),
            )
        except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
            raise InputError(f"{name}: not a profile written by `normalize survey` ({error})") from error

    @classmethod
    def load(cls, path: Path) -> Profile:
        """Read a profile file; raises InputError."""
        try:
            data = read_whole(path)
        except OSError as error:
            raise InputError(f"{path}: cannot read the profile: {error.strerror}") from error
        return cls.from_json(data, str(path))


def _take(counter: Counter[T], other: Counter[T]) -> None:
    """Take counts away; what is at nothing then is forgotten."""
    counter.subtract(other)
    for key in [key for key in other if counter[key] == 0]:
        del counter[key]


def _by_prefix(profile: Profile) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for compound in sorted(profile.compounds):
        first, _, word = compound.partition("-")
        found.setdefault(first, []).append(word)
    return found


def _counts(raw: dict[str, int]) -> Counter[str]:
    if not isinstance(raw, dict) or not all(type(n) is int for n in raw.values()):
        raise ValueError("counts must be whole numbers")
    return Counter(raw)


def _sorted(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items()))


def survey(text: str) -> Profile:
    """Count one text by itself."""
    tokens, counting, profile = tokenize(text), Counting(), Profile()
    capitals = [i for i, word in enumerate(tokens.words) if counting.wants(word)]
    marked = [i for i, gap in enumerate(tokens.separators) if counting.wants_separator(gap)]
    profile.count(tokens, capitals, marked)
    return profile


def merged(profiles: Iterable[Profile]) -> Profile:
    """One profile for all."""
    total = Profile()
    for profile in profiles:
        total.add(profile)
    return total
