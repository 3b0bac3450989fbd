"""Which of many forms are near to a given one, at a cost that does not grow with their number.

By the keys of a deletion neighbourhood, as for the words of glossaries (:func:`normalize.names.index.near_keys`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from normalize.names.fold import fold
from normalize.names.index import near_keys

_CROWD = 24  # forms that share a key: what fits so many tells nothing, and comparing them all would take for ever
_REACH = 3  # letters by which a slip may differ at most


class Nearby:
    """Forms, to be asked for those near to another one. Immutable; the order of the forms does not matter.

    >>> Nearby(["Taliban", "Kherson", "Panjshir"]).near("Italiban")
    ['Taliban']
    """

    def __init__(self, forms: Iterable[str]) -> None:
        table: dict[str, list[str]] = defaultdict(list)
        for form in sorted(set(forms)):
            for key in near_keys(form):
                table[key].append(form)
        self._table = {key: found for key, found in table.items() if len(found) <= _CROWD}

    def near(self, form: str) -> list[str]:
        """The forms that share a key with this one and differ by three letters at most, sorted; itself left out."""
        sharing = {other for key in near_keys(form) for other in self._table.get(key, ()) if other != form}
        found = process.extract_iter(
            fold(form), sorted(sharing), processor=fold, scorer=DamerauLevenshtein.distance, score_cutoff=_REACH
        )
        near = [other for other, _, _ in found]
        return near if len(near) <= _CROWD else []
