"""Spellings made from native forms: names whose spellings the dictionaries and agencies of each language agree on."""

from __future__ import annotations

import pytest

from normalize.names.forms import all_forms
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.index import Index
from normalize.names.romanisation.rewriting import Rewriting
from normalize.names.romanisation.spellings import spellings
from normalize.words.fold import fold, split


def made(canonical: str, native: dict[str, str], kind: str = "person") -> dict[str, set[str]]:
    entry = Entry("x", canonical, kind, native=tuple(Alias(text, lang) for lang, text in native.items()))
    found: dict[str, set[str]] = {}
    for one in spellings(entry):
        found.setdefault(one.lang, set()).add(" ".join(map(fold, split(one.text))))
    return found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Nikita Khrouchtchev"),
        ("de", "Nikita Chruschtschow"),
        ("es", "Nikita Jruschov"),
        ("pl", "Nikita Chruszczow"),
        ("nl", "Nikita Chroesjtsjov"),
        ("sv", "Nikita Chrusjtjov"),
        ("da", "Nikita Khrusjtjov"),
        ("no", "Nikita Khrusjtsjov"),
        ("fi", "Nikita Hruštšov"),
        ("cs", "Nikita Chruščov"),
        ("tr", "Nikita Hruşçov"),
        ("hu", "Nyikita Hruscsov"),
        ("lt", "Nikita Chruščovas"),
        ("lv", "Nikita Hruščovs"),
        ("et", "Nikita Hruštšov"),
        ("it", "Nikita Chruščëv"),
        ("en", "Nikita Khrushchev"),
    ],
)
def test_russian_by_the_habits_of(language, text):
    assert " ".join(map(fold, split(text))) in made("Nikita Khrushchev", {"ru": "Никита Хрущёв"})[language]


@pytest.mark.parametrize(
    ("canonical", "native", "language", "text"),
    [
        ("Volodymyr Groysman", {"uk": "Володимир Гройсман"}, "de", "wolodymyr hroisman"),
        ("Georgi Parvanov", {"bg": "Георги Първанов"}, "fr", "gueorgui parvanov"),
        ("Slobodan Milosevic", {"sr": "Слободан Милошевић"}, "tr", "slobodan milosevic"),
        ("Costas Simitis", {"el": "Κώστας Σημίτης"}, "de", "kostas simitis"),
        ("Bidzina Ivanishvili", {"ka": "ბიძინა ივანიშვილი"}, "fr", "bidzina ivanichvili"),
        ("Nikol Pashinyan", {"hy": "Նիկոլ Փաշինյան"}, "de", "nikol paschinjan"),
        ("Mahmoud Abbas", {"ar": "محمود عباس"}, "de", "mahmud abbas"),
        ("Bashar al-Assad", {"ar": "بشار الأسد"}, "es", "bashar al asad"),
        ("Mohammad Khatami", {"fa": "محمد خاتمی"}, "de", "mohammad chatami"),
        ("Deng Xiaoping", {"zh": "邓小平"}, "zh", "teng hsiao ping"),
        ("Xi Jinping", {"zh": "习近平"}, "ru", "si tszinpin"),
        ("Shinzo Abe", {"ja": "あべ しんぞう"}, "ru", "sindzo abe"),
        ("Kim Dae-jung", {"ko": "김대중"}, "ko", "kim taejung"),
        ("Joseph Stalin", {"ru": "Иосиф Сталин"}, "fr", "joseph staline"),
    ],
)
def test_other_scripts(canonical, native, language, text):
    assert text in made(canonical, native)[language]


def test_rulers_are_called_by_their_names_in_each_language():
    assert made("King Charles III", {})["it"] == {"king carlo iii"}
    assert made("Charles Dickens", {}) == {}


def test_a_foreign_name_is_only_romanised():
    entry = Entry("x", "Joe Biden", "person", aliases=(Alias("Джо Байден", "ru"),))
    assert {one.lang for one in spellings(entry)} == {"ru"}
    assert "Dzho Bayden" in {one.text for one in spellings(entry)}


def test_what_another_entry_has_is_not_made():
    putin = Entry("putin", "Vladimir Putin", "person", native=(Alias("Владимир Путин", "ru"),))
    other = Entry("other", "Vladimir Poutine", "person")
    alone = Index([putin]).phrases
    assert [form.entry.id for form in alone["vladimir poutine"]] == ["putin"]
    both = Index([putin, other]).phrases
    assert [form.entry.id for form in both["vladimir poutine"]] == ["other"]


def test_what_is_a_word_is_careful():
    entry = Entry("x", "Ujl", "place", native=(Alias("Июль", "ru"),))
    assert all(form.careful for form in all_forms(entry) if form.origin.startswith("ru: fr") and " " not in form.text)


def test_names_are_found_in_their_cases():
    putin = Entry("putin", "Vladimir Putin", "person", native=(Alias("Владимир Путин", "ru"),))
    texts = {form.text for form in all_forms(putin)}
    assert {"Владимира Путина", "Владимиру Путину", "Владимиром Путиным"} <= texts


def test_the_first_rule_that_matches_speaks():
    table = Rewriting([["ий$", "i", "y"], ["и", "i"]], {"й": "j", "к": "k"})
    assert list(table.ways("кий")) == ["ki", "ky"]
    assert list(table.ways("кийк")) == ["kijk"]
    assert table.usual("кx") is None
