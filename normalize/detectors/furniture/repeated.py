"""Lines that many documents of the folder share, although their articles differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from normalize.detectors.furniture.line import DATED, Certainty, Line, is_sentence
from normalize.detectors.furniture.phrases import Phrase
from normalize.evidence.profile import Profile
from normalize.model import Segment
from normalize.text.pattern import pattern

_OTHERWISE = pattern(
    rf"{DATED.pattern}|[:,]\Z|\A[\"“„«‘']|\A(?i:by|von|par|por|di|от|بقلم|dear|thank)\b"
)  # dates, salutations, quotations, bylines, thanks
_LEAST_DOCUMENTS, _SHARE, _ENOUGH_DOCUMENTS = 3, 100, 50
_ALONE = 4  # a repeated line that stands alone: in a quarter of the documents
_NAME = 4  # words of a name at most
_SAMPLE = 400  # lines of a document that tell how often its article stands in the folder


class Repeated:
    """Lines that many documents of the folder share, although their articles differ."""

    def __init__(self, text: str, lines: Sequence[Segment], profile: Profile) -> None:
        self._text, self._lines, self._profile = text, lines, profile
        share = min(profile.documents // _SHARE, _ENOUGH_DOCUMENTS)
        self._fewest = max(_LEAST_DOCUMENTS, share)

    @cached_property
    def _least(self) -> int:
        """The number of documents that must share a line: more than there are copies of this one."""
        return max(self._fewest, 2 * self._copies() + 1)

    def _copies(self) -> int:
        """In how many documents the article stands: what most of its lines say."""
        trimmed = [self._text[line.start : line.end].strip() for line in self._lines[:_SAMPLE]]
        sentences = [line for line in trimmed if is_sentence(line)]
        counts = sorted(filter(None, map(self._profile.line_count_at_most, sentences)))
        if counts:
            return counts[(len(counts) - 1) // 2]
        return min(filter(None, (self._profile.line_count_at_most(line) for line in trimmed if line)), default=1)

    def count(self, line: str) -> int | None:
        """In how many documents a trimmed line stands, where these are many and their articles differ.

        Salutations, dates, bylines and quotations come again and again, too.
        """
        if self._profile.documents < self._fewest:
            return None
        count = self._profile.line_count(line)
        if count < self._fewest or _OTHERWISE.search(line) or not any(map(str.isalpha, line)):
            return None
        return count if count >= self._least else None

    def judge(self, line: Line) -> Line | None:
        """The line as repeated furniture, or None.

        A line that looks like a name, or that few of the documents have, counts only beside other furniture.
        """
        count = self.count(line.text)
        if count is None:
            return None
        documents = self._profile.documents
        why = f"it stands at the edge of {count} of {documents} documents, and their articles differ"
        alone = count * _ALONE >= documents and not _is_name(line.text)
        certainty = Certainty.SURE if alone else Certainty.BESIDE
        return replace(line, phrase=Phrase("repeated", why), certainty=certainty)


def _is_name(line: str) -> bool:
    words = line.split()
    return len(words) <= _NAME and all(word[:1].isupper() or not word[:1].isalpha() for word in words)
