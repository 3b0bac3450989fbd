"""Words that say what kind of thing a name names: legal forms of companies, kinds of places."""

from __future__ import annotations

from functools import cache
from itertools import groupby

from normalize.storage.datafiles import load


@cache
def _data() -> tuple[dict[str, str], frozenset[str]]:
    data = load("normalize.names", "designators.yaml")
    same = {word: first for first, words in data["same"].items() for word in words}
    return same, frozenset((*data["legal"], *data["place"]))


def unified(words: tuple[str, ...]) -> tuple[str, ...]:
    """Folded words with each designator in its one spelling, and letters that stand by themselves joined.

    >>> unified(("melli", "sakhteman", "co")), unified(("real", "s", "a", "de", "c", "v")), unified(("w", "s", "a"))
    (('melli', 'sakhteman', 'company'), ('real', 'sa', 'de', 'cv'), ('w', 'sa'))
    """
    same = _data()[0]
    if min(map(len, words), default=0) > 1:  # as most are
        return tuple([same.get(word, word) for word in words])
    found: list[str] = []
    for single, run in groupby(words, lambda word: len(word) == 1):
        found += _joined([*run]) if single else [*run]  # noqa: B031  each run is used once
    return tuple(same.get(word, word) for word in found)


def _joined(letters: list[str]) -> list[str]:
    """Letters as one word, or as two where the last of them are the legal form of a company."""
    for at in range(1, len(letters) - 1):
        if "".join(letters) not in _legal() and (form := "".join(letters[at:])) in _legal():
            return ["".join(letters[:at]), form]
    return ["".join(letters)]


def is_designator(word: str) -> bool:
    """Whether a folded word says what kind of thing a name names."""
    return word in _data()[1]


def core(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that are no designators; all of them where that would leave none."""
    return tuple(word for word in words if not is_designator(word)) or words


@cache
def _forms() -> dict[str, str]:
    return {
        word: form for form, words in load("normalize.names", "designators.yaml")["forms"].items() for word in words
    }


def has_legal_form(words: tuple[str, ...]) -> bool:
    """Whether one of the words of a name, unified, is the legal form of a company.

    >>> has_legal_form(("sa", "de", "cv")), has_legal_form(("republic", "of"))
    (True, False)
    """
    return any(_forms().get(word, word) != "neither" and word in _legal() for word in words)


@cache
def _legal() -> frozenset[str]:
    return frozenset(load("normalize.names", "designators.yaml")["legal"])


def legal_forms(words: tuple[str, ...]) -> frozenset[str]:
    """The legal forms among the words of a name, unified, each as one of all languages.

    >>> legal_forms(("naftan", "ojsc")) == legal_forms(("naftan", "oao")), legal_forms(("naftan", "company"))
    (True, frozenset())
    """
    forms = (_forms().get(word, word) for word in words if is_designator(word))
    return frozenset(form for form in forms if form != "neither")
