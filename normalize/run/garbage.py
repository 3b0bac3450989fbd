"""How often Python looks for garbage while it works on texts."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Word lists and memos are millions of objects that live to the end: looking through them for garbage at the usual rate
# takes a third of the time.
THRESHOLDS = (100_000, 20, 20)  # as gc.set_threshold takes them

_lock = threading.Lock()
_working = 0  # threads that work on texts
_before: tuple[int, int, int] | None = None  # what the program has while none does, where others were set
_set: tuple[int, int, int] | None = None  # and these, as Python tells them: some versions know no third one


@contextmanager
def rarely() -> Iterator[None]:
    """Look for garbage no more often than THRESHOLDS say, and as before once the last thread is done.

    A program that looks for it more rarely still, or never, is left alone.

    >>> import gc
    >>> usual = gc.get_threshold()
    >>> with rarely():
    ...     gc.get_threshold()[0] >= THRESHOLDS[0] or usual[0] == 0
    True
    >>> gc.get_threshold() == usual
    True
    """
    global _working, _before, _set  # noqa: PLW0603  the thresholds are the process's, too
    with _lock:
        if not _working and 0 < gc.get_threshold()[0] < THRESHOLDS[0]:
            _before = gc.get_threshold()
            gc.set_threshold(*THRESHOLDS)
            _set = gc.get_threshold()
        _working += 1
    try:
        yield
    finally:
        with _lock:
            _working -= 1
            if not _working and _before is not None:
                if gc.get_threshold() == _set:  # nobody set others meanwhile
                    gc.set_threshold(*_before)
                _before = _set = None


def _in_a_new_process() -> None:
    """Threads of the process that this one was forked from do not work here."""
    global _lock, _working, _before, _set
    _lock, _working, _before, _set = threading.Lock(), 0, None, None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_a_new_process)
