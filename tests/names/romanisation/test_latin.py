"""Names of other scripts in Latin letters."""

from __future__ import annotations

import sys

import pytest

from normalize.names.romanisation import latin


@pytest.mark.parametrize(
    ("name", "spelling", "by"),
    [
        ("Алексей Навальный", "Alexei Navalny", latin.TABLES),
        ("Αλέξης Τσίπρας", "Alexis Tsipras", latin.TABLES),
        ("فهيم دشتي", "Fahim Dashti", latin.LIBRARY),  # on an Arabic keyboard
        ("فهیم دشتی", "Fahim Dashti", latin.LIBRARY),  # on a Persian one
    ],
)
def test_the_usual_spelling_comes_first(name, spelling, by):
    assert latin.in_latin(name)[0] == (spelling, by)


@pytest.mark.parametrize("name", ["北京", "Владимир Путин فهيم", "ظظظظ غغغغ"])
def test_what_nothing_reads_has_no_spelling(name):
    assert latin.in_latin(name) == ()


def test_without_the_library_arabic_names_have_none_and_others_have(monkeypatch):
    monkeypatch.setitem(sys.modules, "arabic_name_romanizer", None)
    latin._library.cache_clear()
    try:
        assert latin.in_latin.__wrapped__("فهيم دشتي") == ()
        assert latin.in_latin.__wrapped__("Борис Ельцин")
    finally:
        latin._library.cache_clear()


def test_the_network_of_the_library_is_not_asked():
    latin.in_latin("خالد مشعل")
    assert latin._library.cache_info().currsize == 1
    assert "onnxruntime" not in sys.modules
