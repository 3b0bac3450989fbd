"""Ways to run one function over many items, in order: in this process, or in a pool of them."""

from __future__ import annotations

from normalize.run.engines.engine import Engine, Here, Keeps, Lost
from normalize.run.engines.processes import local
from normalize.run.engines.text_pool import Pool, map_chunks, map_ordered


def engine_of(name: str, jobs: int) -> Engine:
    """The engine of a name: ``process`` with so many workers, or ``ray`` with those of its cluster."""
    if name == "ray":
        from normalize.run.engines.cluster import OnRay

        return OnRay(jobs)
    return local(jobs)


__all__ = ["Engine", "Here", "Keeps", "Lost", "Pool", "engine_of", "local", "map_chunks", "map_ordered"]
