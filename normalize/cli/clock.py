"""The time, for what people say: the only place where the package looks at the clock for something that is kept."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The time as judgements have it: ISO 8601, UTC, to the microsecond, so that no two steps have the same."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
