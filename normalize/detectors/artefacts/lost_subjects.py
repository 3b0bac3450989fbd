"""Verbs of speech that lost their subject behind a quotation: ``“We are ready”, added and left``.

Languages that leave the pronoun out (*ha aggiunto*, *añadió*) leave a verb without anybody who speaks. English puts the
speaker in front of the quotation or beside the verb, so the quotation must open its sentence, and nothing that may be a
subject may stand behind the verb.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.artefacts.wordlists import words
from normalize.detectors.detector import Detector, Needs
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens

LOST = declare(
    Rule(
        "Q281",
        "lost-subject",
        Category.MT_ARTIFACT,
        "A verb without a subject: behind a quotation that nobody speaks, “We are ready”, added and left; or at the"
        " beginning of a clause, “They did not sound: was lacking power”.",
        "The quotation or the deed is attributed to nobody, or to the next name.",
        "display",
        ("“We are ready to talk”, added and left the room.", "(reported; nothing is changed)"),
        "“We are ready to talk”, added the mayor. Her show, “Ready to Talk”, added to her fame.",
    )
)
_CLOSED = pattern(r"(?:[,.!?…][\"”»’“]|[\"”»“][,.]?|’,)[ \u00a0\u202f]*(?:[-–—][ \u00a0\u202f]*)?\Z")
_PAST = pattern(r"[a-z]{3,}ed")
_END = pattern(r"[ \u00a0]?(?:[.;!?](?!\.)|[\r\n])")
_STOPPED = pattern(r"[,.!?…]")
_OPENING, _CLOSING, _PLAIN = "“«„", "”»", '"'
_BEFORE_QUOTATION = pattern(r"(?:\A|[\n\r.!?…:]|[.!?…][\"”»])[ \u00a0\u202f]*\Z")
_LEAST_WORDS = 4  # of a quotation; what is shorter may be a title or a word that is mentioned
_REACH = 600  # code points in which a quotation opens
_PAST_PERFECT = frozenset(["has", "had"])
_SCORE = 0.6
_PRO_DROP = ("es", "it", "pt", "ca", "ro", "el", "tr", "ru", "pl", "ja", "fa")


class LostSubjects(Detector):
    """Verbs of speech without a subject, behind a quotation."""

    rules = (LOST,)
    needs = Needs(targets=("en",))
    testifies = True

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator closes a quotation, with a mark beside the closing one."""
        return _CLOSED.search(separator) is not None and _STOPPED.search(separator) is not None

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        tokens = reading.tokens
        for i in reading.at_separators(self):
            verb = _verb(tokens, i) if 0 < i < len(tokens.words) else None
            if verb is not None and (_ends_sentence(tokens, verb) or _opens_sentence(reading, i)):
                yield from reading.report(
                    tokens.starts[i],
                    tokens.ends[verb],
                    LOST,
                    f"“{tokens.slice(i, verb)}” has no subject: the quotation is nobody’s",
                    score=_SCORE,
                    evidence={"languages": list(_PRO_DROP)},
                )


def _verb(tokens: Tokens, i: int) -> int | None:
    """The number of the verb of speech at a word or behind its auxiliary, where no subject can follow it."""
    first = tokens.words[i]
    verb = i + 1 if first in _PAST_PERFECT and tokens.separators[i + 1] == " " else i
    if verb == len(tokens.words):
        return None
    word = tokens.words[verb]
    capital = word[0].isupper() and verb == i
    if (word.lower() if capital else word) not in words("speaking"):
        return verb if _ends_sentence(tokens, verb) and _PAST.fullmatch(word) else None
    gap, behind = tokens.separators[verb + 1], tokens.words[verb + 1] if verb + 1 < len(tokens.words) else ""
    if capital:  # “…” Said that he would come. A new sentence may have its subject anywhere but there.
        return verb if gap == " " and behind == "that" else None
    if gap != " ":
        return verb if gap[:1] in (",", ".", ";", "\n", "") and gap[:2] != ".." else None
    return verb if behind in words("behind_lost_subject") else None


def _ends_sentence(tokens: Tokens, verb: int) -> bool:
    """Whether a sentence ends with its verb, so that nobody is left to be the subject: *“…”, completed.*"""
    return verb + 1 == len(tokens.words) or _END.match(tokens.separators[verb + 1]) is not None


def _opens_sentence(reading: Reading, i: int) -> bool:
    """Whether the quotation that ends in front of a word opens its sentence, and is long enough for one."""
    text, tokens = reading.text, reading.tokens
    start, _ = tokens.separator_span(i)
    line = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    gap = tokens.separators[i]
    if _PLAIN in gap:
        opening = text.rfind(_PLAIN, line, start)
        paired = text.count(_PLAIN, line, start) % 2 == 1
    else:
        opening = max(text.rfind(mark, line, start) for mark in _OPENING)
        closed = max(text.rfind(mark, line, start) for mark in _CLOSING)
        paired = closed < opening
    return (
        opening >= line
        and paired
        and _BEFORE_QUOTATION.search(text, max(0, opening - 4), opening) is not None
        and text.count(" ", opening, start) >= _LEAST_WORDS - 1
    )
