"""Proposing the right form of one mention, by what the document says so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from normalize.evidence.findings import finding
from normalize.model import Applicability, Candidate, Document, Finding
from normalize.names import rules
from normalize.names.applicability.judged_mention import Case
from normalize.names.applicability.table import Verdict, judge
from normalize.names.candidates import Candidates
from normalize.names.evidence import Evidence
from normalize.names.form import Form
from normalize.names.mentions import Mention
from normalize.names.surfaces import Options
from normalize.words.likeness import similarity


class Proposal(NamedTuple):
    """A finding on a mention, and the form that it would be mapped by (of several, the first)."""

    finding: Finding
    form: Form


class Proposals:
    """Proposes right forms for the mentions of a document; what it says grows while they are settled."""

    def __init__(self, document: Document, evidence: Evidence, candidates: Candidates) -> None:
        self._document, self._evidence, self._candidates = document, evidence, candidates

    def of(self, mention: Mention, options: Options) -> Proposal | None:
        """The proposal for a mention by what it may be replaced by; None where it stays as it is."""
        evidence, spelled = self._evidence, mention.spelled
        chosen = _of_one_entry(_supported(options, evidence), spelled)
        if len(chosen) > 1:
            if any(f.role == "family" for forms in chosen.values() for f in forms) or spelled in chosen:
                return None
            return Proposal(self._ambiguous(mention, chosen), next(iter(chosen.values()))[0])
        replacement, forms = next(iter(chosen.items()))
        if replacement == spelled:
            return None
        form = min(forms, key=lambda f: (*(not test(f, mention, evidence) for _, test in _FIRST), f.entry.id))
        owners = {f.entry.id for f in forms}
        case = Case(
            mention,
            form,
            replacement,
            evidence,
            lambda: self._rival(mention, owners),
            lambda: self._matched(mention, form),
            frozenset(form.lang for form in forms if form.lang),
        )
        verdict = judge(case)
        return Proposal(self._finding(case, verdict), form) if verdict else None

    def _finding(self, case: Case, verdict: Verdict) -> Finding:
        form, mention, rival = case.form, case.mention, case.runner_up
        display = verdict.applicability is Applicability.DISPLAY
        return finding(
            self._document,
            mention.start,
            mention.end,
            verdict.rule,
            f"“{mention.text}” {'may be' if display else 'is'} a variant of {form.entry.canonical}: {verdict.why}",
            applicability=verdict.applicability,
            replacement=case.replacement,
            entry=form.entry.id,
            lang=form.lang if form.lang != form.entry.language else None,
            score=mention.score,
            evidence={
                "why": verdict.why,
                "clause": verdict.clause,
                "glossary": form.entry.glossary,
                "form": form.text,
                "support": case.support,
                "title": case.around.title,
                "runner_up": {"entry": rival.entry, "score": round(rival.score, 4)} if rival else None,
            },
        )

    def _ambiguous(self, mention: Mention, options: Options) -> Finding:
        claims = {f.entry.id: replacement for replacement, forms in sorted(options.items()) for f in forms}
        first = next(iter(claims))
        rest = [{"entry": entry, "score": round(mention.score, 4)} for entry in claims if entry != first]
        return finding(
            self._document,
            mention.start,
            mention.end,
            rules.AMBIGUOUS,
            f"may be {' or '.join(claims)}: nothing in the document tells which",
            replacement=claims[first],
            entry=first,
            score=mention.score / len(claims),
            evidence={"why": "several entries claim this form", "claims": claims, "runner_up": rest[0]},
        )

    def _matched(self, mention: Mention, form: Form) -> float:
        """The probability that a name means the entry of a form, were it a name by itself."""
        found = self._candidates.of(mention.spelled)
        return found[0].score if found and found[0].entry == form.entry.id else 0.0

    def _rival(self, mention: Mention, owners: set[str]) -> Candidate | None:
        """The best entry besides some, by its likeness to a single word."""
        spelled = mention.spelled
        if mention.words > 1 or len(spelled.split()) > 1:
            return None
        return next((other for other in self._candidates.nearest(spelled) if other.entry not in owners), None)


# What the document may say for one of several forms with different replacements, the strongest first.
_SUPPORT: tuple[tuple[str, Callable[[Form, Evidence], object]], ...] = (
    ("named in full", lambda form, evidence: form.entry.id in evidence.full_names),
    ("named", lambda form, evidence: form.entry.id in evidence.surfaces),
    ("related to what is named", lambda form, evidence: evidence.related(form)),
    ("no family name, which counts for people named in full", lambda form, evidence: form.role != "family"),
)

# Which of the forms with one replacement speaks for them, the weightiest first.
_FIRST: tuple[tuple[str, Callable[[Form, Mention, Evidence], bool]], ...] = (
    ("a name by itself", lambda form, mention, evidence: form.role != "family"),
    ("of an entry that is named", lambda form, mention, evidence: form.entry.id in evidence.surfaces),
    ("written so", lambda form, mention, evidence: form.text.casefold() == mention.spelled.casefold()),
    ("accepted", lambda form, mention, evidence: form.accepted),
    ("written apart", lambda form, mention, evidence: not form.glued),
)


def _of_one_entry(options: Options, text: str) -> Options:
    """Of several right forms of one entry the one that is most like the mention; else all of them."""
    if len(options) < 2 or len({form.entry.id for forms in options.values() for form in forms}) > 1:
        return options
    best = max(options, key=lambda right: (similarity(text, right), right))
    return {best: options[best]}


def _supported(options: Options, evidence: Evidence) -> Options:
    """The replacements left once the document has spoken; all of them where it says nothing."""
    if len(options) < 2:
        return options
    for _, test in _SUPPORT:
        said = {r: tuple([form for form in forms if test(form, evidence)]) for r, forms in options.items()}
        if kept := {r: forms for r, forms in said.items() if forms}:
            return kept
    return options
