"""What a document of a retrieval pipeline keeps in its metadata, so that an answer can be traced to the original text.

All values are numbers and texts: vector stores take no other ones. Splitters hand the metadata on to each chunk, and
say where in the document it begins; :func:`original_span` leads from there to the original.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from normalize.errors import InputError
from normalize.integrations.rows import finding_row
from normalize.model import OffsetMap, Result

OFFSETS, EDITS, LANGUAGES = "normalize_offsets", "normalize_edits", "normalize_languages"
SCORE, FINDINGS = "normalize_score", "normalize_findings"
# Where splitters say that a chunk begins: those of LangChain (with add_start_index) and of Haystack.
_BEGINNINGS = ("start_index", "split_idx_start")


def metadata_of(result: Result, *, evidence: bool = False) -> dict[str, Any]:
    """What is kept of a result: ``normalize_`` with ``edits`` (how many), ``offsets``, ``languages`` and ``score``.

    ``offsets`` is JSON: for each edit ``[start, end, new_start, new_end]``, the first two in the original, the others
    in the new text, in code points. ``languages`` are those of foreign spans, ``es,fr``. With ``evidence`` there is
    ``findings``, too, JSON of all that was found.
    """
    told: dict[str, Any] = {
        EDITS: len(result.edits),
        OFFSETS: orjson.dumps([[e.start, e.end, e.new_start, e.new_end] for e in result.edits]).decode(),
        LANGUAGES: ",".join(sorted({span.lang for span in result.languages})),
        SCORE: result.translation.score,
    }
    if evidence:
        told[FINDINGS] = orjson.dumps([finding_row(finding) for finding in result.findings]).decode()
    return told


def original_span(metadata: Mapping[str, Any], length: int, start: int | None = None) -> tuple[int, int]:
    """Where a chunk of ``length`` code points stands in the original text, by its metadata.

    ``start`` is where it begins in the new text, if no splitter said so (``start_index``, ``split_idx_start``). Raises
    InputError where the metadata lack the offsets or the beginning.

    >>> original_span({"normalize_offsets": "[[4,11,4,12]]", "start_index": 13}, 6)
    (12, 18)
    """
    if OFFSETS not in metadata:
        raise InputError(f"the metadata have no {OFFSETS!r}: was the document normalized, and its metadata kept?")
    if start is None:
        start = next((metadata[name] for name in _BEGINNINGS if metadata.get(name, -1) >= 0), None)
    if start is None:
        raise InputError(
            f"the metadata do not say where the chunk begins ({' or '.join(_BEGINNINGS)}): "
            "let the splitter add it, or give `start`"
        )
    offsets = OffsetMap(tuple(tuple(span) for span in orjson.loads(metadata[OFFSETS])))
    return offsets.to_original(start), offsets.to_original(start + length)
