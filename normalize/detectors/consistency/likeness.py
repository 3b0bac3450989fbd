"""Which forms may be one name: what is near by letters, and differs as spellings of one word do."""

from __future__ import annotations

from normalize.words.difference import LEAST_LETTERS, Difference, difference
from normalize.words.near import Nearby


def alike(form: str, among: Nearby) -> list[tuple[str, Difference]]:
    """The forms near to one that may be the same word, each with how they differ."""
    return [(other, how) for other in among.near(form) if (how := difference(form, other)) is not None]


def is_name(form: str) -> bool:
    """Whether a form is long enough to be told from others, and written like a name."""
    return len(form) >= LEAST_LETTERS and form[0].isupper() and form.isalpha() and not form.isupper()
