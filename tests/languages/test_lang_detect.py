"""Foreign lines: what is found, with exact ends, and the English lines that must stay quiet."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from normalize import Applicability, Document
from normalize.languages.detect import find_foreign, identify, language_spans
from normalize.names.link import Linker
from normalize.pipeline import Settings, read

FOREIGN = [
    ("es", "La policía detuvo a dos hombres después de una larga persecución"),
    ("es", "La policía detuvo a dos hombres en la frontera"),
    ("es", "El gobierno anuncia nuevas ayudas para los agricultores"),
    ("fr", "Les pompiers ont éteint l'incendie dans la nuit de mardi"),
    ("it", "Il sindaco ha inaugurato la nuova biblioteca comunale"),
    ("it", "Gli studenti tornano nelle scuole dopo le vacanze"),
    ("de", "Die Feuerwehr löschte in der Nacht einen Brand im Hafen"),
    ("de", "Der Bürgermeister eröffnet heute die neue Bücherei"),
    ("pt", "O prefeito anunciou uma nova ponte sobre o rio e não falou dos preços"),
    ("pt", "As crianças voltaram às escolas depois das férias"),
]
QUIET = [
    "I subscribe",
    "Skip to content",
    "Total",
    "Share",
    "Hope for a miracle",
    "Read more",
    "Sign in",
    "Menu",
    "Home | News | Sport",
    "Advertisement",
    "Photo: AP",
    "Related articles",
    "Subscribe to our newsletter",
    "Cookie policy",
    "Terms of use",
    "By Anna Smith",
    "12 May 2021 - 14:05",
    "Update 2",
    "Exclusive",
    "Video",
    "Live blog",
    "Opinion",
    "Analysis",
    "Breaking",
    "Copyright 2021",
    "All rights reserved",
    "No comment",
    "Die hard",
    "An odd lot",
    "Not a chance",
    "Man bites dog",
    "Men in a pit",
    "Two dead, one hurt",
    "Fire in a pub",
    "Rain or hail",
    "US dollar dips",
    "Oil up",
    "Italian police arrest a Taliban suspect",
    "Flood victims wait for tents, blankets and clean water",
    "Ministers meet in Geneva to discuss grain exports",
    "COVID-19: what we know",
    "Q&A",
    "1,200",
    "…",
    "***",
    "A B C D E F",
]


@pytest.mark.parametrize(("lang", "line"), FOREIGN)
def test_headlines_of_other_languages_are_found_whole(lang, line):
    (span,) = language_spans(line)
    assert (span.lang, line[span.start : span.end]) == (lang, line)
    assert 0.8 <= span.score <= 1


@pytest.mark.parametrize(("lang", "line"), FOREIGN)
def test_span_ends_are_exact_between_english_lines(lang, line):
    text = f"The mayor opened the library.\r\n \t{line} \r\n\r\nPeople waited outside for hours."
    (span,) = language_spans(text)
    assert text[span.start : span.end] == line
    assert span.lang == lang


@pytest.mark.parametrize("line", QUIET)
def test_short_english_lines_stay_quiet(line):
    assert language_spans(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "Recep Tayyip Erdogan met Vladimir Putin in Ankara",
        "Mehdi Kaboli in Kabul",
        "Angela Merkel met Ursula von der Leyen",
        "Jair Bolsonaro v Luiz Inacio Lula da Silva",
        "Real Madrid 2, Bayern Munich 1",
        "Emmanuel Macron, Olaf Scholz, Mario Draghi",
    ],
)
def test_english_lines_of_names_stay_quiet(line):
    assert language_spans(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "Lire la suite de cet article",
        "Le président en visite à Berlin",
    ],
)
def test_short_foreign_lines_with_little_words_are_found(line):
    assert [(s.start, s.end) for s in language_spans(line)] == [(0, len(line))]


@pytest.mark.parametrize("divider", [" // ", " | ", " · ", " — ", " – "])
def test_bilingual_lines_are_cut_at_dividers(divider):
    left, right = "El presidente viajó ayer a Madrid por tren", "The president went to Madrid by train yesterday"
    (span,) = language_spans(left + divider + right)
    assert (span.start, span.end, span.lang) == (0, len(left), "es")
    (span,) = language_spans(right + divider + left)
    assert (span.start, span.end) == (len(right + divider), len(right + divider + left))


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("ru", "Жители вернулись в свои дома после бури"),
        ("uk", "Мешканці повернулися до своїх домівок після бурі"),
        ("ar", "عاد السكان إلى منازلهم بعد العاصفة"),
        ("fa", "ساکنان پس از طوفان به خانه‌های خود بازگشتند"),
        ("zh", "暴风雨过后居民们回到了家中"),
    ],
)
def test_other_scripts(lang, line):
    (span,) = language_spans(f"Residents returned home.\n{line}\nThe storm is over.")
    assert span.lang == lang


@pytest.mark.parametrize("line", ["Кабул", "کابل", "Москва и Киев"])
def test_short_lines_of_other_scripts_are_never_english(line):
    assert all(span.lang != "en" for span in language_spans(line))


def test_another_target_language():
    assert language_spans("Les pompiers ont éteint l'incendie dans la nuit de mardi", "fr") == []
    (span,) = language_spans("The firemen put out the fire during Tuesday night", "fr")
    assert span.lang == "en"


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", " // ", "\ud800", "İ", "\0", "//"])
def test_nothing_to_tell(text):
    assert language_spans(text) == []
    assert identify(text)[1] <= 1


def test_identify_answers_und_for_no_letters():
    assert identify("12 %") == ("und", 0.0)


def test_findings_are_for_display():
    text = f"English.\n{FOREIGN[0][1]}"
    (finding,) = find_foreign(read(Document(text, "a.txt"), Settings(Linker([]))))
    assert (finding.rule, finding.applicability, finding.replacement) == ("L101", Applicability.DISPLAY, None)
    assert (finding.text, finding.lang, finding.path) == (FOREIGN[0][1], "es", "a.txt")
    assert finding.evidence["why"]


def test_eight_threads_agree():
    lines = [line for _, line in FOREIGN] * 12
    expected = [identify(line) for line in lines]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(identify, lines)) == expected


def test_fresh_processes_agree_also_when_threads_load_the_profiles():
    code = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from normalize.languages.detect import identify\n"
        f"lines = {[line for _, line in FOREIGN]!r}\n"
        "print(list(ThreadPoolExecutor(8).map(identify, lines)))\n"
    )
    answers = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert answers == {f"{[identify(line) for _, line in FOREIGN]!r}\n"}
