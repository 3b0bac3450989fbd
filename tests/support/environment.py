"""The environment of somebody who set nothing, for programs that tests start."""

from __future__ import annotations

import os

PATIENCE = 900  # seconds until a program that hangs is ended: a safeguard, not a measure
CACHE = "NORMALIZE_CACHE_DIR"  # stays: tables are made once for all tests


def without_settings(*more: str) -> dict[str, str]:
    """This environment without settings of the program, and without variables that begin with ``more``."""
    return {
        key: value for key, value in os.environ.items() if key == CACHE or not key.startswith(("NORMALIZE_", *more))
    }
