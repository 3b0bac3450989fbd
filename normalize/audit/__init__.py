"""Auditing a run: a random sample of its edits and of what it left alone is judged, and figures follow from that.

run ── sample ──► [Sampled, …] ── a person ──► [Judged, …] in audit.jsonl ── figures ──► precision, what is left
"""

from __future__ import annotations

from normalize.audit.agreement import kappa
from normalize.audit.figures import Figures, figures
from normalize.audit.model import Answer, By, Judged, Part, Sampled
from normalize.audit.sampling import Sample, draw, sample
from normalize.audit.wilson import wilson

__all__ = [
    "Answer",
    "By",
    "Figures",
    "Judged",
    "Part",
    "Sample",
    "Sampled",
    "draw",
    "figures",
    "kappa",
    "sample",
    "wilson",
]
