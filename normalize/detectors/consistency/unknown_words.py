"""Words of no list, with no witness to what they should be: *irrevovable*, *wamMorcha*.

They are shown, never repaired: the nearest word of a dictionary is a guess. In text of people such a form is a name, a
coinage or a term, so it counts only in lower case, once or twice in the document, and where its letters make no word or
are one inner letter away from an everyday one; with a capital inside only where the parts are no words either. A
document with many of them was typed, by a hand that slips: they are told once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from normalize.detectors.consistency.suspects import stands_free
from normalize.detectors.detector import Detector
from normalize.evidence.reading import Reading
from normalize.languages.tables import has_words
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern
from normalize.words.known import KNOWN, zipf
from normalize.words.misprints import misprint_of
from normalize.words.unlisted import is_rare, is_unlisted

UNKNOWN = declare(
    Rule(
        "Q286",
        "unknown-word",
        Category.MT_ARTIFACT,
        "A word that is in no list of any language, and no name: letters that make no word, or one away from one.",
        "Translation by word pieces makes words up; no search finds them.",
        "display; once in a document that has more than five, and once, with their number, where there are so many"
        " different ones (a thousand, and one more in 200 characters) that none is looked at",
        ("They asked for the rehabilitaiton of the hall.", "(reported; nothing is changed)"),
        "The techno-optimist uploads a screencast on his iPhone, says Mr Zakirov.",
    )
)
_FEW = 2  # times that a document has a slip; what it has more often is a term
_MANY = 5  # misprints of one document beyond which they are a typist's: human translations have such, machines none
_INNER_CAPITAL = pattern(r"[a-z]{2,}[A-Z][a-z]+[A-Za-z]*")
_PART = pattern(r"[A-Z]?[a-z]+|[A-Z]+")
_SCORE = 0.5


class UnknownWords(Detector):
    """Words of no list."""

    rules = (UNKNOWN,)
    everywhere = True

    def __init__(self, target: str = "en") -> None:
        self._target = target

    def for_target(self, target: str) -> UnknownWords:
        """The words that readers of the target language know."""
        return UnknownWords(target)

    def wants(self, form: str) -> bool:
        """Whether a form is a word that nobody knows, damaged inside."""
        if not has_words(self._target) or not form.isalpha() or not form.isascii():
            return False
        if form.islower():
            return misprint_of(form, self._target) is not None
        return _INNER_CAPITAL.fullmatch(form) is not None and _is_scrambled(form, self._target)

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document: forms that no other rule and no glossary knows."""
        tokens = reading.tokens
        if reading.unknown:
            yield from _too_many(reading)
            return
        at = reading.at(self)
        if not at:
            return
        often = Counter(tokens.words[i] for i in at)
        known = {finding.text for finding in reading.linked.findings} | {m.text for m in reading.linked.mentions}
        slips = [
            i for i in at if often[tokens.words[i]] <= _FEW and tokens.words[i] not in known and stands_free(tokens, i)
        ]
        typed = sorted({tokens.words[i] for i in slips if tokens.words[i].islower()})
        once = len(typed) > _MANY
        for i in slips:
            form = tokens.words[i]
            if once and form.islower() and form != typed[0]:
                continue
            near = misprint_of(form, reading.target) if form.islower() else ""
            why = f"“{form}” is in no word list" + (f", and one letter away from “{near}”" if near else "")
            why += f"; nor are {len(typed) - 1} others of the document" if once else ""
            details = {"suggestion": near or None, "others": typed[1:] if once else None}
            yield from reading.report(tokens.starts[i], tokens.ends[i], UNKNOWN, why, score=_SCORE, evidence=details)


def _too_many(reading: Reading) -> Iterable[Finding]:
    """One finding at the first word of a document that has too many to be looked at."""
    tokens, unknown = reading.tokens, reading.unknown
    why = f"{len(unknown):,} different words of the document are in no word list and no glossary: too many to look at"
    details = {"unknown": len(unknown), "why": f"{why}; cut it where it holds several documents"}
    told = (
        reading.report(tokens.starts[i], tokens.ends[i], UNKNOWN, why, score=_SCORE, evidence=details)
        for i in tokens.at(unknown)
    )
    return next(filter(None, told), ())


def _is_scrambled(form: str, language: str) -> bool:
    """Whether capitals stand inside a word of no list whose parts are no words either."""
    whole = form.lower()
    if not is_unlisted(whole) or not is_rare(whole, language):
        return False
    return any(zipf(part, language) < KNOWN for part in _PART.findall(form))
