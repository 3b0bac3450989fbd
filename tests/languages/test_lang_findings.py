"""What is reported of a foreign span: its rule by kind, and the voices that agree."""

from __future__ import annotations

import pytest
from lang_sentences import CLAUSES, HEADLINES

from normalize import Applicability, Document, Normalizer
from normalize.detectors.foreign.detect import ForeignText, find_foreign
from normalize.names.linker import Linker
from normalize.run.prepare import reading_of
from normalize.settings.settings import Settings


def findings(text: str):
    return find_foreign(reading_of(Document(text, "a.txt"), Settings(Linker([]))))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"English.\n{HEADLINES['es']}", "L101"),
        (f"{HEADLINES['es']} // The police arrested two men after a long chase", "L102"),
        (f"She said “{CLAUSES['fr']}” and left.", "L103"),
        (f"He left early, {CLAUSES['de']}, and went home.", "L104"),
    ],
)
def test_each_kind_has_its_rule(text, rule):
    (finding,) = findings(text)
    assert (finding.rule, finding.applicability, finding.replacement) == (rule, Applicability.DISPLAY, None)
    assert finding.path == "a.txt"
    assert finding.lang in {"es", "fr", "de"}
    assert 0.5 < finding.score <= 1


def test_the_evidence_names_the_voices():
    (finding,) = findings(HEADLINES["es"])
    assert finding.evidence["certain"] is True
    assert {"word lists", "eldc"} <= set(finding.evidence["voices"])
    assert finding.evidence["why"] == "es according to word lists and eldc"


def test_a_short_span_whose_language_is_disputed_is_uncertain():
    (finding,) = findings("One.\nсторону замка\nTwo.")
    assert finding.evidence["certain"] is False
    assert finding.evidence["runner_up"] in finding.evidence["why"]


def test_the_normalizer_sees_the_spans_of_the_pipeline():
    n = Normalizer()
    text = f"Frente Nacional de Resistencia de Afganistán\n{HEADLINES['es']}\nThe Panjshir valley. {HEADLINES['it']}."
    assert tuple(n.language_spans(text)) == n.normalize(text).languages
    assert [s.lang for s in n.language_spans(text)] == ["es", "it"]


def test_the_detector_is_called_only_where_words_are_foreign(monkeypatch):
    called = []
    find = ForeignText.find
    monkeypatch.setattr(ForeignText, "find", lambda self, reading: called.append(reading.text) or find(self, reading))
    n, foreign = Normalizer(), f"Rain fell. {HEADLINES['es']}."
    for text in ("They went home when the rain came down.", foreign, "12.5"):
        n.normalize(text)
    assert called == [foreign]
