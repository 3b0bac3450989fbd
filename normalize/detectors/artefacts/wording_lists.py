"""The lists of wordings in ``data/wordings/``: one file a source language, and ``general.yaml`` for what several share.

An entry has ``find`` (a pattern), ``says`` (what the source language says), perhaps ``means`` (what English says) and
``near`` (words of which one must stand in the document, too), in ``general.yaml`` also ``languages``. ``because:
grammar`` says that English grammar excludes it, ``ratio`` how many times as often it occurs in machine-translated as in
human English (benchmarks/wordings.py, over text whose licences let that number ship): either is reason enough to show
it in any text. An entry with neither is **silent**: it is a weak sign of its language, and is shown only where other
signs say that the document comes from there. A new language is one more file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from normalize.detectors.artefacts import kept_phrases
from normalize.detectors.artefacts.patterns import Match, Phrases
from normalize.detectors.artefacts.wordlists import PACKAGE
from normalize.errors import DataError
from normalize.storage import cache as disk
from normalize.storage.datafiles import checked
from normalize.storage.tables import Store
from normalize.storage.writing import pack
from normalize.text.tokens import Tokens, tokenize

FOLDER = files(PACKAGE) / "data" / "wordings"
GENERAL = "general"
SHOWN, SILENT = "shown", "silent"
LEAST_RATIO = 3  # from here on a wording tells machine text from human text


@dataclass(frozen=True, slots=True)
class Entry:
    """A wording: its pattern, what the source languages say, what English says, and words that must stand near it.

    ``because`` is the reason to show it anywhere: ``grammar``, ``ratio 7``, or empty for a silent one.
    """

    kind: str
    pattern: str
    source: str
    means: str
    languages: tuple[str, ...]
    because: str
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wordings:
    """The entries that are shown, or silent; their phrases, which carry the entries' numbers; ``words`` open them."""

    entries: Sequence[Entry]
    phrases: Phrases
    words: frozenset[str]


def occurring(wordings: Wordings, tokens: Tokens, at: Iterable[int]) -> Iterator[tuple[Match, Entry]]:
    """The entries that occur in a text, by the numbers of the words that may open them; longer ones first."""
    for match in sorted(wordings.phrases.find(tokens, at), key=lambda m: (m.first, -m.last, m.key)):
        entry = wordings.entries[match.key]
        if not entry.near or entry.near & tokens.forms:
            yield match, entry


@cache
def languages() -> tuple[str, ...]:
    """The source languages that have a list, sorted (ISO 639-1)."""
    return tuple(name for name in map(_language, _lists()) if name != GENERAL)


@cache
def entries() -> tuple[Entry, ...]:
    """All entries of all lists, those that several languages share first; raises DataError for a malformed one."""
    return tuple(entry for path in _lists() for entry in _entries(path))


def _lists() -> list[Traversable]:
    found = [path for path in FOLDER.iterdir() if path.name.endswith(".yaml")]
    return sorted(found, key=lambda path: (_language(path) != GENERAL, path.name))


def _language(path: Traversable) -> str:
    return path.name.removesuffix(".yaml")


def _entries(path: Traversable) -> Iterator[Entry]:
    language = _language(path)
    lists = checked(path.read_text(encoding="utf-8"), f"detectors/artefacts/data/wordings/{path.name}")
    for kind, rows in lists.items():
        for row in rows:
            spoken = tuple(row["languages"].split()) if language == GENERAL else (language,)
            near = frozenset(row.get("near", "").split())
            yield _checked(
                Entry(kind, row["find"], row["says"], row.get("means", ""), spoken, _reason(path.name, row), near)
            )


def _reason(file: str, row: Mapping[str, Any]) -> str:
    if "ratio" not in row:
        return str(row.get("because", ""))
    if row["ratio"] < LEAST_RATIO or "because" in row:
        raise DataError(f"{file}: {row['find']!r} needs one reason, grammar or a ratio of {LEAST_RATIO} or more")
    return f"ratio {row['ratio']:g}"


def _checked(entry: Entry) -> Entry:
    """The entry; raises DataError where what English says would be found again."""
    tokens = tokenize(entry.means)
    if any(True for _ in Phrases.of([entry.pattern]).find(tokens, range(len(tokens.words)))):
        raise DataError(f"wordings: {entry.pattern!r} finds its own correction, {entry.means!r}")
    return entry


@cache
def wordings(kind: str) -> Wordings:
    """The wordings that are ``shown`` anywhere, or the ``silent`` ones."""
    store = _store()
    phrases, words = kept_phrases.opened(store, kind)
    return Wordings(kept_phrases.Rows(store.tables[f"{kind} entries"], _entry_of), phrases, words)


@cache
def _store() -> Store:
    made_from = [Path(__file__).read_bytes(), *(path.read_bytes() for path in _lists())]
    return disk.kept("wordings", [*map(_language, _lists()), *made_from, *kept_phrases.made_from()], _packed)


def _packed(key: str) -> bytes:
    tables: dict[str, Mapping[str, Any]] = {}
    for kind in (SHOWN, SILENT):
        chosen = [entry for entry in entries() if bool(entry.because) == (kind == SHOWN)]
        tables |= kept_phrases.tables(kind, [entry.pattern for entry in chosen])
        tables[f"{kind} entries"] = kept_phrases.numbered(
            (*astuple(entry)[:-1], sorted(entry.near)) for entry in chosen
        )
    return pack(key, {}, tables)


def _entry_of(row: list[Any]) -> Entry:
    kind, pattern, says, means, spoken, because, near = row
    return Entry(kind, pattern, says, means, tuple(spoken), because, frozenset(near))
