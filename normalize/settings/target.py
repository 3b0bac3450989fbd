"""Which languages texts may be in, and what a language without a word list has to do without.

A target is a language that is told apart from others (``languages.yaml``) or whose words are listed (wordfreq). One of
neither kind would be taken for foreign throughout, so it is refused and not half served.
"""

from __future__ import annotations

from collections.abc import Collection

from normalize.languages.tables import has_words, spoken, targets


def problem_of(language: str) -> str | None:
    """What is wrong with a target language, as the rest of a sentence that begins with where it was given.

    >>> problem_of("fr")
    >>> problem_of("EN").partition("?")[0]
    " 'EN' is not supported; did you mean 'en'"
    """
    return _problem(language, targets())


def problem_of_foreign(language: str) -> str | None:
    """What is wrong with a language of foreign text, as the rest of such a sentence.

    >>> problem_of_foreign("la")
    >>> problem_of_foreign("FR").partition("?")[0]
    " 'FR' is not supported; did you mean 'fr'"
    """
    return _problem(language, spoken())


def _problem(language: str, known: Collection[str]) -> str | None:
    if language in known:
        return None
    meant = language.casefold().replace("_", "-").partition("-")[0]
    hint = f"; did you mean {meant!r}? It takes" if meant in known else ": it takes"
    return f" {language!r} is not supported{hint} an ISO 639-1 code in lower case, one of {', '.join(known)}"


def switched_off(language: str) -> str | None:
    """What cannot be done in a target language that has no word list, in one sentence; None where it has one."""
    if has_words(language):
        return None
    return (
        f"there is no word list for the target language {language}: names are not mapped by likeness (N302), "
        "corrupted words and names in two spellings (Q201 to Q203) are not looked for, nor is foreign text in the "
        "script of the target"
    )
