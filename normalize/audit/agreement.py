"""How far two people agree beyond chance: J. Cohen (1960), "A coefficient of agreement for nominal scales",
Educational and Psychological Measurement 20, 37-46."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from normalize.audit.model import Answer, Judged


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two people, how many items both judged, on how many they agree, Cohen's kappa (None where it is not defined),
    and the ids on which they differ."""

    who: tuple[str, str]
    both: int
    agreed: int
    kappa: float | None
    differ: tuple[str, ...]


def kappa(pairs: Iterable[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of answers: 1 is full agreement, 0 what chance gives; None where chance gives all.

    >>> kappa([("right", "right"), ("right", "wrong"), ("wrong", "wrong"), ("wrong", "wrong")])
    0.5
    """
    counts = Counter(pairs)
    total = counts.total()
    if not total:
        return None
    ones, others = Counter[str](), Counter[str]()
    for (one, other), n in counts.items():
        ones[one] += n
        others[other] += n
    agreed = sum(n for (one, other), n in counts.items() if one == other) / total
    chance = sum(ones[answer] * others[answer] for answer in ones) / total**2
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def agreements(judged: Iterable[Judged]) -> list[Agreement]:
    """Each pair of people who judged some of the same items."""
    by_who: dict[str, dict[str, Answer]] = {}
    for said in judged:
        by_who.setdefault(said.who, {})[said.id] = said.answer
    found = []
    for one, other in combinations(sorted(by_who), 2):
        if shared := sorted(by_who[one].keys() & by_who[other].keys()):
            found.append(_agreement((one, other), shared, by_who[one], by_who[other]))
    return found


def _agreement(
    who: tuple[str, str], shared: list[str], one: Mapping[str, Answer], other: Mapping[str, Answer]
) -> Agreement:
    differ = tuple(item for item in shared if one[item] is not other[item])
    return Agreement(
        who, len(shared), len(shared) - len(differ), kappa((one[item], other[item]) for item in shared), differ
    )
