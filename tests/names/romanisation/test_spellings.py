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
        ("Kim Dae-jung", {"ko": "김대중"}, "ko", "kim tae chung"),
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
    entry = Entry("rome", "Rome", "place", native=(Alias("Рим", "ru"),))
    assert {form.careful for form in all_forms(entry) if form.text == "Rim"} == {True}


def test_names_are_found_in_their_cases():
    putin = Entry("putin", "Vladimir Putin", "person", native=(Alias("Владимир Путин", "ru"),))
    texts = {form.text for form in all_forms(putin)}
    assert {"Владимира Путина", "Владимиру Путину", "Владимиром Путиным"} <= texts


def test_the_first_rule_that_matches_speaks():
    table = Rewriting([["ий$", "i", "y"], ["и", "i"]], {"й": "j", "к": "k"})
    assert list(table.ways("кий")) == ["ki", "ky"]
    assert list(table.ways("кийк")) == ["kijk"]
    assert table.usual("кx") is None


@pytest.mark.parametrize(
    ("canonical", "native", "language", "text"),
    [
        ("Mikhail Gorbachev", {"ru": "Михаил Горбачёв"}, "uk", "mykhailo horbachov"),
        ("Sergei Shoigu", {"ru": "Сергей Шойгу"}, "uk", "serhiy shoyhu"),
        ("Dmytro Kuleba", {"uk": "Дмитро Кулеба"}, "ru", "dmitry kuleba"),
        ("Xi Jinping", {"zh": "习近平"}, "zh", "xi jin ping"),
        ("Deng Xiaoping", {"zh": "邓小平"}, "zh", "teng hsiao ping"),
        ("Tsai Ing-wen", {"zh": "蔡英文"}, "zh", "tsai ingwen"),
        ("Kim Jong-un", {"ko": "김정은"}, "ko", "kim jongun"),
        ("Yahya Sinwar", {"ar": "يحيى السنوار"}, "ar", "yahya alsinwar"),
        ("Ahmed al-Sharaa", {"ar": "أحمد الشرع"}, "ar", "ahmed alsharaa"),
    ],
)
def test_what_other_hands_make_of_a_name(canonical, native, language, text):
    assert text in made(canonical, native)[language]


@pytest.mark.parametrize(
    ("canonical", "native"),
    [("Ramzan Kadyrov", {"ru": "Рамзан Кадыров"}), ("Ali Larijani", {"fa": "علی لاریجانی"})],
)
def test_no_given_name_of_a_sister_language_and_no_article_are_made_up(canonical, native):
    assert not {"uk", "ar"} & made(canonical, native).keys()


def test_a_form_of_a_sister_language_needs_support_where_readers_know_the_family_name():
    blok = Entry("blok", "Alexander Blok", "person", native=(Alias("Александр Блок", "ru"),))
    shoigu = Entry("shoigu", "Sergei Shoigu", "person", native=(Alias("Сергей Шойгу", "ru"),))
    careful = {form.text: form.careful for entry in (blok, shoigu) for form in all_forms(entry)}
    assert (careful["Oleksandr Blok"], careful["Serhiy Shoyhu"]) == (True, False)


def test_places_in_china_are_read_off_their_characters():
    city = Entry("x", "Guangzhou", "place", aliases=(Alias("广州市"),), related=("china",))
    elsewhere = Entry("x", "Chicago", "place", aliases=(Alias("芝加哥", "zh"),), related=("united-states",))
    assert "Kuang-chou" in {one.text for one in spellings(city)}
    assert not {one.habit for one in spellings(elsewhere)} & {"Wade-Giles"}


@pytest.mark.parametrize(
    ("text", "right"),
    [("Teng Hsiao-ping", "Deng Xiaoping"), ("Ahmad Alsharaa", "Ahmed al-Sharaa"), ("Ahmad Alsharaa", "Ahmed Sharaa")],
)
def test_syllables_and_articles_add_no_word_to_a_name(text, right):
    entry = Entry("x", right, "person", aliases=(Alias(text, "zz"),))
    target = next(form.target for form in all_forms(entry) if form.text == text)
    assert target == right


def test_a_script_without_capitals_gives_names_with_capitals():
    entry = Entry("x", "Eduard Shevardnadze", "person", native=(Alias("ედუარდ შევარდნაძე", "ka"),))
    assert all(word[0].isupper() for made in spellings(entry) for word in made.text.split())
