"""Corrupted words, and names that one document writes in two ways: each distinct form is judged once.

A form is a suspect when readers of the target language do not know it and the glossaries do not name it. It is accused
only by a witness: a form near to it that stands in the same document, else in the folder. The next word of a
dictionary is no witness.

A second run changes nothing, because what makes a fix safe cannot be made by a fix: the witness must stand in the
document itself, names in their right form, and whatever counts against a suspect (how often the folder has it) counts
in every document alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from normalize.detectors.consistency.asked import NAMES_LIKE
from normalize.detectors.consistency.clauses import FOLDER, NAMES, WORDS, Clause, Signals, Verdict, judge
from normalize.detectors.consistency.rules import CORRUPTED_WORD, TWO_WAYS
from normalize.detectors.consistency.suspects import Suspect, Suspects, looks_strange
from normalize.detectors.consistency.witnesses import Forms, Witness
from normalize.detectors.detector import Detector
from normalize.evidence.place import place
from normalize.evidence.reading import Reading
from normalize.languages.tables import has_words
from normalize.model import Finding
from normalize.words.difference import Difference


class Misspelt(Detector):
    """Corrupted words, and single words of names written in two ways."""

    rules = (CORRUPTED_WORD, TWO_WAYS)

    def __init__(self, target: str = "en") -> None:
        self._target = target

    def for_target(self, target: str) -> Misspelt:
        """Readers of the target language are those who do not know a word."""
        return Misspelt(target)

    def wants(self, form: str) -> bool:
        """Whether readers do not know a form."""
        return has_words(self._target) and looks_strange(form, self._target)

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Findings on corrupted words and on single words of names written in two ways."""
        suspects, forms = Suspects(reading, reading.at(self)), Forms(reading)
        for form in suspects:
            near = _near(form, forms, suspects, reading)
            if any(near) and (suspect := suspects.suspect(form)) is not None:
                yield from _Case(reading, forms, suspect).findings(*near)


_Near = Sequence[tuple[str, Difference]]


def _near(form: str, forms: Forms, suspects: Suspects, reading: Reading) -> tuple[_Near, _Near, _Near]:
    """What is near to a form: names of the document, words of it, names of the folder. Nothing is, for most forms."""
    if form.islower():
        return (), forms.words_like(form), ()
    words = forms.words_like(form.lower()) if suspects.opens(form) else ()
    return forms.names_like(form), words, reading.around.ask(NAMES_LIKE, form)


class _Case:
    """One suspect before its witnesses."""

    def __init__(self, reading: Reading, forms: Forms, suspect: Suspect) -> None:
        self._reading = reading
        self._forms = forms
        self._suspect = suspect

    def findings(self, names: _Near, words: _Near, folder: _Near) -> Iterator[Finding]:
        """Findings by the first witness that has something to say; the document goes before its folder."""
        here = [witness for witness in self._witnesses(names) if witness.here]
        if self._suspect.opens or self._suspect.form.islower():
            low = [witness for witness in self._forms.witnesses(words) if witness.here]
            if low and (not here or low[0].difference.distance < here[0].difference.distance):
                verdict = self._verdict(WORDS, low[:1], low)
                return self._tell(verdict, low) if verdict is not None else iter(())
        if (verdict := self._verdict(NAMES, here, here)) is not None:
            return self._tell(verdict, here)
        verdict = self._verdict(FOLDER, self._witnesses(folder))
        return self._tell(verdict) if verdict is not None else iter(())

    def _witnesses(self, near: _Near) -> list[Witness]:
        """The names near to the suspect, those left out that company shows to be another person's."""
        form = self._suspect.form
        return [witness for witness in self._forms.witnesses(near) if self._forms.may_be_one(form, witness.form)]

    def _verdict(
        self, clauses: Iterable[Clause], witnesses: Iterable[Witness], rivals: Sequence[Witness] = ()
    ) -> Verdict | None:
        """What is said of the first witness of whom something is."""
        cases = (Signals(self._reading, self._forms, self._suspect, witness, rivals) for witness in witnesses)
        return next((verdict for signals in cases if (verdict := judge(clauses, signals)) is not None), None)

    def _tell(self, verdict: Verdict, witnesses: Iterable[Witness] = ()) -> Iterator[Finding]:
        """A finding at each place of the suspect."""
        reading, tokens, witness = self._reading, self._reading.tokens, verdict.witness
        right = (
            witness.form.capitalize() if self._suspect.form[0].isupper() and witness.form.islower() else witness.form
        )
        runner_up = next((other for other in witnesses if other is not witness), None)
        other = None
        for first in tokens.places(witness.form)[:1]:
            other = place(reading, tokens.starts[first], tokens.ends[first])
        where = "" if other is None else f" (line {other['line']})"
        corrupted = verdict.clause.rule is CORRUPTED_WORD
        what = "corrupted word, probably" if corrupted else "a name written in two ways, also"
        for i in self._suspect.at:
            start, end = tokens.starts[i], tokens.ends[i]
            yield reading.finding(
                start,
                end,
                verdict.clause.rule,
                f"{what} {right}{where}: {verdict.why}",
                applicability=verdict.clause.applicability,
                replacement=right,
                score=min(witness.difference.likeness, 0.99),
                evidence={
                    "why": verdict.why,
                    "kind": witness.difference.kind.value,
                    "places": [place(reading, start, end), *([other] if other else [])],
                    "runner_up": runner_up
                    and {"entry": runner_up.form, "score": round(runner_up.difference.likeness, 4)},
                },
            )
