"""The rules on foreign text: one for each kind of span, and two that say why a span was not translated."""

from __future__ import annotations

from normalize.model import Category
from normalize.rules import Rule, declare
from normalize.translate.model import Kind

_CHANGE = "(reported; translated where a translator has an answer)"
_APPLIED = (
    "display where nothing translates it; safe for known phrases and for whole lines and halves that a trusted model "
    "is sure of; else unsafe"
)


def _rule(code: str, name: str, what: str, why: str, example: str, counter_example: str) -> Rule:
    rule = Rule(code, name, Category.FOREIGN, what, why, _APPLIED, (example, _CHANGE), counter_example)
    return declare(rule)


OF_KINDS = {
    Kind.LINE: _rule(
        "L101",
        "foreign-line",
        "A whole line that is not in the target language.",
        "A Spanish headline above an English article is counted, indexed and trained on as if it were English.",
        "Lire la suite de cet article",
        "Skip to content",
    ),
    Kind.HALF: _rule(
        "L102",
        "foreign-half",
        "One side of a line that says the same in two languages, divided by //, |, · or a dash.",
        "Half the line is no English, and the other half says it already.",
        "She teaches history in Lyon. // Elle enseigne l'histoire à Lyon depuis dix ans.",
        "News | Sport | Culture",
    ),
    Kind.QUOTATION: _rule(
        "L103",
        "foreign-quotation",
        "Words inside quotation marks that are not in the target language.",
        "What was said cannot be searched or counted; a reader may need its meaning.",
        "“No podemos esperar más,” the mayor said.",
        "The film “La Dolce Vita” opened the festival.",
    ),
    Kind.CLAUSE: _rule(
        "L104",
        "foreign-clause",
        "A sentence, or a clause inside one, that is not in the target language.",
        "A translation that stopped half-way leaves sentences that begin in one language and end in another.",
        "The mayor resigned, porque ya no tenía apoyo en el consejo.",
        "He ordered a café au lait and read El País.",
    ),
}

UNTRANSLATED = declare(
    Rule(
        "L110",
        "untranslated",
        Category.FOREIGN,
        "A foreign span of any kind that stays as it is, because neither the phrase memory nor an installed model "
        "translates it; reported in place of L101 to L104.",
        "The text is still in several languages; the message names the command that installs a missing model.",
        "display",
        ("El gobierno anuncia nuevas medidas para el campo.", "(reported; nothing is changed)"),
        "The government announces new measures.",
    )
)
REJECTED = declare(
    Rule(
        "L111",
        "translation-rejected",
        Category.FOREIGN,
        "A foreign span of any kind whose translation was thrown away: a loop, an echo, a lost number or name, an "
        "absurd length; reported in place of L101 to L104.",
        "A wrong translation does more harm than a foreign sentence, which at least says what its author meant.",
        "display",
        ("Hay 12 heridos en la ciudad.", "(reported; nothing is changed)"),
        "There are 12 people injured in the city.",
    )
)
