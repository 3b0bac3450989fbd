"""Names letter by letter: what is left of a name that a language of another script has written."""

from __future__ import annotations

import pytest

from normalize.names.forms import all_forms, made_forms
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.romanisation.letters import spelled


@pytest.mark.parametrize(
    ("name", "language", "words", "text"),
    [
        ("卢卡申科", "zh", 1, "Lukashenke"),
        ("金正恩", "zh", 2, "Jin Zhengen"),
        ("习近平", "zh", 2, "Xi Jinping"),
        ("シュウ・キンペイ", "ja", 2, "Shuu Kinpei"),
        ("ネタニヤフ", "ja", 1, "Netaniyafu"),
        ("フィンランド", "ja", 1, "Finrando"),
        ("ヴァンス", "ja", 1, "Vansu"),
        ("モスクワ", "ja", 1, "Mosukuwa"),
        ("모스크바", "ko", 1, "Moseukeuba"),
        ("평양", "ko", 1, "Pyeongyang"),
        ("압록", "ko", 1, "Amnok"),
        ("인도네시아", "ko", 1, "Indonesia"),
        ("पुतिन", "hi", 1, "Putin"),
        ("मास्को", "hi", 1, "Masko"),
        ("كيسنجر", "ar", 1, "Kisinjir"),
        ("حلب", "ar", 1, "Halab"),
        ("الخرطوم", "ar", 1, "Al-Khartum"),
        ("إسبانيا", "ar", 1, "Isbania"),
        ("دوستم", "fa", 1, "Dustam"),
        ("ایتالیا", "fa", 1, "Italia"),
    ],
)
def test_a_name_is_spelled_as_its_script_is_romanised(name: str, language: str, words: int, text: str) -> None:
    assert text in spelled(name, language, words)


@pytest.mark.parametrize(
    ("name", "language"), [("Путин", "ru"), ("プーチン", "zh"), ("普京", "ja"), ("Putin", "ar"), ("x", "")]
)
def test_what_is_not_of_the_script_has_no_spelling(name: str, language: str) -> None:
    assert spelled(name, language, 1) == []


def test_a_person_alone_and_a_place_need_support_and_a_whole_name_does_not() -> None:
    putin = Entry("putin", "Vladimir Putin", "person", aliases=(Alias("弗拉基米尔·普京", "zh"),))
    moscow = Entry("moscow", "Moscow", "place", aliases=(Alias("莫斯科", "zh"),))
    made = {form.text: (form.target, form.careful) for _, form in made_forms([putin, moscow], ())}
    assert made["Fulajimier Pujing"] == ("Vladimir Putin", False)
    assert made["Pujing"] == ("Putin", True)
    assert made["Mosike"] == ("Moscow", True)


def test_the_soft_sign_cuts_no_name_in_two() -> None:
    entry = Entry("zelensky", "Volodymyr Zelensky", "person", native=(Alias("Володимир Зеленський", "uk"),))
    made = {form.text: form for _, form in made_forms([entry], ()) if "'" in form.text}
    assert {form.target for form in made.values() if form.role == "family"} == {"Zelensky"}
    assert "Volodymyr Zelens'kyy" in made
    assert "Zelens'kyy" in made


def test_bodies_are_translated_and_not_spelled() -> None:
    entry = Entry("eu", "European Union", "organisation", aliases=(Alias("欧盟", "zh"),))
    assert [form.text for form in all_forms(entry)] == ["European Union", "欧盟"]
