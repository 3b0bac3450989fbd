"""Codes of languages as other formats write them, and which of them can be a target here."""

from __future__ import annotations

from functools import cache

from normalize.languages.tables import targets
from normalize.text.pattern import pattern

_ALSO = {"no": "nb", "simple": "en", "iw": "he", "in": "id", "prs": "fa", "pus": "ps", "eng": "en", "fra": "fr"} | {
    **{"fre": "fr", "deu": "de", "ger": "de", "spa": "es", "ita": "it", "rus": "ru", "ara": "ar", "fas": "fa"},
    **{"per": "fa", "zho": "zh", "chi": "zh", "ukr": "uk", "por": "pt", "nld": "nl", "dut": "nl", "pol": "pl"},
    **{"tur": "tr", "urd": "ur", "jpn": "ja", "kor": "ko", "heb": "he", "hin": "hi", "ell": "el", "gre": "el"},
}
_NONE = frozenset(["", "mul", "und", "zxx"])
_TAG = pattern("[a-z]{2,8}")  # the first part of a tag (BCP 47)


def code_of(tag: str | None) -> str | None:
    """The language of a tag (BCP 47, ISO 639-2 or -3), in ISO 639-1 where it has a code there; None for none.

    >>> code_of("pt-BR"), code_of("zh_Hans"), code_of("eng"), code_of("mul"), code_of("f r")
    ('pt', 'zh', 'en', None, None)
    """
    base = (tag or "").strip().lower().replace("_", "-").partition("-")[0]
    return None if base in _NONE or _TAG.fullmatch(base) is None else _ALSO.get(base, base)


def is_target(language: str | None) -> bool:
    """Whether texts may be cleaned in a language: others have no canonical forms."""
    return language in _targets()


@cache
def _targets() -> frozenset[str]:
    return frozenset(targets())
