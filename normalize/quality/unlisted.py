"""Words that stand in no word list: not of the target language, and not of any other that news quotes.

A word list tells what is *not* damaged. It never tells what a damaged word should be: the nearest dictionary word to
``Italiban`` is *Italian*.
"""

from __future__ import annotations

from functools import lru_cache

from normalize.names.gates import KNOWN, zipf

# Latin-script languages whose words and names stand untranslated in news; the order is that of asking.
_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "tr", "pl")


@lru_cache(maxsize=1 << 18)
def is_unlisted(form: str) -> bool:
    """Whether a form is in no word list at all, however rare; loads the lists of further languages when needed.

    >>> is_unlisted("Italiban"), is_unlisted("Chevtchenko"), is_unlisted("Taliban")
    (True, False, False)
    """
    return not any(zipf(form, language) for language in _LANGUAGES)


def is_rare(form: str, language: str) -> bool:
    """Whether a reader of one language would not know the form."""
    return zipf(form, language) < KNOWN
