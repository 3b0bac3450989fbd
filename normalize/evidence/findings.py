"""The one way to make a finding: a rule, a span of a document, a message, and what speaks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from normalize.model import Applicability, Document, Finding
from normalize.rules import Rule


def finding(
    document: Document,
    start: int,
    end: int,
    rule: Rule,
    message: str,
    *,
    applicability: Applicability = Applicability.DISPLAY,
    replacement: str | None = None,
    entry: str | None = None,
    lang: str | None = None,
    score: float = 1.0,
    evidence: Mapping[str, Any] | None = None,
) -> Finding:
    """A finding at ``start..end``, of the rule's category.

    The evidence always says why (the message, unless it says so itself), and names the runner-up or that there is none.
    """
    return Finding(
        start=start,
        end=end,
        text=document.text[start:end],
        rule=rule.code,
        category=rule.category,
        message=message,
        applicability=applicability,
        replacement=replacement,
        entry=entry,
        lang=lang,
        score=score,
        evidence={"why": message, "runner_up": None, **(evidence or {})},
        path=document.path,
        record=document.record,
        field=document.field,
        file=document.file,
    )
