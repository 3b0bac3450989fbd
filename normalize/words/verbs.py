"""Whether a form may be a verb, by its paradigm: a word list that has *share*, *shared* and *sharing* has a verb."""

from __future__ import annotations

from functools import lru_cache

from normalize.storage import memos
from normalize.words.known import zipf

_USUAL = 2.8  # zipf frequency of a form that shows a word to be a verb


@lru_cache(maxsize=memos.FORMS)
def may_be_verb(form: str) -> bool:
    """Whether an English form in lower case may be a finite verb; nouns that are verbs, too, are not told apart.

    >>> may_be_verb("share"), may_be_verb("shares"), may_be_verb("arrived"), may_be_verb("bread")
    (True, True, True, False)
    """
    if form.endswith("ed"):
        return zipf(form[:-2] + "ing") >= _USUAL or zipf(form[:-3] + "ing") >= _USUAL or zipf(form[:-1]) >= _USUAL
    bases = {form}
    if form.endswith("s"):
        bases |= {form[:-1]} | ({form[:-2]} if form.endswith("es") else set())
        bases |= {form[:-3] + "y"} if form.endswith("ies") else set()
    return any(map(_is_base, bases))


def _is_base(form: str) -> bool:
    if form.endswith("e"):
        return zipf(form + "d") >= _USUAL and zipf(form[:-1] + "ing") >= _USUAL
    last = form[-1:]
    past = {form + "ed", form + last + "ed", form[:-1] + "ied"}
    return any(zipf(word) >= _USUAL for word in past) and (
        zipf(form + "ing") >= _USUAL or zipf(form + last + "ing") >= _USUAL
    )
