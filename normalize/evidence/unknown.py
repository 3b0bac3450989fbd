"""Documents of words that nobody knows: how many different ones are looked at has a bound.

What a word may stand for is worked out once for each that no list has, which takes some hundred times as long as a
look-up. News has one such word in a thousand code points, and a document in which nearly all words are new would cost
as much as fifty of its size. Beyond the bound none of them is looked at, and that is told: words that lists or
glossaries know are, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable

from normalize.languages.tables import script_of_word
from normalize.text.tokens import Tokens
from normalize.words.fold import fold
from normalize.words.unlisted import is_unlisted

# Three megabytes of news put together as one document have 0.9 to 1.4 such words in 1,000 code points.
LEAST = 1_000  # in any document
EACH = 200  # and one more for so many code points
_NONE: frozenset[str] = frozenset()


def unknown_words(tokens: Tokens, is_named: Callable[[str], bool]) -> frozenset[str]:
    """The different words of no list and no glossary that a document has too many of; none where it has not.

    ``is_named`` says whether a folded word is one of the glossaries.

    >>> from normalize.text.tokens import tokenize
    >>> unknown_words(tokenize("The zwiligen and the kweravi met."), lambda word: False)
    frozenset()
    """
    bound = LEAST + len(tokens.text) // EACH
    if len(tokens.words) <= bound or len(tokens.forms) <= bound:
        return _NONE
    found = frozenset(form for form in tokens.forms if _is_unknown(form) and not is_named(fold(form)))
    return found if len(found) > bound else _NONE


def _is_unknown(form: str) -> bool:
    """Whether a word in Latin letters is in no list: those of other scripts are told by their script."""
    return form[0].isalpha() and is_unlisted(form) and (form.isascii() or script_of_word(form) == "latin")
