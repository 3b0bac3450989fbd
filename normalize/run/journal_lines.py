"""What a journal says of a file, and of fixes that were not made."""

from __future__ import annotations

from collections import Counter
from typing import Any

from normalize.assessment.assessed import Assessed
from normalize.io import FileRef
from normalize.run.file_report import FileReport
from normalize.text.edits import Unmade


def unmade_line(left: Unmade) -> dict[str, Any]:
    """What is said of a fix that was allowed and not made."""
    fix, instead = left.finding, left.instead
    by = instead.id if instead else None
    return {
        "path": fix.path,
        "record": fix.record,
        "field": fix.field,
        "id": fix.id,
        "reason": left.reason,
        "by": by,
        "why": left.why,
    }


def joined(before: dict[str, Any], last: dict[str, Any]) -> dict[str, Any]:
    """What is said of a file of which parts were recorded before the last."""
    sums = {name: before[name] + last[name] for name in ("documents", "words", "findings", "edits", "problems")}
    remaining = Counter(before["remaining"]) + Counter(last["remaining"])
    entry = {**last, **sums, "remaining": dict(sorted(remaining.items()))}
    if "assessed" in last:
        assessed = Assessed.of(before["assessed"])
        assessed.merge(last["assessed"])
        entry["assessed"] = assessed.as_dict()
    return entry


def file_entry(ref: FileRef, report: FileReport) -> dict[str, Any]:
    """What is said of a file, or of a part of one."""
    written = report.written
    status = "checked" if written is None else "changed" if written.changed else "unchanged"
    entry = {
        "path": ref.relative,
        "source": str(ref.path.resolve()),
        "status": status if report.error is None else "failed",
        "before": written.before if written else None,
        "after": written.after if written else None,
        "documents": report.documents,
        "words": report.words,
        "findings": len(report.located),
        "edits": len(report.edits),
        "remaining": dict(sorted(report.remaining.items())),
        "error": report.error,
        "problems": list(report.problems),
    }
    return entry if report.assessed is None else {**entry, "assessed": report.assessed.as_dict()}
