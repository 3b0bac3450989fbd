"""The time, for what people say: the only place where the package looks at the clock for something that is kept."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The time as judgements have it: ISO 8601, UTC, in seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
