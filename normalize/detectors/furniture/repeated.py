"""Lines that many documents of the folder share, although their articles differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from normalize.detectors.furniture.line import DATED, Certainty, Line, is_sentence
from normalize.detectors.furniture.phrases import Phrase
from normalize.evidence.around import Around, Question
from normalize.evidence.profile import LONGEST, line_key
from normalize.model import Segment
from normalize.text.counted import roughly
from normalize.text.pattern import pattern

_OTHERWISE = pattern(
    rf"{DATED.pattern}|[:,]\Z|\A[\"“„«‘']|\A(?i:by|von|par|por|di|от|بقلم|dear|thank)\b"
)  # dates, salutations, quotations, bylines, thanks
_LEAST_DOCUMENTS, _SHARE, _ENOUGH_DOCUMENTS = 3, 100, 50
_ALONE = 4  # a repeated line that stands alone: in a quarter of the documents
_NAME = 4  # words of a name at most
_SAMPLE = 400  # lines of a document that tell how often its article stands in the folder


def _is_in_many(around: Around, key: str) -> bool:
    profile = around.folder.profile
    return profile.count_of(key) >= max(_LEAST_DOCUMENTS, min(profile.documents // _SHARE, _ENOUGH_DOCUMENTS))


class Share(NamedTuple):
    """In how many of how many documents a line stands, in round numbers, and whether that is a quarter of them."""

    times: str
    documents: str
    is_large: bool


def _share(around: Around, key: str) -> Share:
    profile = around.folder.profile
    count, documents = profile.count_of(key), profile.documents
    return Share(roughly(count), roughly(documents), count * _ALONE >= documents)


IS_IN_MANY: Question[[str], bool] = Question(
    "line-in-many", "whether one of its lines stands in many documents", _is_in_many, False
)
LINE_COUNT: Question[[str], int] = Question(
    "line-count",
    "in how many documents one of its lines stands",
    lambda around, key: around.folder.profile.count_at_most_of(key),
    1,
)
LINE_OCCURS: Question[[str, int], bool] = Question(
    "line-occurs",
    "whether one of its lines stands in {1} documents",
    lambda around, key, least: around.folder.profile.count_of(key) >= least,
    True,
)
SHARE: Question[[str], Share] = Question(
    "line-share", "in how many of how many documents one of its lines stands", _share, Share("3", "3", is_large=True)
)
QUESTIONS = (IS_IN_MANY, LINE_COUNT, LINE_OCCURS, SHARE)


class Repeated:
    """Lines that many documents of the folder share, although their articles differ."""

    def __init__(self, text: str, lines: Sequence[Segment], around: Around) -> None:
        self._text, self._lines, self._around = text, lines, around

    @cached_property
    def _copies(self) -> int:
        """In how many documents the article stands: what most of its lines say."""
        trimmed = [self._text[line.start : line.end].strip() for line in self._lines[:_SAMPLE]]
        sentences = [line for line in trimmed if is_sentence(line)]
        counts = sorted(filter(None, map(self._count, sentences)))
        if counts:
            return counts[(len(counts) - 1) // 2]
        return min(filter(None, (self._count(line) for line in trimmed if line)), default=1)

    def _count(self, line: str) -> int:
        return self._around.ask(LINE_COUNT, line_key(line)) if len(line) <= LONGEST else 0

    def is_shared(self, line: str) -> bool:
        """Whether a trimmed line stands in many documents, more than there are copies of this one.

        Salutations, dates, bylines and quotations come again and again, too.
        """
        key = line_key(line)
        if not self._around.ask(IS_IN_MANY, key) or _OTHERWISE.search(line) or not any(map(str.isalpha, line)):
            return False
        return self._around.ask(LINE_OCCURS, key, 2 * self._copies + 1)

    def judge(self, line: Line) -> Line | None:
        """The line as repeated furniture, or None.

        A line that looks like a name, or that few of the documents have, counts only beside other furniture.
        """
        if not self.is_shared(line.text):
            return None
        share = self._around.ask(SHARE, line_key(line.text))
        why = f"it stands at the edge of {share.times} of {share.documents} documents, and their articles differ"
        alone = share.is_large and not _is_name(line.text)
        certainty = Certainty.SURE if alone else Certainty.BESIDE
        return replace(line, phrase=Phrase("repeated", why), certainty=certainty)


def _is_name(line: str) -> bool:
    words = line.split()
    return len(words) <= _NAME and all(word[:1].isupper() or not word[:1].isalpha() for word in words)
