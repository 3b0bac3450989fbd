"""Which of many findings a page shows in their place: something of each rule, and of each replacement, before more."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from heapq import heappush, heappushpop

from normalize.report.page.frequent import Frequent
from normalize.report.page.tally import Put, clipped
from normalize.run.outcomes import Told


class Chosen:
    """Takes findings as they come and keeps at most ``size``: fairly by rule, the first of each replacement first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._seen = Frequent[Put]()
        self._kept: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)

    @property
    def offered(self) -> int:
        """How many there were to choose from."""
        return self._seen.total

    def offer(self, told: Told) -> None:
        """Take one finding into account."""
        line = told.line
        nth = self._seen.add((line["rule"], clipped(line["text"]), clipped(line["replacement"] or "")))
        order = int.from_bytes(blake2b(line["id"].encode(), digest_size=8).digest(), "big")
        item = (-nth, -order, line["id"], line["path"])  # the heap has what goes first at its top
        kept = self._kept[line["rule"]]
        if len(kept) < self._size:
            heappush(kept, item)
        else:
            heappushpop(kept, item)

    def ids(self) -> dict[str, str]:
        """The ids of those chosen, each with the path of its file."""
        queues = [sorted(self._kept[rule], reverse=True) for rule in sorted(self._kept)]
        chosen: dict[str, str] = {}
        for place in range(self._size):
            for queue in queues:
                if place < len(queue) and len(chosen) < self._size:
                    chosen[queue[place][2]] = queue[place][3]
        return chosen
