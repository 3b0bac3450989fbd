"""Which names are acronyms, in sources that do not say so."""

from __future__ import annotations

from normalize.text.pattern import pattern

_ACRONYM = pattern(r"[^\W\d_a-z]{2,8}")


def is_acronym(text: str) -> bool:
    """Whether a name looks like an acronym: two to eight capitals of a script that has them.

    >>> is_acronym("FNR"), is_acronym("ООН"), is_acronym("Nrf"), is_acronym("北京")
    (True, True, False, False)
    """
    return _ACRONYM.fullmatch(text) is not None and text.isupper() and text != text.lower()
