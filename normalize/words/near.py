"""Which of many forms are near to a given one.

Few forms are simply compared, all of them. Among many those that share a key of a deletion neighbourhood are, as for
the words of glossaries (:func:`normalize.names.index.near_keys`), so that the cost does not grow with their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA, DamerauLevenshtein

from normalize.names.index import near_keys
from normalize.words.difference import SAME_SOUND, reach
from normalize.words.fold import fold

FEW = 250  # forms up to which comparing them all costs less than making keys for them
_CROWD = 16  # forms near to one, or with one key: what fits so many tells nothing


class Nearby:
    """Distinct forms, to be asked for those near to another one. Immutable; the order of the forms does not matter.

    >>> Nearby(["Taliban", "Kherson", "Panjshir"]).near("Italiban")
    ['Taliban']
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = list(forms)

    @cached_property
    def _folded(self) -> list[str]:
        return [form.lower() if form.isascii() else fold(form) for form in self._forms]  # each form comes once

    @cached_property
    def _table(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = defaultdict(list)
        for form in self._forms:
            for key in near_keys(form):
                table[key].append(form)
        return {key: found for key, found in table.items() if len(found) <= _CROWD}

    def near(self, form: str) -> list[str]:
        """The forms that share a key with this one and differ by a few letters at most, sorted; itself left out."""
        most = reach(len(form)) + SAME_SOUND
        letters, keys = fold(form), frozenset(near_keys(form))
        found = [
            other
            for other in (self._compared(letters, most) if len(self._forms) <= FEW else self._sharing(form))
            if other != form
            and DamerauLevenshtein.distance(letters, fold(other), score_cutoff=most) <= most
            and not keys.isdisjoint(near_keys(other))
        ]
        return sorted(found) if len(found) <= _CROWD else []

    def _compared(self, letters: str, most: int) -> list[str]:
        """The forms that may be within reach of some letters, found by the quickest measure.

        It counts one more where letters around a third one are swapped.
        """
        near = process.extract(letters, self._folded, scorer=OSA.distance, score_cutoff=most + 1, limit=None)
        return [self._forms[number] for _, _, number in near]

    def _sharing(self, form: str) -> set[str]:
        """The forms that share a key with this one."""
        return {other for key in near_keys(form) for other in self._table.get(key, ())}
