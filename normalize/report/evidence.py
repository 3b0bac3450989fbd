"""Evidence of a finding in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def runner_up(evidence: Mapping[str, Any]) -> str:
    """What else could have been meant: another entry with its score, or another language; empty where nothing could.

    >>> runner_up({"runner_up": {"entry": "kazan-ru", "score": 0.8722}})
    'kazan-ru with 0.87'
    >>> runner_up({"runner_up": "langdetect: fr"}), runner_up({"runner_up": None})
    ('langdetect: fr', '')
    """
    found = evidence.get("runner_up")
    if isinstance(found, Mapping) and "score" in found:
        return f"{found['entry']} with {found['score']:.2f}"
    return str(found.get("entry", "")) if isinstance(found, Mapping) else str(found or "")
