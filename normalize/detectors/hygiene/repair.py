"""Repairs of text hygiene: a run of signs that is wrong, and what should stand there; None where nobody can tell."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.rules import Rule


@dataclass(frozen=True, slots=True)
class Repair:
    """``text[start:end]`` is wrong; ``replacement`` None: no repair. ``sure``: one reading exists."""

    start: int
    end: int
    rule: Rule
    why: str
    replacement: str | None
    sure: bool = True
