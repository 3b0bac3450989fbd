"""The Python interface."""

from __future__ import annotations

import pickle

import pytest

import normalize
from normalize import Applicability, Candidate, ConfigError, GlossaryError, InputError, Normalizer, NotText
from normalize.evidence.profile import survey

TEXT = "Fighting in Panchir; Badakchan was calm."


@pytest.fixture(scope="module")
def afghan():
    return Normalizer(glossaries=["afghanistan"])


def test_every_public_name_is_there():
    for name in normalize.__all__:
        assert getattr(normalize, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = normalize.nothing


def test_safe_by_default_unsafe_on_request(afghan):
    assert afghan.normalize(TEXT).text == "Fighting in Panjshir; Badakchan was calm."
    unsafe = Normalizer(glossaries=["afghanistan"], unsafe=True)
    assert unsafe.normalize(TEXT).text == "Fighting in Panjshir; Badakhshan was calm."
    assert {e.finding.applicability for e in unsafe.normalize(TEXT).edits} == {Applicability.SAFE, Applicability.UNSAFE}


def test_rules_can_be_left_out():
    n = Normalizer(glossaries=["afghanistan"], ignore=["N301"])
    assert n.normalize(TEXT).text == TEXT
    assert Normalizer(glossaries=["afghanistan"], select=["Q"]).normalize(TEXT).findings == ()


def test_a_profile_is_evidence(tmp_path, afghan):
    text = "An anti-Italiban song."
    assert afghan.normalize(text).edits == ()
    profile = survey("An anti-Taliban march.")
    assert Normalizer(glossaries=["afghanistan"], profile=profile).normalize(text).text == "An anti-Taliban song."
    file = tmp_path / "p.json"
    file.write_bytes(profile.to_json())
    for given in (file, str(file)):
        assert Normalizer(glossaries=["afghanistan"], profile=given).normalize(text).text == "An anti-Taliban song."


def test_a_fingerprint_is_that_of_the_results(tmp_path, afghan):
    """By place or by name, in whatever order: what is the same has the same one, and the same pickle."""
    mine = tmp_path / "mine.yaml"
    hygiene = {"T503": "off", "T504": "display"}
    pairs = [
        (afghan, Normalizer(["afghanistan"])),
        (
            Normalizer(["none"], "fr", hygiene=hygiene),
            Normalizer(hygiene=dict([*hygiene.items()][::-1]), target="fr", glossaries=["none"]),
        ),
    ]
    for one, same in pairs:
        assert one.fingerprint == same.fingerprint
        assert pickle.dumps(one) == pickle.dumps(same)
    others = [afghan, Normalizer(["afghanistan"], unsafe=True), Normalizer(["afghanistan"], ignore=["N301"])]
    for alias in ("Wrodowsk", "Wrodovsk"):
        mine.write_text(f"entries: [{{id: vrod, canonical: Vrodovsk, kind: place, aliases: [{alias}]}}]")
        others.append(Normalizer([str(mine)]))
        assert len(others[-1].fingerprint) == 32
    profile = tmp_path / "profile.json"
    for text in ("An anti-Taliban march.", "A march."):
        profile.write_bytes(survey(text).to_json())
        others.append(Normalizer(["afghanistan"], profile=profile))
        assert others[-1].fingerprint
    assert len({one.fingerprint for one in others}) == len(others)


def test_link(afghan):
    best = afghan.link("Panchir")[0]
    assert isinstance(best, Candidate)
    assert (best.entry, best.score) == ("panjshir", 1.0)
    assert afghan.link("") == []


def test_assess_and_language_spans(afghan):
    assert afghan.assess("A calm day.").score == 0
    assert 0 < afghan.assess(TEXT).score < 1
    (span,) = afghan.language_spans("A calm day.\nEl gobierno anuncia nuevas ayudas para los agricultores")
    assert span.lang == "es"


@pytest.mark.parametrize("jobs", [0, -1])
def test_jobs_below_one(afghan, jobs):
    with pytest.raises(ConfigError, match="at least 1"):
        list(afghan.normalize_many(["a"], jobs=jobs))


@pytest.mark.parametrize("jobs", [1, 2])
def test_normalize_many_is_lazy_and_in_order(afghan, jobs):
    taken = []

    def texts():
        for i in range(400):
            taken.append(i)
            yield f"{i} Panchir"

    results = afghan.normalize_many(texts(), jobs=jobs)
    assert [next(results).text for _ in range(3)] == ["0 Panjshir", "1 Panjshir", "2 Panjshir"]
    assert len(taken) < 400 or jobs > 1
    results.close()
    assert list(afghan.normalize_many([], jobs=jobs)) == []


def test_what_cannot_be_used_is_refused(tmp_path):
    with pytest.raises(GlossaryError):
        Normalizer(glossaries=["nowhere"])
    with pytest.raises(ConfigError):
        Normalizer(glossaries=["afghanistan"], translator="google")
    with pytest.raises(ConfigError):
        Normalizer(glossaries=["afghanistan"], select=["XYZ"])
    with pytest.raises(InputError):
        Normalizer(glossaries=["afghanistan"], profile=tmp_path / "none.json")


@pytest.mark.parametrize("value", [None, float("nan"), b"bytes", 3, ["a"]], ids=repr)
def test_what_is_no_text_is_refused(afghan, value):
    asks = [afghan.normalize, afghan.link, afghan.language_spans, afghan.assess]
    for ask in (
        *asks,
        lambda v: list(afghan.normalize_many(["a", v])),
        lambda v: list(afghan.normalize_many([v], jobs=2)),
    ):
        with pytest.raises(NotText, match=r"^expected a text \(str\), not ") as caught:
            ask(value)
        assert isinstance(caught.value, InputError)
        assert isinstance(caught.value, TypeError)


def test_one_text_is_no_series_of_texts(afghan):
    with pytest.raises(NotText, match="use normalize"):
        list(afghan.normalize_many("Panchir"))


def test_one_glossary_is_no_list_of_them():
    with pytest.raises(ConfigError, match=r"write \['afghanistan'\]"):
        Normalizer(glossaries="afghanistan")
