"""The tables of words say exactly what wordfreq says."""

from __future__ import annotations

import math
from functools import cache

import pytest
import wordfreq

from normalize.languages.letters import letters
from normalize.languages.lexicon import TELLING, Lexicon, lexicon
from normalize.languages.wordlists import row, word_lists
from normalize.words.frequency import words_by_centibels
from normalize.words.known import zipf
from normalize.words.unlisted import LANGUAGES, is_unlisted

WORDS = ("the", "Panjshir", "maison", "zeitung", "Ärzte", "dell", "re", "hogy", "İstanbul", "Italiban", "x", "12", "")


@cache
def _listed(language: str, wordlist: str) -> dict[str, float]:
    found: dict[str, float] = wordfreq.get_frequency_dict(language, wordlist=wordlist)
    return found


@pytest.mark.parametrize(("language", "wordlist"), [("en", "best"), ("fr", "best"), ("ru", "small")])
def test_zipf_is_that_of_wordfreq(language, wordlist):
    listed = _listed(language, wordlist)
    possible = {math.log10(share) + 9 for share in listed.values()}
    for word in (*WORDS, *list(listed)[:: len(listed) // 500]):
        if word == word.lower():
            share = listed.get(word, 0.0)
            assert zipf(word, language, wordlist) >= (math.log10(share) + 9 if share else 0.0)
            assert not share or zipf(word, language, wordlist) in possible


def test_a_word_is_unlisted_where_no_list_has_it():
    for word in WORDS:
        assert is_unlisted(word) == (not any(zipf(word, language) for language in LANGUAGES))


def test_rows_hold_the_shares_of_all_languages():
    lists = word_lists(("en", "fr", "de", "hu"), "en", own=True)
    assert lists.languages == ("fr", "de", "hu")
    for word in ("maison", "zeitung", "the", "hogy", "de"):
        own, _, shares = row(lists.value(word) or b"")
        assert own == _listed("en", "best").get(word, 0.0)
        assert {lists.languages[n]: share for n, share in shares.items()} == {
            language: _listed(language, "small")[word]
            for language in lists.languages
            if word in _listed(language, "small")
        }
    assert lists.value("Italiban") is None


@pytest.mark.parametrize("target", ["en", "fr"])
def test_what_is_asked_first_is_the_largest_number_of_the_vector(target):
    known = lexicon(target)
    for word in (*WORDS, *(w for lang in ("fr", "hu", "en") for w in list(_listed(lang, "small"))[::997])):
        assert known.most(word) == max(known.vector(word), default=0.0)


def test_letters_are_asked_of_words_that_no_list_has(monkeypatch):
    asked = []
    monkeypatch.setattr("normalize.languages.lexicon.letters", lambda *of: asked.append(of) or letters(*of))
    known = Lexicon("en", "latin")
    assert known.most("maison") > TELLING
    assert asked == []
    assert known.most("unverständlichkeiten") > TELLING
    assert len(asked) == 1


def test_a_related_list_is_taken_without_a_word(caplog):
    assert words_by_centibels("no", "small") == words_by_centibels("nb", "small") != []
    assert caplog.text == ""
