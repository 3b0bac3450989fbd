"""What a text names: mentions of one entry beyond doubt, in whatever form, in offsets of the text as it was given."""

from __future__ import annotations

import pytest

from normalize import Applicability, EntityMention, Normalizer, NotText


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(["afghanistan"])


def named(normalizer: Normalizer, text: str) -> list[tuple[str, str]]:
    found = normalizer.mentions(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
    return [(m.text, m.entry) for m in found]


def test_right_forms_and_variants(normalizer: Normalizer) -> None:
    text = "From Panchir to Panjshir, and back to Panchir."
    assert named(normalizer, text) == [("Panchir", "panjshir"), ("Panjshir", "panjshir"), ("Panchir", "panjshir")]
    variant, right, _ = normalizer.mentions(text)
    assert variant.finding is not None
    assert (variant.replacement, variant.finding.applicability) == ("Panjshir", Applicability.SAFE)
    assert right == EntityMention(16, 24, "Panjshir", "panjshir", "Panjshir", "place")


def test_offsets_are_those_of_the_text_given(normalizer: Normalizer) -> None:
    assert named(normalizer, "in the Pan\u00adchir Valley and\u200b Kabul") == [
        ("Pan\u00adchir", "panjshir"),
        ("Kabul", "kabul"),
    ]


def test_acronyms_count_where_their_entry_is_named(normalizer: Normalizer) -> None:
    text = "The National Resistance Front (FNR) spoke. NRF said more."
    assert [m for m in named(normalizer, text) if m[0].isupper()] == [("FNR", "nrf"), ("NRF", "nrf")]
    assert named(normalizer, "The NRF board met in Oslo.") == []


def test_a_family_name_alone_is_the_one_person_named_in_full(normalizer: Normalizer) -> None:
    assert named(normalizer, "Ahmad Massoud spoke. Massoud left.")[1:] == [("Massoud", "ahmad-massoud")]
    assert named(normalizer, "Massoud left.") == []
    two = "Ahmad Massoud is the son of Ahmad Shah Massoud. Massoud left."
    assert [name for name, _ in named(normalizer, two)] == ["Ahmad Massoud", "Ahmad Shah Massoud"]
    stranger = "Ahmad Massoud and Rahim Massoud spoke. Massoud left."
    assert [name for name, _ in named(normalizer, stranger)] == ["Ahmad Massoud"]


def test_what_may_mean_something_else_is_none(normalizer: Normalizer) -> None:
    for text in (
        "the Punjabi poet",
        "the sons of Cain",
        "Kabul-Singh, the author",
        "",
        "on the road",
    ):
        assert named(normalizer, text) == []


def test_variants_are_those_of_selected_rules() -> None:
    text = "From Panchir to Panjshir."
    for select in (["Q"], ["T503"], ["N302"]):
        assert named(Normalizer(["afghanistan"], select=select), text) == [("Panjshir", "panjshir")]
    assert len(named(Normalizer(["afghanistan"], select=["N301"]), text)) == 2
    with pytest.raises(NotText):
        Normalizer(["none"]).mentions(None)  # type: ignore[arg-type]


def test_foreign_spans_are_found_where_hygiene_alone_is_selected() -> None:
    text = "El puente está cerrado hoy para todos los vehículos."
    assert [s.lang for s in Normalizer(["none"], select=["T"]).language_spans(text)] == ["es"]
