"""The name of the site behind the headline, in the first line of a page: ``Ferry stays in port | The Harbour Post``."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.model import Segment
from normalize.text.lines import BREAKS
from normalize.text.pattern import pattern

_STROKE = pattern(rf"(?<=\S) +\| +[^|{BREAKS}]{{2,40}}\Z")
_DASH = pattern(rf"(?<=\S) +[–—-] +([^–—|{BREAKS}]{{2,40}})\Z")
_LEAST = 20  # code points of the headline in front of it
_MOST_LINES = 400  # of a page that are searched for the name again


def site_suffix(text: str, lines: Sequence[Segment]) -> tuple[int, int] | None:
    """Where the name of the site stands behind the headline, with the sign in front of it; None where there is none.

    A stroke tells it, unless other lines have strokes, too, as tables do; a dash only where the name comes again.

    >>> text = "Ferry stays in port for days | The Harbour Post"
    >>> text[slice(*site_suffix(text, [Segment(0, len(text))]))]
    ' | The Harbour Post'
    """
    first = next((line for line in lines if text[line.start : line.end].strip()), None)
    if first is None:
        return None
    title = text[first.start : first.end].rstrip()
    stroke = _STROKE.search(title, _LEAST)
    found = stroke or _DASH.search(title, _LEAST)
    if found is None:
        return None
    others = [text[line.start : line.end] for line in lines[:_MOST_LINES] if line.start > first.start]
    if stroke is None and not any(found[1] in line for line in others):
        return None
    if stroke is not None and any(" | " in line for line in others):
        return None
    return first.start + found.start(), first.start + found.end()
