"""Keeping the processes of a run within the memory that they are given together."""

from __future__ import annotations

from normalize.errors import ConfigError

# Bytes that a process takes with all glossaries that ship and a large profile (docs/scale.md): with less there are
# fewer workers, and with less than that for the only process it may have to give up.
LEAST = 768 * 10**6
_LEAST_OF_ALL = 128 * 10**6  # with less not even a message can be told: Python and the libraries take half of it


def within(limit: int, jobs: int) -> int:
    """Hold this process and the workers that it will start to ``limit`` bytes together; returns how many workers of
    ``jobs`` there can be, 1 for none beside this process.

    What counts is what a process has for itself: files that are mapped and shared are the system's. Where one would
    need more, its request for memory fails: a document that asks for too much is set aside. Raises ConfigError where
    the system knows no such limits, and for a limit in which nothing has room.
    """
    try:
        import resource
    except ImportError:
        raise ConfigError("--max-memory: this system has no limits for the memory of processes") from None
    if limit < _LEAST_OF_ALL:
        raise ConfigError(f"--max-memory: no run has room in less than {_LEAST_OF_ALL // 10**6}MB")
    workers = min(jobs, limit // LEAST - 1)  # beside this process
    share = limit // (workers + 1) if workers > 1 else limit
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    if most != resource.RLIM_INFINITY:
        share = min(share, most)
    resource.setrlimit(resource.RLIMIT_DATA, (share, most))
    return max(1, workers)
