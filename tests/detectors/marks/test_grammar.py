"""The grammar of marks: pieces of separators, roles of quotation marks, habits of languages and documents."""

from __future__ import annotations

import pytest
from detecting import found
from work import grows_in_proportion

from normalize import Applicability, Document
from normalize.detectors.marks.detect import Marks
from normalize.detectors.marks.gaps import Law, breaches
from normalize.detectors.marks.habits import habits_of
from normalize.detectors.marks.pairs import assign
from normalize.detectors.marks.pieces import pieces
from normalize.detectors.marks.places import Place, Role, places
from normalize.detectors.marks.prose import is_prose
from normalize.detectors.marks.style import Style
from normalize.detectors.table import DETECTORS
from normalize.names.linker import Linker
from normalize.run import pipeline
from normalize.settings.settings import Settings
from normalize.text.tokens import tokenize

SAFE = (Applicability.SAFE,)
ALL = (Applicability.SAFE, Applicability.UNSAFE)
MINE = [d for d in DETECTORS if ".marks." in type(d).__module__]


def repaired(text: str, target: str = "en", allowed: tuple[Applicability, ...] = SAFE) -> str:
    return pipeline.run(Document(text), Settings(Linker([], target), target, allowed=allowed)).text


def roles(line: str, target: str = "en") -> list[str]:
    tokens = tokenize(line)
    habits = habits_of(target)
    assert habits is not None
    here = list(places(tokens, range(len(tokens.separators))))
    assign(here, habits, lambda place, k: place.after in {"says", "said"})
    return [
        f"{sign}{'O' if place.roles[k] is Role.OPENS else 'C'}{'' if k in place.sure else '?'}"
        for place in here
        for k, sign in enumerate(place.signs)
        if k in place.roles
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a “word” here", ["“O", "”C"]),
        ("a “ word “ here", ["“O", "“C"]),
        ("a “word, ”said he", ["“O", "”C"]),
        ("a “word, “says he, “and more”", ["“O", "“C", "“O", "”C"]),
        ("“we heard the“ grandmothers” of the row, ”said he", ["“O", "“O", "”C", "”C"]),
        ("“open and going on", ["“O?"]),
        ("closed here” and so on", ["”C?"]),
        ('a 12" record', ['"C?']),
        ('here "it ends""', []),
        ("„word“ here", []),
    ],
)
def test_roles(line, expected):
    assert roles(line) == expected


def test_breaches_are_in_text_order():
    habits = habits_of("en")
    assert habits is not None
    (piece,) = pieces("“ ")
    place = Place(1, piece, 0, "the", "four", {0: Role.OPENS}, {0})
    assert [(b.k, b.law, b.put) for b in breaches(place, habits)] == [
        (0, Law.OUTSIDE_QUOTES, " "),
        (1, Law.INSIDE_QUOTES, ""),
    ]


@pytest.mark.parametrize(
    ("target", "text", "right"),
    [
        ("fr", "Le maire , malade , dit : « Oui » ; il part !", "Le maire, malade, dit : « Oui » ; il part !"),
        ("de", "Er sagte: „ Wir gehen morgen “ und ging fort .", "Er sagte: „Wir gehen morgen“ und ging fort."),
        ("de", "Er sagte: „Wir gehen„ und ging dann wieder fort.", "Er sagte: „Wir gehen“ und ging dann wieder fort."),
        ("es", "El ministro dijo: « Nos vamos » y se fue a casa.", "El ministro dijo: «Nos vamos» y se fue a casa."),
        ("ru", "Министр , который был болен , не пришёл к нам .", "Министр, который был болен, не пришёл к нам."),
        ("sv", "Ministern sade: ” Vi går i morgon ” och gick hem.", "Ministern sade: ”Vi går i morgon” och gick hem."),
        ("ar", "قال الوزير ، الذي كان مريضا ، إنه لن يأتي .", "قال الوزير، الذي كان مريضا، إنه لن يأتي."),
        ("pt", "O ministro ( doente ) disse que não vem hoje.", "O ministro (doente) disse que não vem hoje."),
    ],
)  # fmt: skip
def test_each_target_has_its_habits(target, text, right):
    assert repaired(text, target) == right
    assert repaired(right, target, ALL) == right


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("fr", "Il a dit “ Oui ” et « non » ; puis il a demandé : pourquoi ?"),
        ("de", "Er las den “Spiegel” und die »Zeit« und den «Bund»."),
        ("es", "¡Hola! ¿Qué pasa? «Nada», dijo ella, “nada”."),
        ("ru", "«Мы уходим», — сказал он и ушёл домой; „нет“, “нет”."),
        ("he", 'יו"ר הכנסת אמר: "נלך מחר" והלך הביתה.'),
        ("ja", "大臣は「 明日行く 」と言った 。"),
        ("sv", "”Vi går”, sade hon, ”i morgon”."),
    ],
)
def test_what_a_target_writes_so(target, text):
    assert repaired(text, target, ALL) == text


def test_a_habit_shows_itself_three_times_and_more_often_than_its_contrary():
    assert Style([" , ", " , ", " , ", ", "]).is_spaced_before(",")
    assert not Style([" , ", " , ", ", "]).is_spaced_before(",")
    assert not Style([" , "] * 3 + [", "] * 3).is_spaced_before(",")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The minister does n’t believe it.", "The minister doesn’t believe it."),
        ("They do n't know the n'th n.", "They don't know the n'th n."),
        ("He wrote n, n’t and then n.", "He wrote n, n’t and then n."),
        (
            "He does n't know it. They do n't care. It is n't so.",
            "He does n't know it. They do n't care. It is n't so.",
        ),
    ],
)
def test_the_rest_of_a_negated_verb(text, right):
    assert repaired(text) == right


@pytest.mark.parametrize(
    "line",
    ["Kron\t3\t, 1", "| a | b , c |", "if (a == b ) { return; }", "Kron , Weber ; Lind , Dahl", "12 , 13 , 14"],
)
def test_tables_code_and_line_ups_are_no_prose(line):
    assert not is_prose(line)
    assert repaired(line, allowed=SAFE) == line


def test_regular_documents_are_not_looked_at():
    text = "“We wait,” he said. “It is late” (he was right), “and cold.”\n“We go.”\n"
    assert found(Marks, text) == []


@pytest.mark.parametrize("detect", MINE, ids=lambda d: type(d).__name__)
@pytest.mark.parametrize(
    "part",
    ["“ ", 'a " b ', "( a ", "a ) ", "the“ four ", "a , b ", "a ,b ", "word.The end ", "it 's a ", "a  –  b ",
     "word. the ", "a， b ", "word,, a ", "$ 5 or 10 , 000 ", "“open\n"],
)  # fmt: skip
def test_work_grows_with_the_text(detect, part):
    assert grows_in_proportion(lambda text: found(type(detect), text), part * 400)
