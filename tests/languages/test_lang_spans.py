"""Foreign spans: what is found, in which language, with exact ends; and the text that must stay quiet."""

from __future__ import annotations

import pytest
from lang_sentences import CLAUSES, HEADLINES, LINKS, TARGETS

from normalize.languages.spans import language_spans
from normalize.languages.tables import has_words, script_of_language
from normalize.text.protected import Protected

FOREIGN = [(lang, line) for lang, line in HEADLINES.items() if lang != "en"]


def found(text: str, target: str = "en") -> list[tuple[str, str]]:
    return [(span.lang, text[span.start : span.end]) for span in language_spans(text, target)]


@pytest.mark.parametrize(("lang", "line"), FOREIGN)
def test_headlines_are_found_whole(lang, line):
    text = f"The mayor opened the library.\r\n \t{line} \r\n\r\nPeople waited outside for hours."
    (span,) = language_spans(text)
    assert (span.lang, text[span.start : span.end]) == (lang, line)
    assert span.certain
    assert 0.8 <= span.score <= 1


@pytest.mark.parametrize(("lang", "line"), FOREIGN)
@pytest.mark.parametrize("divider", [" // ", " | ", " · ", " — ", " – "])
def test_bilingual_lines_are_cut_at_dividers(lang, line, divider):
    english = "The mayor opened the new library today"
    assert found(line + divider + english) == [(lang, line)]
    assert found(english + divider + line) == [(lang, line)]


@pytest.mark.parametrize(("lang", "clause"), CLAUSES.items())
def test_clauses_that_switch(lang, clause):
    assert found(f"The mayor left early, {clause}.") == [(lang, f"{clause}.")]
    assert found(f"The mayor left early, {clause}, and the meeting ended.") == [(lang, clause)]


@pytest.mark.parametrize(("lang", "clause"), CLAUSES.items())
@pytest.mark.parametrize("marks", ["“”", '""', "«»", "‘’"])
def test_quotations_end_at_their_marks(lang, clause, marks):
    text = f"She told us {marks[0]}{clause}{marks[1]} and went home."
    assert found(text) == [(lang, clause)]


@pytest.mark.parametrize(("lang", "line"), FOREIGN)
def test_a_sentence_between_english_ones(lang, line):
    text = f"Nobody was hurt in the accident. {line}. The road was closed for three hours."
    assert found(text) == [(lang, f"{line}.")]


@pytest.mark.parametrize(("lang", "link"), LINKS.items())
def test_short_links(lang, link):
    assert found(f"Rain is expected on Monday.\n{link}\nThe wind will be strong.") == [(lang, link)]
    assert found(f"Home | {link} | Sport") == [(lang, link)]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("He asked: “¿Qué hora es ahora?” twice", "¿Qué hora es ahora?"),
        ("[Leer en español]", "[Leer en español]"),
        ("(Leer en español)", "(Leer en español)"),
        ("“No podemos esperar más”", "“No podemos esperar más”"),
        ("It said «\u00a0on ne peut plus attendre\u00a0» in red", "on ne peut plus attendre"),
        ("The sign — no se puede pasar por aquí — was new", "no se puede pasar por aquí"),
        ("• La plaza estaba vacía y en silencio …\n", "La plaza estaba vacía y en silencio"),
        (
            "La plaza estaba vacía, “como siempre”, y en silencio.",
            "La plaza estaba vacía, “como siempre”, y en silencio.",
        ),
        ("He left. Nadie sabía por qué (ni siquiera ella). She stayed.", "Nadie sabía por qué (ni siquiera ella)."),
        ("Es ist spät!!! she said", "Es ist spät!!!"),
    ],
)
def test_ends_are_exact(text, span):
    assert [piece for _, piece in found(text)] == [span]


def test_two_languages_in_one_line():
    text = f"{HEADLINES['fr']}. {HEADLINES['de']}."
    assert [lang for lang, _ in found(text)] == ["fr", "de"]


def test_a_whole_document():
    lines = [f"{HEADLINES['it']}.", f"Il giornale scrive che {CLAUSES['it']}.", "Nessuno è rimasto ferito."]
    assert found("\n\n".join(lines)) == [("it", line) for line in lines]


def test_names_inside_and_at_the_edge_of_a_foreign_sentence():
    text = "Anna Smith es profesora de historia en la Universidad de Springfield. She also writes novels."
    assert found(text) == [("es", "Anna Smith es profesora de historia en la Universidad de Springfield.")]


QUIET = """
I subscribe
Skip to content
Total
Share
Hope for a miracle
Read more
Sign in
Menu
Home | News | Sport
Advertisement
Photo: AP
Related articles
Subscribe to our newsletter
Cookie policy
Terms of use
By Anna Smith
12 May 2021 - 14:05
Update 2
Exclusive
Video
Live blog
Opinion
Analysis
Breaking
Copyright 2021
All rights reserved
No comment
Die hard
An odd lot
Not a chance
Man bites dog
Men in a pit
Two dead, one hurt
Fire in a pub
Rain or hail
US dollar dips
Oil up
Italian police arrest a Taliban suspect
Flood victims wait for tents, blankets and clean water
Ministers meet in Geneva to discuss grain exports
COVID-19: what we know
Q&A
1,200
…
***
A B C D E F
They've said they're sure we'd've won if it hadn't rained; I'm not.
FIRE BRIGADE SAVES DOG FROM CANAL
fire brigade saves dog from canal
""".strip().split("\n")


@pytest.mark.parametrize("line", QUIET)
def test_plain_english_lines_stay_quiet(line):
    assert found(line) == []


NAMES = """
Recep Tayyip Erdogan met Vladimir Putin in Ankara
Mehdi Kaboli in Kabul
Angela Merkel met Ursula von der Leyen
Jair Bolsonaro v Luiz Inacio Lula da Silva
Real Madrid 2, Bayern Munich 1
Emmanuel Macron, Olaf Scholz, Mario Draghi
Universidad Nacional de Tucumán
María de los Ángeles Pérez Gutiérrez
Silvia Gutiérrez De la Torre teaches at El Colegio de México
Museu Nacional d'Art de Catalunya
The Ministerio de Obras Públicas in Asunción did not reply.
The party of Gérard Larcher and François-Noël Buffet lost in Seine-et-Marne and Val-de-Marne.
He lived in Rio de Janeiro, São Paulo, Belo Horizonte, Porto Alegre and Foz do Iguaçu.
The villages of Khenj, Dara-e Noor, Shahr-e Bozorg, Darwaz-e Bala and Dasht-e Qala were cut off.
Señora Valdés said that Père Anselme and Fräulein Köhler had met Don Íñigo at the Plaza Mayor.
Le Monde, El País, Die Zeit, La Repubblica and Corriere della Sera carried the story.
She read Cien años de soledad and Der Zauberberg in one summer.
The film La vita è bella won three prizes.
""".strip().split("\n")


@pytest.mark.parametrize("line", NAMES)
def test_english_full_of_names_stays_quiet(line):
    assert found(line) == []


LOANS = """
The chargé d'affaires was recalled after the coup d'état.
The charge d'affaires was recalled after the coup d'etat.
Their raison d'être is gone; it was a fait accompli, a pièce de résistance.
She ordered a café au lait and a crème brûlée with her fiancé.
A tête-à-tête at the hôtel ended with a billet-doux and a faux pas.
He was persona non grata, and the case was moot ipso facto.
The per capita income rose, ceteris paribus, and vice versa.
It is a de facto veto; the quid pro quo was pro bono work.
The señorita wore a mantilla at the fiesta in the plaza.
Its Weltanschauung is pure Schadenfreude, a product of the Zeitgeist.
The protégé of the maître d'hôtel had a certain je ne sais quoi.
The tsunami, the karaoke bar and the kindergarten: all in one blog.
""".strip().split("\n")


@pytest.mark.parametrize("line", LOANS)
def test_loan_words_stay_quiet(line):
    assert found(line) == []


@pytest.mark.parametrize(
    "text",
    [
        "Odesa (Ukrainian: Одеса) is a port.",
        "The valley (in Persian: پنجشیر) is long.",
        "Beijing (北京) is the capital.",
        "The angle α and the constant π are known; μ is not, nor is Ω.",
        "The word is pronounced [ˈvɛltʃmɛʁts].",
        "See example.es/una/pagina/en/la/red and @la_voz_de_la_calle for more.",
    ],
)
def test_glosses_letters_and_addresses_stay_quiet(text):
    from normalize.text.protected import protected_spans

    assert language_spans(text, "en", protected_spans(text)) == []


@pytest.mark.parametrize("line", ["Кабул", "کابل", "Москва и Киев", "北京"])
def test_a_line_of_another_script_is_foreign_however_short(line):
    (span,) = language_spans(f"Kabul\n{line}\nMoscow")
    assert span.lang != "en"


def test_masked_names_tell_nothing():
    text = "Front de libération nationale du Haut Pays"
    assert language_spans(text, "en", Protected.of([(0, len(text))])) == []


@pytest.mark.parametrize("target", TARGETS)
def test_any_language_can_be_the_target(target):
    """Where the target has no word list, its own script tells nothing."""
    assert found(HEADLINES[target], target) == []
    script = script_of_language(target)
    for lang, line in HEADLINES.items():
        if lang != target and not (script_of_language(lang) == script and not has_words(target)):
            assert found(f"{HEADLINES[target]}\n{line}\n{HEADLINES[target]}", target) == [(lang, line)], lang


@pytest.mark.parametrize("target", TARGETS[:5])
def test_names_stay_quiet_in_any_target_language(target):
    text = f"{HEADLINES[target]} (Anna Smith, John O'Neill, George Washington University)"
    assert found(text, target) == []


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", " // ", "\ud800", "İ", "\0", "//", "12 %", "\u0301", "ﷺ"])
def test_nothing_to_tell(text):
    assert language_spans(text) == []
