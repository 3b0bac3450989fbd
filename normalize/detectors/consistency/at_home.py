"""The form of a name that its own country has, where a document writes it in two ways."""

from __future__ import annotations

from collections.abc import Iterable

from normalize.evidence.reading import Reading
from normalize.languages.lexicon import lexicon
from normalize.names.thresholds import RUNNING_TEXT
from normalize.words.known import KNOWN, zipf_as_written

_MOSTLY = 0.5  # the share of what a document names from which it is about one language's countries


def writes_it_so(form: str, others: Iterable[str], reading: Reading) -> str | None:
    """The language at home in what the document is about, where it prefers the form to the others ten times as much as
    readers do. Languages of other scripts have no form of their own here."""
    home = reading.home
    if home is None or not home.own or home.share < _MOSTLY or home.lang not in lexicon(reading.target).languages:
        return None

    def lead(other: str, language: str) -> float:
        return zipf_as_written(form, language) - zipf_as_written(other, language)

    least = RUNNING_TEXT.foreign_only
    preferred = all(lead(o, home.lang) > 0 and lead(o, home.lang) - lead(o, reading.target) >= least for o in others)
    return home.lang if preferred and zipf_as_written(form, home.lang) >= KNOWN else None
