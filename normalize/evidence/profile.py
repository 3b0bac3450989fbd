"""One counting pass over a document, and the merging of what it yields.

A :class:`Profile` is all that a document needs to know of the folder around it. Merging is associative and
commutative, so a folder may be surveyed in any order and by any number of workers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from normalize.errors import InputError
from normalize.io.jsonlines import dump, parse
from normalize.text.tokens import Tokens, tokenize

FORMAT = "normalize-profile/1"

T = TypeVar("T")

_COMPOUND = re.compile(r"(?<![\w-])[a-z]{2,8}-[^\W\d_a-z][^\W\d_]+(?![\w-])")
_ACRONYM_INSIDE = re.compile(r"\(\s*[\"“‘']?([^\W\d_a-z]{2,6})[\"”’']?\s*[),;]")
_WORDS_INSIDE = re.compile(r"\(([^()\n]{6,80})\)")
_ACRONYM_BEFORE = re.compile(r"(?<!\w)([^\W\d_a-z]{2,6})[ \t]*\Z")
_MOST_WORDS = 10
_REACH = 160  # code points looked at before a bracket
_LONG_LINE = 400
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
    for word in reversed(text.rpartition("\n")[2].split()):
        if not word[:1].isalpha() or len(words) == _MOST_WORDS or (words and word[-1] in ".,;:!?)"):
            break
        words.append(word)
    return " ".join(reversed(words))


def compounds(text: str) -> list[str]:
    """Each lower-case prefix joined to a capitalised word, as written.

    >>> compounds("the anti-Taliban, pro-EU and well-known")
    ['anti-Taliban', 'pro-EU']
    """
    return _COMPOUND.findall(text) if "-" in text else []


def _line_key(line: str) -> str:
    return blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


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
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"{name}: not a profile written by `normalize survey` ({error})") from error

    @classmethod
    def load(cls, path: Path) -> Profile:
        """Read a profile file; raises InputError."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(f"{path}: cannot read the profile: {error.strerror}") from error
        return cls.from_json(data, str(path))


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


def survey(text: str, tokens: Tokens | None = None) -> Profile:
    """Count one document."""
    tokens = tokens or tokenize(text)
    words = Counter(tokens.words)
    capitals = {word for word in words if word[:1].isupper()}
    capitalised = Counter(
        word for i, word in enumerate(tokens.words) if word in capitals and not tokens.opens_sentence(i)
    )
    found = Counter((d.acronym, d.words) for d in definitions(text))
    lines = {line.strip() for line in text.splitlines()} - {""}
    repeated = Counter(_line_key(line) for line in lines if len(line) <= _LONG_LINE)
    return Profile(1, words, capitalised, Counter(compounds(text)), found, repeated)


def merged(profiles: Iterable[Profile]) -> Profile:
    """One profile for all."""
    total = Profile()
    for profile in profiles:
        total.add(profile)
    return total
