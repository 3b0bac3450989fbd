"""Profiles: merging in any order gives the same, and JSON carries all of it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from name_grammar import texts

from normalize.errors import InputError
from normalize.evidence.profile import Profile, compounds, definitions, merged, survey

words = st.text(st.one_of(st.characters(), st.sampled_from("\ud800\udfff\u2028\0")), max_size=5)
counts = st.dictionaries(words, st.integers(1, 9), max_size=5).map(Counter)
pairs = st.dictionaries(st.tuples(words, words), st.integers(1, 9), max_size=4).map(Counter)
profiles = st.one_of(texts.map(survey), st.builds(Profile, st.integers(0, 9), counts, counts, counts, pairs, counts))


@given(st.lists(profiles, max_size=5), st.randoms(use_true_random=False))
def test_merging_commutes(some, random):
    shuffled = random.sample(some, len(some))
    assert merged(some) == merged(shuffled)
    assert merged(some).to_json() == merged(shuffled).to_json()


@given(profiles, profiles, profiles)
def test_merging_associates(a, b, c):
    assert merged([merged([a, b]), c]) == merged([a, merged([b, c])]) == merged([a, b, c])


@given(profiles)
def test_merging_with_nothing_changes_nothing(profile):
    assert merged([profile, Profile()]) == profile


@given(profiles, profiles)
def test_merging_leaves_its_parts_alone(a, b):
    before = a.to_json(), b.to_json()
    merged([a, b])
    assert (a.to_json(), b.to_json()) == before


@given(profiles)
@example(survey("lone \ud800 half and \udcff escape; the Free \ud800 (FN)"))
def test_json_round_trip(profile):
    data = profile.to_json()
    again = Profile.from_json(data)
    assert again == profile
    assert again.to_json() == data


@given(texts)
def test_definitions_point_at_their_acronym(text):
    for d in definitions(text):
        assert text[d.start : d.end] == d.acronym
        assert d.words


@given(texts)
def test_a_document_is_one_document_and_its_words(text):
    profile = survey(text)
    assert profile.documents == 1
    assert all(profile.words[w] >= n for w, n in profile.capitalised.items())
    assert all(c in text for c in profile.compounds)
    assert all(n == 1 for n in profile.lines.values())


def test_line_count_knows_lines_by_their_trimmed_text():
    total = merged(survey(t) for t in ("Read more\nbody", "  Read more \nother", "none"))
    assert total.line_count("Read more ") == 2
    assert total.line_count("Read") == 0
    assert total.documents == 3


def test_compounds_are_a_lower_case_prefix_and_a_capital():
    assert compounds("anti-Taliban, Anti-Taliban, well-known, pro-EU, x-anti-Taliban") == ["anti-Taliban", "pro-EU"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'{"format": "normalize-profile/1"}',
        b'{"format": "other/9"}',
        b"\xff\xfe",
        b"3",
    ],
)
def test_what_is_no_profile_is_an_input_error(data):
    with pytest.raises(InputError, match="my profile"):
        Profile.from_json(data, "my profile")


@pytest.mark.parametrize(
    "words_field",
    [
        "7",
        pytest.param('["a"]'),
        pytest.param('{"a": "x"}'),
        pytest.param('{"a": null}'),
    ],
)
def test_a_profile_of_the_wrong_shape_is_an_input_error(words_field):
    data = survey("").to_json().decode().replace('"words":{}', f'"words":{words_field}')
    assert words_field in data
    with pytest.raises(InputError):
        Profile.from_json(data.encode())


def test_a_missing_profile_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="cannot read the profile"):
        Profile.load(tmp_path / "none.json")
