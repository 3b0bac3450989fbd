"""Names in texts of other target languages, and names in other scripts."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from normalize import Applicability, Normalizer

HERE = Path(__file__).parent / "targets"
GLOSSARIES = ("leaders", "organisations", "world")  # all of those that ship take minutes, a target each
MORE = {"fr": ("cities",)}  # thousands of names that look-alikes must not be taken for
LEAST_RIGHT, MOST_TOUCHED = 0.65, 0.01


@cache
def normalizer(target: str) -> Normalizer:
    glossaries = () if target == "en" else (*GLOSSARIES, *MORE.get(target, ()))
    return Normalizer(glossaries=glossaries, target=target, translator=None)


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("target", ["fr", "de", "es", "it", "pt"])
def test_most_spellings_become_the_targets_form(target):
    counts: Counter[bool] = Counter()
    for row in (r for r in rows("coverage.tsv") if r["target"] == target and r["kind"] != "agreement"):
        before, after = row["sentence"].split(row["variant"], 1)
        text = normalizer(target).normalize(row["sentence"]).text
        counts[any(text == before + right + after for right in row["canonical"].split("/"))] += 1
    assert counts[True] / counts.total() >= LEAST_RIGHT


@pytest.mark.parametrize("target", ["fr", "de", "es", "it", "pt"])
def test_look_alikes_stay(target):
    negatives = [r for r in rows("negatives.tsv") if r["target"] == target]
    touched = [r for r in negatives if normalizer(target).normalize(r["sentence"]).text != r["sentence"]]
    assert len(touched) <= MOST_TOUCHED * len(negatives), touched


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("fr", "Le président Volodymyr Zelensky a parlé avec M. Zelensky."),
        ("fr", "Kim Jong-un a rencontré Ahmad Massoud à Hong Kong et à Macao."),
        ("es", "El presidente Vladímir Putin recibió al violinista Borís Nemtsov."),  # the accents are Spanish
        ("it", "Nel film si parla di Osama bin Laden e di Sergei Shoigu."),  # which Italians meet as often
        ("pl", "Iga Świątek pokonała Arynę Sabalenkę, a dziennikarze pytali o Kamalę Harris."),  # in another case
        ("fr", "Le maire de Moscow, petite ville de l’Idaho, a démissionné."),
        ("de", "Der Bürgermeister von Moscow im US-Bundesstaat Idaho trat zurück."),
    ],
)
def test_what_the_target_writes_too_stays(target, text):
    assert normalizer(target).normalize(text).text == text


def test_titles_that_a_language_compounds_are_no_names():
    text = "Der frühere Staatschef Mikhail Gorbachev traf Außenminister Sergey Lavrov."
    repaired = "Der frühere Staatschef Michail Gorbatschow traf Außenminister Sergej Lawrow."
    assert normalizer("de").normalize(text).text == repaired


def test_the_titles_of_the_target_are_no_initials():
    text = "Le président russe Vladimir Putin a parlé. M. Putin a dit non. Putin a dit oui."
    assert normalizer("fr").normalize(text).text == text.replace("Putin", "Poutine")


def test_what_agrees_with_the_name_makes_the_fix_unsafe():
    (found,) = normalizer("fr").normalize("Le gouvernement de Deutschland a démissionné.").findings
    assert (found.text, found.replacement) == ("de Deutschland", "d’Allemagne")
    assert found.applicability is Applicability.UNSAFE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister met Владимира Путина in Moscow.", "The minister met Vladimir Putin in Moscow."),
        ("The leader 习近平 spoke to the press.", "The leader Xi Jinping spoke to the press."),
        ("Vladimir Putin (Владимир Путин) was born in 1952.", None),
        ("He wrote “Владимир Путин” on the wall.", None),
        ("The leader Xi Jinping, 习近平, spoke.", None),
    ],
)
def test_names_in_other_scripts(text, expected):
    assert normalizer("en").normalize(text).text == (expected or text)
