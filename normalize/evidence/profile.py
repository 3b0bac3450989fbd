"""One counting pass over a document, and the merging of what it yields.

A :class:`Profile` is all that a document needs to know of the folder around it. Merging is associative and
commutative, so a folder may be surveyed in any order and by any number of workers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from normalize.arguments import path_of
from normalize.evidence import profile_file
from normalize.evidence.rest import LARGEST, SHARES, Rest
from normalize.evidence.wanted import Wants
from normalize.text.lines import BREAKS, last_line, trimmed
from normalize.text.marks import MARKS
from normalize.text.tokens import Tokens, breaks_sentence, tokenize

T = TypeVar("T")

_PREFIX = re.compile(r"[a-z]{2,8}")
_NAME = re.compile(rf"[^\W\d_a-z](?:[^\W\d_]|[\u200c\u200d{MARKS}])+")
_ACRONYM_INSIDE = re.compile(r"\(\s*[\"“‘']?([^\W\d_a-z]{2,6})[\"”’']?\s*[),;]")
_WORDS_INSIDE = re.compile(rf"\(([^(){BREAKS}]{{6,80}})\)")
_ACRONYM_BEFORE = re.compile(r"(?<!\w)([^\W\d_a-z]{2,6})[ \t]*\Z")
_MOST_WORDS = 10
_REACH = 160  # code points looked at before a bracket
LONGEST = 400  # code points of a line that is counted
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


def line_key(line: str) -> str:
    """What a profile knows a trimmed line by."""
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

    Up to ``limit`` word forms (and a share of that of the other keys, :data:`normalize.evidence.rest.SHARES`) all
    counts are exact. A table that grows beyond lets go of its rare keys: what is known of them then is in ``rest``.
    Merging is associative and commutative on both sides of the limit, down to the last bit.
    """

    documents: int = 0
    words: Counter[str] = field(default_factory=Counter)
    capitalised: Counter[str] = field(default_factory=Counter)
    compounds: Counter[str] = field(default_factory=Counter)
    definitions: Counter[tuple[str, str]] = field(default_factory=Counter)
    lines: Counter[str] = field(default_factory=Counter)
    rest: Rest | None = None
    limit: int = field(default=LARGEST, compare=False)
    _derived: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def table(self, name: str) -> Counter[Any]:
        """One of the tables of counts by its name."""
        found: Counter[Any] = getattr(self, name)
        return found

    def add(self, other: Profile) -> None:
        """Merge another profile into this one, under the lower of their limits.

        Raises ValueError where both went beyond limits that differ.
        """
        self._shift(other, less=False)

    def take_away(self, other: Profile) -> None:
        """Undo :meth:`add` of the same counts: what is left is as if they had never been added, but for what was let go
        of: that is not counted one by one again.

        >>> total, part = survey("the Panjshir of Panjshir"), survey("the river")
        >>> total.add(part)
        >>> total.take_away(part)
        >>> total == survey("the Panjshir of Panjshir")
        True
        """
        self._shift(other, less=True)

    def _shift(self, other: Profile, *, less: bool) -> None:
        self.documents += -other.documents if less else other.documents
        self.limit = min(self.limit, other.limit)
        gone = other.rest.partial if other.rest is not None else ()
        for name in SHARES:
            if name in gone:
                self._let_go(name)
            change: Mapping[Any, int] = other.table(name)
            if self.rest is not None and name in self.rest.partial:
                change = self.rest.take(name, change, less=less)
            (_take if less else Counter.update)(self.table(name), change)
        if self.rest is not None and other.rest is not None:
            self.rest.merge(other.rest, less=less)
        self._bound()

    def _bound(self) -> None:
        """Let go of what is beyond the limit."""
        self._derived.clear()
        for name, share in SHARES.items():
            if len(self.table(name)) > max(1, self.limit // share):
                self._let_go(name)

    def _let_go(self, name: str) -> None:
        self.rest = self.rest or Rest(self.limit)
        if name not in self.rest.partial:
            self.rest.partial.add(name)
            kept = self.rest.take(name, self.table(name))
            self.table(name).clear()
            self.table(name).update(kept)

    def count(self, tokens: Tokens, capitals: Iterable[int], marked: Sequence[int]) -> None:
        """Count one more document, of which the numbers of the words and separators that :class:`Counting` wants are
        known."""
        if self.rest is not None:
            one = Profile()
            one.count(tokens, capitals, marked)
            self.add(one)
            return
        words, gaps = tokens.words, tokens.separators
        hyphens = [i for i in marked if gaps[i] == _HYPHEN]
        opening = {0, *marked}.difference(hyphens)
        self.documents += 1
        self.words.update(words)
        self.capitalised.update([words[i] for i in capitals if i not in opening])
        self.compounds.update(_compounds_at(tokens, hyphens))
        self.definitions.update([(d.acronym, d.words) for d in definitions(tokens.text)])
        self.lines.update([line_key(line) for line in trimmed(tokens.text) if len(line) <= LONGEST])
        self._bound()

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

    def is_whole(self, name: str) -> bool:
        """Whether a table has let go of nothing: what is not in it was nowhere."""
        return self.rest is None or name not in self.rest.partial

    def at_most(self, form: str) -> int:
        """How often a word form occurs at most; ``words[form]`` is how often at least. One number below the limit."""
        known = self.words[form]
        return known if self.rest is None else known + self.rest.at_most("words", form)

    def line_count(self, line: str) -> int:
        """In how many documents a line stands, at least."""
        return self.count_of(line_key(line.strip()))

    def count_of(self, key: str) -> int:
        """The same for a line that is given by its :func:`line_key`."""
        return self.lines[key] if self.rest is None else self.lines[key] + self.rest.at_least("lines", key)

    def count_at_most_of(self, key: str) -> int:
        """In how many documents a line of at most :data:`LONGEST` code points stands, at most."""
        return self.lines[key] if self.rest is None else self.lines[key] + self.rest.at_most("lines", key)

    def to_json(self) -> bytes:
        """The profile as JSON, keys sorted, so that equal profiles give equal bytes."""
        return profile_file.dumped(self)

    @classmethod
    def from_json(cls, data: bytes, name: str = "profile") -> Profile:
        """Read what :meth:`to_json` wrote; raises InputError for anything else."""
        return cls(**profile_file.parsed(data, name))

    @classmethod
    def load(cls, path: str | Path) -> Profile:
        """Read a profile file; raises InputError, and ConfigError for what is no path."""
        file = path_of("a profile", path)
        return cls.from_json(profile_file.read(file), str(file))


def _take(counter: Counter[T], other: Mapping[T, int]) -> None:
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
