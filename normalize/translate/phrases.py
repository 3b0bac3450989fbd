"""The phrase memory: short strings of web sites and newsrooms that no model translates well, and their translations.

A table of ``phrase_tables/*.tsv`` has one column a language and one meaning a row; the first string of a cell is the
one that is put into a text, the others (behind ``|``) are only recognised. ``#`` stands for a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from normalize.storage import cache as disk
from normalize.storage.tables import Store
from normalize.storage.writing import pack
from normalize.text.pattern import pattern

_SEPARATOR = " | "
_NUMBER = pattern(r"\d+")
_GAP = pattern(r"[\s\-\u00a0‐‑–—]+")
_DROPPED = pattern(r"[.,:;!?¡¿…\"“”„«»()\[\]]")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ", "'"))
_LEAST_FUZZY, _LIKE, _VERY_LIKE, _LEAST_SAFE = 12, 90.0, 96.0, 20


def key_of(text: str) -> str:
    """What two ways of writing one phrase share: no case, no punctuation, ``#`` for each number.

    >>> key_of("  Il y a 5 Minutes… "), key_of("S’abonner"), key_of("E‑mail")
    ('il y a # minutes', "s'abonner", 'e mail')
    """
    low = unicodedata.normalize("NFC", text).casefold().translate(_APOSTROPHES)
    return _GAP.sub(" ", _DROPPED.sub(" ", _NUMBER.sub("#", low))).strip()


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that was found: its translation, how like it is (1.0: the same) and the table that holds it."""

    text: str
    score: float
    table: str

    @property
    def exact(self) -> bool:
        return self.score == 1.0

    @property
    def sure(self) -> bool:
        """Whether it is the phrase beyond reasonable doubt."""
        return self.exact or (self.score * 100 >= _VERY_LIKE and len(self.text) >= _LEAST_SAFE)


@dataclass(frozen=True)
class PhraseMemory:
    """Translations by language pair and key, each with the table that holds it; ``digest`` names its content."""

    pairs: Mapping[tuple[str, str], Mapping[str, Sequence[str]]]
    digest: str
    _lists: dict[tuple[str, str], list[str]] = field(default_factory=dict, compare=False, repr=False)

    def find(self, text: str, source: str, target: str) -> Found | None:
        """The translation of a whole phrase, exactly or (long ones) by great likeness."""
        known = self.pairs.get((source, target))
        key = key_of(text)
        if not known or not key:
            return None
        numbers = _NUMBER.findall(text)
        if (hit := known.get(key)) and key.count("#") == len(numbers):  # a “#” in the text is no number
            return Found(_with_numbers(hit[0], numbers), 1.0, hit[1])
        if len(key) < _LEAST_FUZZY:
            return None
        from rapidfuzz import fuzz, process

        keys = self._lists.setdefault((source, target), [k for k in known if len(k) >= _LEAST_FUZZY])
        best = process.extractOne(key, keys, scorer=fuzz.ratio, score_cutoff=_LIKE)
        if best is None or best[0].count("#") != len(numbers):
            return None
        translation, table = known[best[0]]
        return Found(_with_numbers(translation, numbers), min(best[1], 99.0) / 100, table)


def _with_numbers(translation: str, numbers: list[str]) -> str:
    rest = iter(numbers)
    return re.sub("#", lambda _: next(rest), translation)


def memory(tables: Iterable[tuple[str, Iterable[Mapping[str, tuple[str, ...]]]]]) -> PhraseMemory:
    """A memory of named tables of meanings (language to its strings, the first the one to put); later tables win.

    A meaning answers only where source and target have as many numbers.
    """
    pairs: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    digest = sha256()
    for name, rows in tables:
        for row in rows:
            digest.update(repr(sorted(row.items())).encode("utf-8", "surrogatepass"))
            for source, strings in row.items():
                for target, (put, *_) in ((t, s) for t, s in row.items() if t != source):
                    known = pairs.setdefault((source, target), {})
                    for string in strings:
                        key = key_of(string)
                        if key and key.count("#") == put.count("#"):
                            known[key] = (put, name)
    return PhraseMemory(pairs, digest.hexdigest())


def _tables() -> list[Traversable]:
    folder = resources.files("normalize") / "translate" / "phrase_tables"
    return sorted((f for f in folder.iterdir() if f.name.endswith(".tsv")), key=lambda f: f.name)


def rows(table: str) -> Iterator[dict[str, tuple[str, ...]]]:
    """The meanings of a table in the format of those that ship.

    >>> list(rows("en\\tes\\nRead more\\tLeer más | Leer mas\\n"))
    [{'en': ('Read more',), 'es': ('Leer más', 'Leer mas')}]
    """
    lines = [line for line in table.splitlines() if line and not line.startswith("//")]
    languages = lines[0].split("\t") if lines else []
    for line in lines[1:]:
        cells = zip(languages, line.split("\t"), strict=False)
        yield {language: tuple(cell.split(_SEPARATOR)) for language, cell in cells if cell}


@cache
def shipped() -> PhraseMemory:
    """The memory that comes with the package."""
    store = _shipped()
    pairs = {(source, target): _Pair(store, f"{source} {target}") for source, target in store.values["pairs"]}
    return PhraseMemory(pairs, store.values["digest"])


class _Pair(Mapping[str, Sequence[str]]):
    """The phrases of one language pair in the table of all of them."""

    def __init__(self, store: Store, pair: str) -> None:
        self._store, self._pair = store, pair

    def get(self, key: str, default: Any = None) -> Any:
        return self._store.tables["phrases"].get(f"{self._pair} {key}", default)

    def __getitem__(self, key: str) -> Sequence[str]:
        found: Sequence[str] = self._store.tables["phrases"][f"{self._pair} {key}"]
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.tables["keys"][self._pair])

    def __len__(self) -> int:
        return len(self._store.tables["keys"][self._pair])

    def __reduce__(self) -> tuple[Any, ...]:
        return _pair, (self._pair,)


def _pair(pair: str) -> _Pair:
    return _Pair(_shipped(), pair)


@cache
def _shipped() -> Store:
    """The phrases that ship, kept in the cache: reading them takes a tenth of a second.

    ``phrases``: language pair and key to translation and table; ``keys``: language pair to its keys, in order;
    ``languages``: key to the languages that have it.
    """
    texts = {table.name: table.read_text(encoding="utf-8") for table in _tables()}
    code = Path(__file__).read_bytes()
    return disk.kept(
        "phrases", [code, *(part for item in texts.items() for part in item)], lambda key: _packed(key, texts)
    )


def _packed(key: str, texts: Mapping[str, str]) -> bytes:
    made = memory((name.removesuffix(".tsv"), rows(text)) for name, text in texts.items())
    languages: dict[str, set[str]] = {}
    for (source, _), known in made.pairs.items():
        for phrase in known:
            languages.setdefault(phrase, set()).add(source)
    return pack(
        key,
        {"digest": made.digest, "pairs": list(made.pairs)},
        {
            "phrases": {
                f"{s} {t} {phrase}": put for (s, t), known in made.pairs.items() for phrase, put in known.items()
            },
            "keys": {f"{s} {t}": list(known) for (s, t), known in made.pairs.items()},
            "languages": {phrase: sorted(found) for phrase, found in languages.items()},
        },
    )


def language_of(text: str) -> str | None:
    """The one language of which a text is a known phrase; None for other texts, and where several languages share it.

    >>> language_of("Leer en Español"), language_of("Share"), language_of("Noticias"), language_of("Imprimir")
    ('es', 'en', 'es', None)
    """
    if len(text) > 200:
        return None
    languages = _shipped().tables["languages"].get(key_of(text), ())
    return languages[0] if len(languages) == 1 else None
