"""A row of counts for each file, for a terminal: written as they come, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from normalize.model import Applicability
from normalize.text.visible import visible

_HEADS = ("words", "findings", "made", "safe left", "unsafe left", "shown")
_WIDTHS = tuple(max(8, len(head)) for head in _HEADS)


def lines(files: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The heads, then a line for each file of a run: its counts, its path, and what went wrong with it."""
    yield _line(_HEADS, "file")
    for entry in files:
        remaining = entry["remaining"]
        safe, unsafe = (remaining.get(kind.value, 0) for kind in (Applicability.SAFE, Applicability.UNSAFE))
        shown = entry["findings"] - entry["edits"] - safe - unsafe
        counts = (entry.get("words") or 0, entry["findings"], entry["edits"], safe, unsafe, shown)
        path = visible(entry["path"])
        yield _line([f"{count:,}" for count in counts], path if entry["error"] is None else f"{path} (failed)")


def _line(cells: Iterable[str], last: str) -> str:
    return "  ".join([*(cell.rjust(width) for cell, width in zip(cells, _WIDTHS, strict=True)), last])
