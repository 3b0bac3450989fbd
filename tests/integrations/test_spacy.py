"""spaCy: spans lead to entries and to the original text, and pipelines are saved, sent to processes and configured."""

from __future__ import annotations

from pathlib import Path

import pytest
import recipes
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from normalize import ConfigError
from normalize.integrations.spacy import CleaningTokenizer

TEXT = "FNR (National Resistance Front) fighters left the Panchir Valley. Kabul and Panjshir are calm, NRF says."
CLEANING = {"nlp": {"tokenizer": {"@tokenizers": "normalize.CleaningTokenizer.v1", "glossaries": ["afghanistan"]}}}


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("normalize", config={"glossaries": ["afghanistan"]})
    return made


@pytest.fixture(scope="module")
def cleaning() -> Language:
    made = spacy.blank("en", config=CLEANING)
    made.add_pipe("normalize", config={"glossaries": ["afghanistan"]})
    return made


def linked(doc: Doc) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.kb_id_) for span in doc.spans["normalize"]]


def test_the_recipe(tmp_path: Path) -> None:
    recipes.run("spacy", tmp_path, "spacy")


def test_spans_are_entries(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert linked(doc) == [
        ("FNR", "ORGANISATION", "nrf"),
        ("National Resistance Front", "ORGANISATION", "nrf"),
        ("Panchir", "PLACE", "panjshir"),
        ("Kabul", "PLACE", "kabul"),
        ("Panjshir", "PLACE", "panjshir"),
        ("NRF", "ORGANISATION", "nrf"),
    ]
    fnr, _, panchir, kabul, *_ = doc.spans["normalize"]
    assert (fnr._.canonical, fnr._.replacement) == ("National Resistance Front", "NRF")
    assert (panchir._.language, panchir._.replacement) == ("fr", "Panjshir")
    assert panchir._.evidence == "“Panchir” is a variant of Panjshir: the glossary lists “Panchir” (fr)"
    assert (kabul._.language, kabul._.replacement, kabul._.evidence) == (None, None, "in its right form")
    assert not doc.ents


def test_the_tokenizer_cleans_and_spans_lead_back(cleaning: Language) -> None:
    doc = cleaning(TEXT)
    assert doc.text == TEXT.replace("FNR", "NRF").replace("Panchir", "Panjshir")
    for span in doc.spans["normalize"]:
        assert TEXT[span._.original_start : span._.original_end] == span._.original_text
    found = [(span.text, span._.original_text, span._.language) for span in doc.spans["normalize"]]
    assert found[0] == ("NRF", "FNR", "fr")
    assert found[2] == ("Panjshir", "Panchir", "fr")
    assert found[4] == ("Panjshir", "Panjshir", None)
    assert "".join(token.text_with_ws for token in doc) == doc.text
    whole = doc[:]
    assert (whole._.original_start, whole._.original_end) == (0, len(TEXT))


def test_texts_without_names(nlp: Language, cleaning: Language) -> None:
    for text in ("", " ", "on the road"):
        assert linked(nlp(text)) == []
        assert cleaning(text).text == cleaning(text)._.original_text == text
    assert list(cleaning.pipe([])) == []


def test_entities_of_others_stay_where_they_do_not_overlap() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GPE", "pattern": "Panchir Valley"}, {"label": "DATE", "pattern": "Monday"}])
    nlp.add_pipe("normalize", config={"glossaries": ["afghanistan"], "annotate_ents": True, "spans_key": "names"})
    doc = nlp("On Monday in the Panchir Valley")
    assert [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents] == [
        ("Monday", "DATE", ""),
        ("Panchir", "PLACE", "panjshir"),
    ]
    assert list(doc.spans) == ["names"]


def test_processes_change_nothing(cleaning: Language) -> None:
    texts = [f"day {i} in Panchir and Kabul" for i in range(8)]
    docs = list(cleaning.pipe(texts, n_process=2, batch_size=2))
    assert [linked(doc) for doc in docs] == [linked(cleaning(text)) for text in texts]
    assert [doc._.original_text for doc in docs] == texts


def test_pipelines_are_saved_with_their_settings(cleaning: Language, tmp_path: Path) -> None:
    cleaning.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    assert loaded(TEXT).text == cleaning(TEXT).text
    assert linked(loaded(TEXT)) == linked(cleaning(TEXT))
    assert loaded.config["components"]["normalize"]["glossaries"] == ["afghanistan"]
    again = spacy.blank("en", config=CLEANING)
    again.add_pipe("normalize", config={"glossaries": ["afghanistan"]})
    again.from_bytes(cleaning.to_bytes())
    assert linked(again(TEXT)) == linked(cleaning(TEXT))


def test_documents_are_kept_with_their_attributes(cleaning: Language) -> None:
    doc = cleaning(TEXT)
    (kept,) = DocBin(store_user_data=True, docs=[doc]).get_docs(cleaning.vocab)
    assert linked(kept) == linked(doc)
    assert [span._.canonical for span in kept.spans["normalize"]] == [s._.canonical for s in doc.spans["normalize"]]
    assert kept.spans["normalize"][2]._.original_text == "Panchir"


def test_a_tokenizer_that_is_there_keeps_its_rules() -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = CleaningTokenizer(nlp.tokenizer, glossaries=["afghanistan"])
    nlp.tokenizer.add_special_case("Panjshir", [{"ORTH": "Panj"}, {"ORTH": "shir"}])
    assert [token.text for token in nlp("to Panchir")] == ["to", "Panj", "shir"]


def test_settings_are_checked() -> None:
    with pytest.raises(ConfigError, match="foo"):
        spacy.blank("en").add_pipe("normalize", config={"glossaries": ["afghanistan"], "select": ["foo"]})
