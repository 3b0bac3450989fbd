"""Ways to run one function over many items, in order: in this process, or in a pool of them."""

from __future__ import annotations

from normalize.run.engines.engine import Engine, Here, Lost
from normalize.run.engines.local import local
from normalize.run.engines.processes import Pool, map_chunks, map_ordered

__all__ = ["Engine", "Here", "Lost", "Pool", "local", "map_chunks", "map_ordered"]
