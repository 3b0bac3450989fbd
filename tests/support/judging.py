"""A small corpus with damage of many kinds, and judgements on it drawn at random, the same for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from normalize.judgements.judgement import Judgement, Reach, Scope, Verdict
from normalize.model import Document, Finding

SENTENCES = (
    "Fighting went on in the {valley} Valley on Monday.",
    "From {valley} they went to {valley}, and the road to {valley} was closed.",
    "{leader} leads the National Resistance Front ({front}).",
    "The {front} said so , and the {front} was right.",
    "He met {leader} in {city} on Tuesday.",
    "The anti-{taliban} forces left; an anti-Taliban march followed.",
    "“We stay,” a- he stressed in {city}.",
    "The Turkey declares that it is over.",
    "In {city} there were 35 s abstaining, and nothing  else.",
    "The caf\u00e9 of Pan\u00adchir was closed &amp; empty.",
    "A quiet day in the village, without any damage at all.",
)
VALLEYS = ("Panchir", "Panshir", "Panjshir", "Pandjchir", "Panjsher")
LEADERS = ("Ahmed Massoud", "Ahmad Massoud", "Ahmad Masud", "Ahmed Shah Massoud", "Ahmad Shah Massoud")
FRONTS = ("FNR", "NRF", "NFR")
CITIES = ("Kaboul", "Kabul", "Kandahar", "Qandahar", "Herat", "Mazar-e Sharif", "Mazar-i-Sharif")
TALIBANS = ("Taliban", "Italiban", "Taleban")
PUTS = ("Panjsher", "Kaboul", "Ahmad Shah", "N.R.F.", "Panchir Valley", "Ahmed Massoud")
PEOPLE = ("Ada", "Ben", "")


def text(draw: Random, sentences: int = 6) -> str:
    """A text of some sentences, in one or several paragraphs."""
    said = [
        draw.choice(SENTENCES).format(
            valley=draw.choice(VALLEYS),
            leader=draw.choice(LEADERS),
            front=draw.choice(FRONTS),
            city=draw.choice(CITIES),
            taliban=draw.choice(TALIBANS),
        )
        for _ in range(sentences)
    ]
    return "".join(sentence + draw.choice((" ", " ", "\n\n")) for sentence in said).rstrip() + "\n"


def scope(draw: Random, finding: Finding, document: Document, corpus: str, context: float = 0.8) -> Scope:
    """A scope around a finding (in offsets of its field), that names the corpus or does not.

    ``context`` is how often a place has its context.
    """
    named = corpus if draw.random() < 0.7 else None
    reach = draw.choice(list(Reach))
    fields = {span.name: document.text[span.start : span.end] for span in document.fields}
    whole = fields.get(finding.field or "", document.text)
    if reach is Reach.THIS:  # with its context a place is known again in a file of that name, unless the corpus is told
        return (
            Scope.of_place(finding, whole, corpus) if draw.random() < context else Scope.of_place(finding, None, named)
        )
    if reach is Reach.DOCUMENT:
        return Scope.of_document(finding.path, finding.record, named)
    return Scope.of_corpus(corpus) if reach is Reach.CORPUS else Scope.always()


def judgement(draw: Random, finding: Finding, where: Scope) -> Judgement:
    """A judgement on a finding; sometimes on the pair whatever the rule, or whatever the entry."""
    verdict = draw.choice(list(Verdict))
    if verdict is Verdict.EDIT and not any(map(str.isalnum, finding.text)):
        verdict = Verdict.REJECT
    if verdict is Verdict.ACCEPT and finding.replacement is None:
        verdict = Verdict.REJECT
    return Judgement(
        verdict,
        finding.rule if draw.random() < 0.8 else None,
        finding.text,
        finding.replacement,
        finding.entry if draw.random() < 0.8 else None,
        where,
        put=draw.choice(PUTS) if verdict is Verdict.EDIT else None,
        who=draw.choice(PEOPLE),
        when=f"2026-01-{draw.randint(1, 28):02}T{draw.randrange(24):02}:{draw.randrange(60):02}:00Z",
    )


def sample(
    draw: Random, found: Sequence[tuple[Finding, Document, str]], size: int, context: float = 0.8
) -> list[Judgement]:
    """Judgements on findings drawn at random, with the document and the corpus of each; no two at one time."""
    drawn = (draw.choice(found) for _ in range(size))
    said = [judgement(draw, finding, scope(draw, finding, *around, context)) for finding, *around in drawn]
    return list({one.when: one for one in said}.values())
