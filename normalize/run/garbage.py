"""How often Python looks for garbage in a process that works on texts."""

from __future__ import annotations

# Word lists and memos are millions of objects that live to the end: looking through them for garbage at the usual rate
# takes a third of the time.
THRESHOLDS = (100_000, 20, 20)  # as gc.set_threshold takes them
