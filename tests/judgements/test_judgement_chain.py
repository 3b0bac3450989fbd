"""What judgements do in the chain: to the finding itself, to what others see, and in the next run."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from normalize import JudgementError, Normalizer
from normalize.judgements import store
from normalize.judgements.applied import Judgements
from normalize.judgements.concerned import Changed
from normalize.judgements.judgement import CLUSTER, Judgement, Scope, Verdict
from normalize.model import Applicability, Document, Finding, Result
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.linker import Linker
from normalize.run import pipeline
from normalize.settings.settings import Settings

NORMALIZER = Normalizer(["afghanistan"])
ACCEPT, REJECT, EDIT = Verdict.ACCEPT, Verdict.REJECT, Verdict.EDIT


def run(text: str, said: Iterable[Judgement] = (), path: str = "a.txt") -> Result:
    return pipeline.run(Document(text, path), NORMALIZER.settings.with_judgements(Judgements(said), "archive"))


def found(text: str, rule: str, which: int = 0) -> Finding:
    return [finding for finding in run(text).findings if finding.rule == rule][which]


def stays(result: Result, said: Iterable[Judgement]) -> None:
    """A second run changes nothing."""
    assert run(result.text, said).text == result.text


UNSAFE = "In the hall there were 35 s abstaining, and nothing more was said."
STYLE = "The road to Qandahar was long. In Qandahar they rested, and Qandahar was full."


def test_an_accepted_unsafe_fix_is_made() -> None:
    unsafe = found(UNSAFE, "Q218")
    assert unsafe.applicability is Applicability.UNSAFE
    said = [Judgement.of(unsafe, ACCEPT, Scope.of_corpus("archive"), who="Ada", when="2026-01-01T00:00:00Z")]
    result = run(UNSAFE, said)
    assert result.text == UNSAFE.replace("35 s abstaining", "35 abstaining")
    (edit,) = result.edits
    assert edit.finding.applicability is Applicability.SAFE
    assert edit.finding.judgement == {
        "verdict": "accept",
        "scope": "corpus",
        "who": "Ada",
        "when": "2026-01-01T00:00:00Z",
        "was": "unsafe",
    }
    assert edit.id == unsafe.id
    stays(result, said)
    elsewhere = NORMALIZER.settings.with_judgements(Judgements(said), "another")
    assert pipeline.run(Document(UNSAFE), elsewhere).text == UNSAFE


def test_an_accepted_house_style_is_kept_throughout() -> None:
    """It is shown once a document, and made wherever it occurs."""
    text = STYLE + " It lies in the Panchir Valley."
    shown = [f for f in run(text).findings if f.text == "Qandahar"]
    assert [f.applicability for f in shown] == [Applicability.DISPLAY]
    for where, count in ((Scope.always(), 3), (Scope.of_place(shown[0], text), 1)):
        said = [Judgement.of(shown[0], ACCEPT, where)]
        result = run(text, said)
        assert result.text.count("Kandahar") == count
        stays(result, said)


def test_an_accepted_house_style_needs_no_other_damage() -> None:
    kyiv = Entry("kyiv", "Kyiv", "place", aliases=(Alias("Kiev", "en"),))
    putin = Entry("putin", "Vladimir Putin", "person", aliases=(Alias("Vladimir Poutine", "fr"),))
    settings = Settings(Linker([kyiv, putin]))
    text = "Kiev is large. The road to Kiev was long."
    damaged = pipeline.run(Document(f"{text} Vladimir Poutine came."), settings).findings
    (shown,) = [finding for finding in damaged if finding.text == "Kiev"]
    assert pipeline.run(Document(text), settings).findings == ()
    said = settings.with_judgements(Judgements([Judgement.of(shown, ACCEPT, Scope.always())]))
    assert pipeline.run(Document(text), said).text == text.replace("Kiev", "Kyiv")


def test_an_edit_puts_what_the_person_wrote() -> None:
    text = "They came from the Panchir Valley to Panchir, and to Panjshir."
    said = [Judgement.of(found(text, "N301"), EDIT, Scope.always(), put="Panshir")]
    result = run(text, said)
    assert result.text == text.replace("Panchir", "Panshir")
    assert {edit.finding.judgement["proposed"] for edit in result.edits if edit.finding.judgement} == {"Panjshir"}
    stays(result, said)


def test_an_edit_of_one_place_keeps_its_text_there_alone() -> None:
    text = "The Panchir Valley was quiet on the first day. On the second the Panchir Valley was not; Panjshir is far."
    said = [Judgement.of(found(text, "N301", 1), EDIT, Scope.of_place(found(text, "N301", 1), text), put="Panshir")]
    result = run(text, said)
    assert result.text == text.replace("The Panchir", "The Panjshir").replace("the Panchir", "the Panshir")
    stays(result, said)


def test_what_a_diagnosis_lacks_a_person_may_write() -> None:
    text = "The ferry stayed in port for the whole day.\nThe storm had come from the north.\nRead more\n"
    (shown,) = run(text).findings
    assert (shown.text, shown.replacement) == ("Read more", None)
    said = [Judgement.of(shown, EDIT, Scope.always(), put="")]
    assert run(text, said).text == text.replace("Read more", "")
    with pytest.raises(JudgementError, match="no replacement to accept"):
        Judgement.of(shown, ACCEPT, Scope.always())


def test_a_place_is_known_again_behind_other_edits() -> None:
    text = "In Panchir and Pandjchir they met. Much later the Panchir road was closed, and Panjshir was quiet."
    last = found(text, "N301", 2)
    said = [Judgement.of(last, REJECT, Scope.of_place(last, text, "archive"))]
    result = run(text, said)
    assert (
        result.text
        == "In Panjshir and Panjshir they met. Much later the Panchir road was closed, and Panjshir was quiet."
    )
    stays(result, said)


def test_a_rejected_pair_does_not_come_back_under_another_rule() -> None:
    text = "The Panchir Valley, and Panjshir."
    pair = found(text, "N301")
    said = [Judgement(REJECT, "N302", pair.text, pair.replacement, None, Scope.always())]
    assert run(text, said).text == text


def test_of_two_scopes_the_narrower_speaks() -> None:
    text = "The Panchir Valley. Later the road to Panchir was closed, and Panjshir was quiet."
    first, second = found(text, "N301"), found(text, "N301", 1)
    said = [Judgement.of(first, REJECT, Scope.always()), Judgement.of(second, ACCEPT, Scope.of_place(second, text))]
    assert run(text, said).text == text.replace("to Panchir", "to Panjshir")


def test_a_rejected_repair_is_no_evidence_for_others() -> None:
    """As what is ignored: the compound has no witness then."""
    text = "An anti-Panjsihr song. An anti-Panchir march. In Panjshir, in the Panjshir Valley."
    assert "anti-Panjshir song" in run(text).text
    said = [Judgement.of(f, REJECT, Scope.always()) for f in run(text).findings if f.text == "Panchir"]
    assert said
    assert "anti-Panjsihr song" in run(text, said).text


def test_a_cleaned_name_is_the_same_question() -> None:
    text = "The Pan\u00adchir Valley, and Panjshir."
    said = [Judgement.of(found("The Panchir Valley, and Panjshir.", "N301"), REJECT, Scope.always())]
    result = run(text, said)
    assert result.text == "The Panchir Valley, and Panjshir."
    stays(result, said)


def test_an_edit_over_a_cleaned_word_replaces_all_of_it() -> None:
    text = "The Pan\u00adchir Valley, and Panjshir."
    said = [Judgement.of(found(text, "N301"), EDIT, Scope.always(), put="Panjsher")]
    assert run(text, said).text == "The Panjsher Valley, and Panjshir."


def test_a_rejected_repair_of_hygiene_leaves_the_text() -> None:
    text = "Bread &amp; butter, Bread &amp; butter."
    entity = found(text, "T502")
    said = [Judgement.of(entity, REJECT, Scope.of_place(entity, text))]
    assert run(text, said).text == "Bread &amp; butter, Bread & butter."


def test_rejected_furniture_stays_and_is_read() -> None:
    """A line that is not dropped is text like any other: its names are repaired."""
    text = (
        "The ferry stayed in port for the whole day.\nThe storm had come from Panchir, and from Panjshir.\nRead more\n"
    )
    settings = Normalizer(["afghanistan"], furniture="drop").settings
    result = pipeline.run(Document(text, "a.txt"), settings)
    (dropped,) = [e.finding for e in result.edits if e.finding.replacement == ""]
    said = Judgements([Judgement.of(dropped, REJECT, Scope.always())])
    kept = pipeline.run(Document(text, "a.txt"), settings.with_judgements(said))
    assert kept.text == text.replace("Panchir", "Panjshir")


def test_the_service_follows_them() -> None:
    from normalize.serve.answers import Answers

    text = "The Panchir Valley, and Panjshir."
    said = Judgements([Judgement.of(found(text, "N301"), REJECT, Scope.always())])
    answers = Answers(NORMALIZER.settings.with_judgements(said))
    answer = json.loads(answers.answer("normalize", json.dumps({"text": text}).encode()))
    assert answer["text"] == text
    assert answer["findings"][0]["evidence"]["judgement"]["verdict"] == "reject"


class TestPython:
    TEXT = "The Panchir Valley, and Panjshir."

    def said(self, scope: Scope) -> Judgement:
        return Judgement.of(found(self.TEXT, "N301"), REJECT, scope)

    def test_objects_or_a_file(self, tmp_path: Path) -> None:
        said = [self.said(Scope.always())]
        store.append(tmp_path / "said.jsonl", said)
        for given in (said, tmp_path / "said.jsonl", str(tmp_path / "said.jsonl")):
            n = Normalizer(["afghanistan"], judgements=given)
            assert n.normalize(self.TEXT).text == self.TEXT
            assert [r.text for r in pickle.loads(pickle.dumps(n)).normalize_many([self.TEXT])] == [self.TEXT]

    def test_a_corpus_has_to_be_named(self) -> None:
        said = [self.said(Scope.of_corpus("archive"))]
        assert Normalizer(["afghanistan"], judgements=said).normalize(self.TEXT).text != self.TEXT
        assert Normalizer(["afghanistan"], judgements=said, corpus="archive").normalize(self.TEXT).text == self.TEXT

    def test_a_text_has_no_path(self) -> None:
        said = [self.said(Scope.of_document("a.txt"))]
        assert Normalizer(["afghanistan"], judgements=said).normalize(self.TEXT).text != self.TEXT

    def test_the_fingerprint_depends_on_what_is_said(self, tmp_path: Path) -> None:
        file = tmp_path / "said.jsonl"
        store.append(file, [self.said(Scope.always())])
        first = Normalizer(["afghanistan"], judgements=file).fingerprint
        store.append(file, [self.said(Scope.of_corpus("archive"))])
        assert Normalizer(["afghanistan"], judgements=file).fingerprint != first


def test_a_cluster_that_was_rejected_rejects_no_finding() -> None:
    text, scope = "The Panchir Valley and the Salang.", Scope.of_corpus("archive")
    for entry in ("panjshir", None):
        said = [Judgement(REJECT, CLUSTER, "Panchir", "Panjshir", entry, scope)]
        assert run(text, said).text == run(text).text == "The Panjshir Valley and the Salang."


def test_full_names_that_are_not_one_become_none_by_half() -> None:
    """Whoever says that they are two, and that their family names are one, means others of that name."""
    text, scope = "The Panchir Front and the Panjshir Front left the Panchir Valley.", Scope.of_corpus("archive")
    apart = Judgement(REJECT, CLUSTER, "Panchir Front", "Panjshir Front", None, scope)
    wide = Judgement(ACCEPT, None, "Panchir", "Panjshir", "panjshir", scope)
    kept = "The Panchir Front and the Panjshir Front left the Panjshir Valley."
    assert run(text, [wide, apart]).text == kept
    assert run(kept, [wide, apart]).text == kept
    here = replace(wide, scope=Scope.of_document("a.txt"))
    assert run(text, [here, apart]).text == text.replace("Panchir", "Panjshir")
    changed = Changed([wide], [wide, apart], "archive")
    assert [changed.concerns("a.txt", None, one) for one in (text, "The Panjshir Front.", "The Panchir.")] == [
        True,
        True,
        False,
    ]


def test_a_cluster_that_was_accepted_may_be_rejected_after_all() -> None:
    scope = Scope.of_corpus("archive")
    accepted = Judgement(ACCEPT, None, "Qandahar", "Kandahar", "kandahar", scope, when="2026-01-01T00:00:00Z")
    rejected = Judgement(REJECT, CLUSTER, "Qandahar", "Kandahar", "kandahar", scope, when="2026-01-02T00:00:00Z")
    assert store.latest([accepted, rejected]) == [rejected]
