"""How often Python looks for garbage while it works on texts."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Word lists and memos are millions of objects that live to the end: looking through them for garbage at the usual rate
# takes a third of the time.
THRESHOLDS = (100_000, 20, 20)  # as gc.set_threshold takes them

_lock = threading.Lock()
_working = 0  # threads that work on texts
_before = THRESHOLDS  # what the program has while none does


@contextmanager
def rarely() -> Iterator[None]:
    """Look for garbage no more often than THRESHOLDS say, and as before once the last thread is done.

    A program that looks for it more rarely still, or never, is left alone.

    >>> import gc
    >>> usual = gc.get_threshold()
    >>> with rarely():
    ...     gc.get_threshold() >= THRESHOLDS or usual[0] == 0
    True
    >>> gc.get_threshold() == usual
    True
    """
    global _working, _before  # noqa: PLW0603  the thresholds are the process's, too
    with _lock:
        if not _working:
            _before = gc.get_threshold()
            if 0 < _before[0] < THRESHOLDS[0]:
                gc.set_threshold(*THRESHOLDS)
        _working += 1
    try:
        yield
    finally:
        with _lock:
            _working -= 1
            if not _working and gc.get_threshold() == THRESHOLDS:  # nobody set others meanwhile
                gc.set_threshold(*_before)
