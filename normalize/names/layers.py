"""One index over another: glossaries of one's own over those that ship, which are not compiled again for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

from normalize.names.family_forms import FamilyForms
from normalize.names.following import Following
from normalize.names.form import Form
from normalize.names.glossary.entry import Entry
from normalize.names.index import Index, Neutral

_T = TypeVar("_T")


class Layered(Index):
    """The entries of ``base`` but for the ``replaced`` ones, and those of ``over``.

    It answers as an index of all these entries would, but that a spelling made of one entry's native form which a
    replaced entry listed is not there.
    """

    def __init__(self, base: Index, over: Index, replaced: Collection[str]) -> None:
        gone = frozenset(replaced)
        self.base, self.over = base, over
        self._parts = (base, over, gone)
        self.entries = _Entries(base.entries, over.entries, gone)
        self.phrases = _Joined(base.phrases, over.phrases, lambda below, above: _forms(below or (), above or (), gone))
        self.words = _Either(base.words, over.words)
        self.openers = _Joined(base.openers, over.openers, lambda below, above: max(below or 0, above or 0))
        self.beginnings = _Either(base.beginnings, over.beginnings)
        self.lower_openers = base.lower_openers | over.lower_openers
        self.acronyms = _Joined(
            base.acronyms, over.acronyms, lambda below, above: _owners(below or (), above or (), gone, lambda e: e)
        )
        self.foreign_acronyms = _Joined(
            base.foreign_acronyms,
            over.foreign_acronyms,
            lambda below, above: _owners(below or (), above or (), gone, lambda pair: pair[0]),
        )
        self.preceding = _Joined(base.preceding, over.preceding, _either)
        self.named_forms = base.named_forms + over.named_forms
        first = base.named_forms
        self.postings = _Joined(
            base.postings,
            over.postings,
            lambda below, above: [*(below or ()), *(first + number for number in above or ())],
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return Layered, self._parts

    def near_rows(self, keys: Iterable[str]) -> list[tuple[str, Neutral]]:
        """Those of some near keys that words of either layer have; what the upper one says of a word comes first."""
        keys = tuple(keys)
        layers = (dict(self.over.near_rows(keys)), dict(self.base.near_rows(keys)))
        return [(key, row) for key in keys for layer in layers if (row := layer.get(key))]

    def following(self, beginnings: Sequence[str]) -> dict[str, Following]:
        """Beginnings of names with the words that go on from them, as far as there are any."""
        below, above = self.base.following(beginnings), self.over.following(beginnings)
        return {**below, **{key: own.and_(below[key]) if key in below else own for key, own in above.items()}}

    def named(self, number: int) -> tuple[str, Form] | None:
        """The phrase and the form of a whole name, by its number; None where its entry is replaced."""
        base, over, gone = self._parts
        if number >= base.named_forms:
            return over.named(number - base.named_forms)
        found = base.named(number)
        return None if found is None or found[1].entry.id in gone else found


class _Joined(Mapping[str, _T]):
    """Two tables as one: ``join`` makes a value of those of both (None where a table has none), None for no value."""

    def __init__(
        self, below: Mapping[str, _T], above: Mapping[str, _T], join: Callable[[_T | None, _T | None], _T | None]
    ) -> None:
        self._below, self._above, self._join = below, above, join

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or ``default``."""
        below, above = self._below.get(key), self._above.get(key)
        if below is None and above is None:
            return default
        found = self._join(below, above)
        return default if found is None else found

    def __getitem__(self, key: str) -> _T:
        found: _T | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and (key in self._above or (key in self._below and self.get(key) is not None))

    def __iter__(self) -> Iterator[str]:
        return (key for key in dict.fromkeys(chain(self._below, self._above)) if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None


class _Entries(_Joined[Entry]):
    """The entries of two layers, those of the lower one that are ``gone`` left out; counted without reading them."""

    def __init__(self, below: Mapping[str, Entry], above: Mapping[str, Entry], gone: Collection[str]) -> None:
        super().__init__(below, above, lambda low, high: high or _kept(low, gone))
        self._gone = gone

    def __len__(self) -> int:
        hidden = sum(1 for key in self._gone if key in self._below)
        return len(self._below) - hidden + len(self._above)


class _Either(Collection[str]):
    """The texts of two sets."""

    def __init__(self, below: Collection[str], above: Collection[str]) -> None:
        self._below, self._above = below, above

    def __contains__(self, key: object) -> bool:
        return key in self._above or key in self._below

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(chain(self._below, self._above)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _kept(entry: Entry | None, gone: Collection[str]) -> Entry | None:
    return None if entry is None or entry.id in gone else entry


def _forms(below: Sequence[Form], above: Sequence[Form], gone: Collection[str]) -> Sequence[Form] | None:
    """The forms of a phrase, by entry: those that follow from native forms where nobody lists it."""
    kept = [form for form in below if form.entry.id not in gone]
    if not kept:
        return above or None
    if isinstance(below, FamilyForms) and not above:
        return FamilyForms(below.text, lambda: tuple(kept))
    if isinstance(above, FamilyForms) and above.all_same(kept):
        return FamilyForms(above.text, lambda: _by_entry([*kept, *above]))
    found = [*kept, *above]
    listed = [form for form in found if not form.origin]
    return _by_entry(listed or found)


def _by_entry(forms: Iterable[Form]) -> tuple[Form, ...]:
    return tuple(sorted(forms, key=lambda form: form.entry.id))


def _owners(below: Sequence[_T], above: Sequence[_T], gone: Collection[str], entry: Callable[[_T], Entry]) -> Any:
    """Those whom an acronym means, by entry."""
    found = [*(owner for owner in below if entry(owner).id not in gone), *above]
    return tuple(sorted(found, key=lambda owner: entry(owner).id)) or None


def _either(below: frozenset[str] | None, above: frozenset[str] | None) -> frozenset[str]:
    return below | above if below and above else below or above or frozenset()
