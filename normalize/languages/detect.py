"""Foreign lines: a cheap gate lets plain lines through, langdetect names the language of what is left.

langdetect knows whole documents; on short lines it errs. So a line counts as foreign only where its words, too, are
much commoner in the language named than in the target language (word frequencies from wordfreq).
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from normalize.frequency import top
from normalize.languages.rules import FOREIGN
from normalize.model import Category, Finding, LanguageSpan
from normalize.names.gates import zipf
from normalize.protect import Protected
from normalize.reading import Reading
from normalize.segment import lines
from normalize.tokens import tokenize

CANDIDATES = ("ar", "ca", "de", "en", "es", "fa", "fr", "it", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh-cn")
_DIVIDER = re.compile(r"(?<=\s)(?://|[|·—–])(?=\s)")
_FREQUENT = 1500
_PLAIN_SHARE = 0.45
_SAMPLE = 4000  # code points of a long line that are looked at
_SHORT, _PLAIN_SHARE_SHORT = 8, 0.6  # a short line may have many words that both languages write alike
_LEAST_WORDS = 3
_LEAST_UNKNOWN = 1  # words that the target language does not have: without one langdetect is not asked
_LEAST_PROBABILITY = 0.80
_STRONG = 1.0  # log10: ten times commoner than in the target language
_lock = threading.Lock()


@cache
def _frequent(language: str) -> frozenset[str]:
    return frozenset(top(language, _FREQUENT))


@cache
def _factory() -> Any:
    """langdetect's profiles of the candidate languages, seeded: unseeded, it gives other answers from run to run."""
    import langdetect.detector_factory as library

    library.DetectorFactory.seed = 0
    factory = library.DetectorFactory()
    folder = Path(library.PROFILES_DIRECTORY)
    factory.load_json_profile([(folder / code).read_text(encoding="utf-8") for code in CANDIDATES])
    return factory


def identify(text: str) -> tuple[str, float]:
    """The language of a text (ISO 639-1, ``und`` where there is none to tell) and its probability.

    >>> identify("Los vecinos volvieron a sus casas después de la tormenta")[0]
    'es'
    """
    from langdetect.lang_detect_exception import LangDetectException

    with _lock:  # loading profiles from several threads gives wrong answers without a word
        detector = _factory().create()
    detector.append(text)
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return "und", 0.0
    return str(best.lang).split("-")[0], float(best.prob)


def language_spans(text: str, target: str = "en", names: Protected | None = None) -> list[LanguageSpan]:
    """The lines, or parts of lines between dividers, that are not in the target language, in text order.

    ``names`` are the spans that name an entry of a glossary: they tell nothing of the language around them.
    """
    return [span for start, end in _parts(text) if (span := _foreign(text, start, end, target)) is not None]


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The trimmed parts of each line between dividers."""
    for line in lines(text):
        at = line.start
        for divider in _DIVIDER.finditer(text, line.start, line.end):
            yield _trim(text, at, divider.start())
            at = divider.end()
        yield _trim(text, at, line.end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))


def _foreign(text: str, start: int, end: int, target: str) -> LanguageSpan | None:
    part = text[start : min(end, start + _SAMPLE)]
    plain = part.lower().split()
    if sum(map(_frequent(target).__contains__, plain)) > (
        _PLAIN_SHARE if len(plain) > _SHORT else _PLAIN_SHARE_SHORT
    ) * len(plain):
        return None
    words = [word for word in tokenize(part).words if not word.isdigit()]
    foreign_script = _script(part) != "LATIN" and bool(words)
    unknown = sum(zipf(word, target, "small") == 0 for word in words)
    if not foreign_script and (len(words) < _LEAST_WORDS or unknown < _LEAST_UNKNOWN):
        return None
    lang, probability = identify(part)
    if lang in (target, "und") or probability < _LEAST_PROBABILITY:
        return None
    if not foreign_script:
        telling = [w for i, w in enumerate(words) if i == 0 or not w[:1].isupper() or not w.isascii()]
        lead = [zipf(word, lang, "small") - zipf(word, target, "small") for word in telling]
        strong = sum(more >= _STRONG for more in lead)
        if strong < 2 or sum(lead) < _STRONG * len(lead) * 0.75:
            return None
    return LanguageSpan(start, end, lang, round(probability, 4))


def _script(text: str) -> str:
    """The script of most letters, by their Unicode names."""
    counts: dict[str, int] = {}
    for ch in text:
        if ch.isalpha():
            script = "LATIN" if ch.isascii() else unicodedata.name(ch, "?").split()[0]
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: (counts[script], script), default="LATIN")


def find_foreign(reading: Reading) -> list[Finding]:
    """A finding for each foreign span."""
    return [
        reading.finding(
            span.start,
            span.end,
            FOREIGN,
            Category.FOREIGN,
            f"not in the target language: {span.lang}",
            lang=span.lang,
            score=span.score,
            evidence={"why": f"langdetect says {span.lang} ({span.score:.2f}) and its words are commoner there"},
        )
        for span in reading.spans
    ]
