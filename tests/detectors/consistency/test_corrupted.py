"""Corrupted compounds: repaired on the evidence of like compounds only."""

from __future__ import annotations

import pytest
from detecting import NO_NAMES
from detecting import found as found_by

from normalize import Applicability, Category, Document, Finding
from normalize.detectors.consistency.compounds import Compounds
from normalize.evidence.profile import merged, survey
from normalize.judgements.applied import Judgements
from normalize.judgements.judgement import Judgement, Scope, Verdict
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.linker import Linker
from normalize.rules import Selection
from normalize.run import pipeline
from normalize.settings.settings import Settings


def found(text: str, *folder: str) -> list[Finding]:
    return found_by(Compounds, text, profile=merged(map(survey, (text, *folder))))


def fixes(text: str, *folder: str) -> list[tuple[str, str | None, str]]:
    return [(f.text, f.replacement, f.applicability.value) for f in found(text, *folder)]


def test_the_right_compound_in_the_document():
    assert fixes("An anti-Italiban song, an anti-Taliban march.") == [("anti-Italiban", "anti-Taliban", "safe")]


def test_the_right_compound_in_the_folder():
    assert fixes("A pro-Russain song.", "A pro-Russian march.") == [("pro-Russain", "pro-Russian", "safe")]


def test_a_frequent_name_in_the_document_is_proof_enough():
    taliban = "The Taliban came. The Taliban stayed. The Taliban"
    assert fixes(f"{taliban} left, and an anti-Italiban song.") == [("anti-Italiban", "anti-Taliban", "safe")]
    assert fixes(f"{taliban} left, and an anti-Italiban Front.") == [("anti-Italiban", "anti-Taliban", "safe")]
    assert fixes("Kherson, Kherson, Kherson! A pro-Khrerson rally.") == [("pro-Khrerson", "pro-Kherson", "safe")]


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban, the Taliban, the Taliban; an anti-Italian song of anti-Italians.",
        "The Taliban, the Taliban, the Taliban; an Italian, and an anti-Italiban song.",
        "The Taliban, the Taliban, the Taliban; Mr Italiban, and an anti-Italiban song.",
        "The Taliban, the Taliban, the Taliban; Marco Italiban, and an anti-Italiban song.",
        "The Taliban, the Taliban, the Taliban; Italiban, Italiban, Italiban; an anti-Italiban song.",
        "The Taliban, the Taliban, the Taliban; an anti-Talibans song, a pro-Talibani song, a non-Talib song.",
        "The Taliban, the Taliban, the Taliban; a well-Italiban song.",
        "The Taliban, the Taliban, the Taliban; an anti-Ilitaban song.",
        "Zakirov, Zakirov, Zakirov; an anti-Bakirov song.",
        "Merkel, Merkel, Merkel; an anti-Merkle song, an anti-Merklin song.",
        "Putin, Putin, Putin; an anti-Putina song, an anti-Pudin song, an anti-Puttin song.",
        "Zelensky, Zelensky, Zelensky; a pro-Zelenska song.",
        "Kherson, Kherson, Kherson; Cherson, Cherson; an anti-Cherson song.",
        "Iranian, Iranian, Iranian; an anti-Iraniann song.",  # or Iranians
        "Vukanovar, Vukanovar, Vukanovar; an anti-Vukanvoar song.",  # known to nobody
        "Mariupol, Mariupol, Mariupol; a pro-Mariupul song.",  # another spelling
    ],
)
def test_a_frequent_name_proves_nothing_where_it_may_be_another_one(text):
    assert [fix for fix in fixes(text) if fix[2] == "safe"] == []


def test_what_a_repair_makes_proves_nothing_in_a_second_run():
    text = "Kherson and Kherson. From Khrerson. A pro-Kheerson rally and an anti-Khersno one."
    once = pipeline.run(Document(text), NO_NAMES).text
    assert once != text
    assert pipeline.run(Document(once), NO_NAMES).text == once


def test_a_name_that_occurs_twice_in_the_document():
    assert fixes("The Taliban and the Taliban again; an anti-Italiban song.") == [
        ("anti-Italiban", "anti-Taliban", "unsafe")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "An anti-Italiban song.",
        "An anti-Italian song, an anti-Taliban march.",
        "An anti-italiban song, an anti-Taliban march.",
        "A well-Italiban song, a well-Taliban march.",
        "An anti-Italiban-like song, an anti-Taliban march.",
        "See anti-Italiban.com, an anti-Taliban site.",
        "`anti-Italiban` and anti-Taliban",
        "An anti-Hazaras song, an anti-Hazara march.",
        "An anti-Paris song, an anti-Perus march.",
        "An anti-Xyzzq song, an anti-Plugh march.",
        "no compound here",
        "",
    ],
)
def test_without_evidence_nothing(text):
    assert [f for f in found(text) if f.applicability is Applicability.SAFE] == []


def test_a_compound_that_will_be_repaired_counts_from_the_first_run_on():
    panjshir = Entry("panjshir", "Panjshir", "place", aliases=(Alias("Panchir", "fr"),))
    settings = Settings(Linker([panjshir]))
    texts = ["An anti-Panjsihr song.", "An anti-Panchir march.", "An anti-Panjshir march."]
    for witness in texts[1:]:
        profile = merged(map(survey, (texts[0], witness)))
        (finding,) = found_by(Compounds, texts[0], settings, profile)
        assert (finding.replacement, finding.applicability) == ("anti-Panjshir", Applicability.SAFE)


PANJSHIR = Linker([Entry("panjshir", "Panjshir", "place", aliases=(Alias("Panchir", "fr"),))])
TWO_COMPOUNDS = "An anti-Panjsihr song. An anti-Panchir march."


def test_a_repair_of_the_same_document_bears_witness():
    assert pipeline.run(Document(TWO_COMPOUNDS), Settings(PANJSHIR)).text == (
        "An anti-Panjshir song. An anti-Panjshir march."
    )


@pytest.mark.parametrize("around", [(), ("An anti-Panchir march.",)], ids=["alone", "folder"])
def test_an_ignored_repair_bears_no_witness(around):
    settings = Settings(PANJSHIR, selection=Selection(ignore=("N",)))
    folder = settings.linker.folder(merged(map(survey, (TWO_COMPOUNDS, *around))))
    assert pipeline.run(Document(TWO_COMPOUNDS), settings, folder).text == TWO_COMPOUNDS


def test_a_rejected_repair_bears_no_witness():
    settings = Settings(PANJSHIR)
    (found,) = [f for f in pipeline.run(Document(TWO_COMPOUNDS), settings).findings if f.rule == "N301"]
    rejected = Judgements([Judgement.of(found, Verdict.REJECT, Scope.always())])
    once = pipeline.run(Document(TWO_COMPOUNDS), settings.with_judgements(rejected))
    assert once.text == TWO_COMPOUNDS


def test_a_right_form_in_another_document_counts_whatever_is_ignored():
    settings = Settings(PANJSHIR, selection=Selection(ignore=("N",)))
    text, other = "An anti-Panjsihr song.", "An anti-Panjshir march."
    folder = settings.linker.folder(merged(map(survey, (text, other))))
    assert pipeline.run(Document(text), settings, folder).text == "An anti-Panjshir song."


def test_another_prefix_is_no_evidence():
    assert all(f.applicability is not Applicability.SAFE for f in found("An anti-Italiban song, a pro-Taliban march."))


def test_two_like_compounds_are_no_proof():
    text = "An anti-Moldavin song; an anti-Moldavan march, an anti-Moldavian march, an anti-Moldavon march."
    assert all(f.applicability is not Applicability.SAFE for f in found(text) if f.text == "anti-Moldavin")


def test_possessives_and_brackets_stay():
    (finding,) = found("(anti-Italiban’s) anti-Taliban")
    assert (finding.start, finding.end) == (1, 14)


def test_the_finding_explains_itself():
    (finding,) = found("An anti-Italiban song, an anti-Taliban march.")
    assert (finding.rule, finding.category) == ("Q201", Category.MT_ARTIFACT)
    assert "occurs once" in finding.evidence["why"]
    assert finding.score < 1


def test_upper_case_is_kept():
    assert fixes("ANTI-ITALIBAN SONG\nan anti-Taliban march")[0][1] == "ANTI-TALIBAN"


@pytest.mark.parametrize("name", ["Vukanovar", "Ostrelian"])
def test_the_right_compound_in_capitals_is_right(name):
    assert fixes(f"PRO-{name.upper()} SONG\na pro-{name} march; {name}, {name} and {name}") == []


def test_two_surnames_alike_are_two_surnames():
    text = "A pro-Bakirov march met a pro-Zakirov march. Zakirov, Zakirov and Zakirov; Bakirov and Bakirov."
    assert [f for f in fixes(text) if f[2] == "safe"] == []


def test_diacritics_alone_are_no_corruption():
    text = "An anti-Ostrelić march, an anti-Ostrelic song. Ostrelic, Ostrelic, Ostrelic."
    assert [f for f in fixes(text) if f[2] == "safe"] == []
