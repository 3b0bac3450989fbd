"""Which of many forms are near to a given one.

Few forms are simply compared, all of them. Among many those that share a key of a deletion neighbourhood are, as for
the words of glossaries (:func:`normalize.names.index.near_keys`), so that the cost does not grow with their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from normalize.names.index import near_keys
from normalize.words.fold import fold

_FEW = 2_000  # forms up to which comparing them all costs less than making keys for them
_CROWD = 16  # forms near to one, or with one key: what fits so many tells nothing
_REACH = 3  # letters by which a slip may differ at most; one less in short words
_LONG = 8


class Nearby:
    """Forms, to be asked for those near to another one. Immutable; the order of the forms does not matter.

    >>> Nearby(["Taliban", "Kherson", "Panjshir"]).near("Italiban")
    ['Taliban']
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = sorted(set(forms))

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(form) for form in self._forms]

    @cached_property
    def _table(self) -> dict[str, list[int]]:
        table: dict[str, list[int]] = defaultdict(list)
        for number, form in enumerate(self._forms):
            for key in near_keys(form):
                table[key].append(number)
        return {key: found for key, found in table.items() if len(found) <= _CROWD}

    def near(self, form: str) -> list[str]:
        """The forms that share a key with this one and differ by a few letters at most, sorted; itself left out."""
        keys = near_keys(form)
        if len(self._forms) <= _FEW:
            found = [i for i in self._within_reach(form, self._folded) if keys & near_keys(self._forms[i])]
        else:
            sharing = sorted({number for key in keys for number in self._table.get(key, ())})
            found = [sharing[i] for i in self._within_reach(form, [self._folded[i] for i in sharing])]
        near = [self._forms[i] for i in sorted(found) if self._forms[i] != form]
        return near if len(near) <= _CROWD else []

    @staticmethod
    def _within_reach(form: str, folded: list[str]) -> list[int]:
        """The numbers of the folded forms that a slip may have made into this one."""
        reach = _REACH if len(form) >= _LONG else _REACH - 1
        found = process.extract(fold(form), folded, scorer=DamerauLevenshtein.distance, score_cutoff=reach, limit=None)
        return [number for _, _, number in found]
