"""From one language to another over the pairs that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PREFERRED_PIVOT = "en"


def ways(pairs: Iterable[tuple[str, str]], source: str, target: str) -> list[list[tuple[str, str]]]:
    """The ways from `source` to `target` in the order to try them: the direct pair, then over one language, English
    first.

    >>> ways([("es", "en"), ("en", "fr"), ("es", "ca"), ("ca", "fr")], "es", "fr")
    [[('es', 'en'), ('en', 'fr')], [('es', 'ca'), ('ca', 'fr')]]
    """
    known = set(pairs)
    pivots = {second for first, second in known if first == source and (second, target) in known} - {source, target}
    direct = [[(source, target)]] if (source, target) in known else []
    ranked = sorted(pivots, key=lambda pivot: (pivot != _PREFERRED_PIVOT, pivot))
    return direct + [[(source, pivot), (pivot, target)] for pivot in ranked]
