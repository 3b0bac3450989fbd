"""Names letter by letter: what is left of a name that a language of another script has written."""

from __future__ import annotations

import pytest

from normalize.names.forms import all_forms, made_forms
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.romanisation.letters import spelled


@pytest.mark.parametrize(
    ("name", "language", "in_two", "text"),
    [
        ("卢卡申科", "zh", False, "Lukashenke"),
        ("金正恩", "zh", True, "Jin Zhengen"),
        ("习近平", "zh", True, "Xi Jinping"),
        ("シュウ・キンペイ", "ja", True, "Shuu Kinpei"),
        ("ネタニヤフ", "ja", False, "Netaniyafu"),
        ("フィンランド", "ja", False, "Finrando"),
        ("ヴァンス", "ja", False, "Vansu"),
        ("モスクワ", "ja", False, "Mosukuwa"),
        ("모스크바", "ko", False, "Moseukeuba"),
        ("평양", "ko", False, "Pyeongyang"),
        ("압록", "ko", False, "Amnok"),
        ("인도네시아", "ko", False, "Indonesia"),
        ("पुतिन", "hi", False, "Putin"),
        ("मास्को", "hi", False, "Masko"),
        ("كيسنجر", "ar", False, "Kisinjir"),
        ("حلب", "ar", False, "Halab"),
        ("الخرطوم", "ar", False, "Al-Khartum"),
        ("إسبانيا", "ar", False, "Isbania"),
        ("دوستم", "fa", False, "Dustam"),
        ("ایتالیا", "fa", False, "Italia"),
    ],
)
def test_a_name_is_spelled_as_its_script_is_romanised(name: str, language: str, in_two: bool, text: str) -> None:
    assert text in spelled(name, language, in_two=in_two)


@pytest.mark.parametrize(
    ("name", "language"),
    [("Путин", "ru"), ("プーチン", "zh"), ("普京", "ja"), ("Putin", "ar"), ("x", ""), ("・", "ja"), ("ال", "ar")],
)
def test_what_is_not_of_the_script_has_no_spelling(name: str, language: str) -> None:
    assert spelled(name, language) == []


def test_all_of_them_need_support() -> None:
    putin = Entry("putin", "Vladimir Putin", "person", aliases=(Alias("弗拉基米尔·普京", "zh"),))
    moscow = Entry("moscow", "Moscow", "place", aliases=(Alias("莫斯科", "zh"),))
    made = {form.text: (form.target, form.careful) for _, form in made_forms([putin, moscow], ())}
    assert made["Fulajimier Pujing"] == ("Vladimir Putin", True)
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


def test_a_name_of_many_words_has_few_spellings() -> None:
    name = "محمد بن سلمان بن عبد العزيز بن عبد الرحمن بن فيصل بن تركي"
    assert len(spelled(name, "ar")) == 4


def test_a_name_that_is_cut_gives_no_family_name() -> None:
    """Its family name stands first, and its given name may be anybody's."""
    native, abroad = Alias("すが よしひで", "ja"), Alias("菅义伟", "zh")
    suga = Entry("suga", "Yoshihide Suga", "person", native=(native,), aliases=(abroad,))
    families = {form.text for _, form in made_forms([suga], ()) if form.role == "family" and form.lang == "zh"}
    assert families == set()


def test_native_forms_without_letters_are_none() -> None:
    entry = Entry("x", "Fooville", "place", native=(Alias("10", "ja"), Alias("・", "ja")))
    assert [form.text for _, form in made_forms([entry], ()) if not any(map(str.isalpha, form.text))] == []
