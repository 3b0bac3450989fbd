"""What the formats of glossaries check alike: languages, kinds, dates and identifiers."""

from __future__ import annotations

from datetime import date

from normalize.errors import GlossaryError
from normalize.names.glossary.entry import KINDS, Entry
from normalize.text.pattern import pattern
from normalize.text.visible import visible

_KIND_NAMES = {**{kind: kind for kind in KINDS}, "org": "organisation", "organization": "organisation"}
_TAG = pattern(r"(?:[A-Za-z]{2,8}|[ix])(?:[-_][A-Za-z0-9]{1,8})*")  # RFC 5646, section 2.1, or with low lines
_LONGEST_TAG = 35  # characters: RFC 5646, section 4.4.1
# Controls, ends of lines, what turns the direction of the text around it, halves of characters, and no characters.
_NO_LETTER = pattern("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LONGEST = 1000  # characters of a name: several times the longest of any body, and what a paragraph begins at
_SHOWN = 40  # characters of one that is longer


def check_language(language: str, place: str) -> None:
    """Refuse a language that no run can have as its target."""
    from normalize.settings.target import problem_of  # shapes no entry: a compiled glossary does not depend on it

    if problem := problem_of(language):
        raise GlossaryError(f"{place}: language{problem}")


def tag_of(text: str, place: str) -> str:
    """The tag of the language of an alias, which may be any. Raises GlossaryError for what cannot be one.

    >>> tag_of("fr", "here"), tag_of("zh-Hant-TW", "here")
    ('fr', 'zh-Hant-TW')
    >>> tag_of("französisch", "glossary.csv:2")
    Traceback (most recent call last):
    normalize.errors.GlossaryError: glossary.csv:2: 'französisch' is no code of a language, as `fr` or `fa`
    """
    if len(text) > _LONGEST_TAG or not _TAG.fullmatch(text):
        shown = text if len(text) <= _LONGEST_TAG else f"{text[:_LONGEST_TAG]}…"
        raise GlossaryError(f"{place}: {shown!r} is no code of a language, as `fr` or `fa`")
    return text


def kind_of(text: str, place: str) -> str:
    """The kind that a text names. Raises GlossaryError."""
    if text not in _KIND_NAMES:
        raise GlossaryError(f"{place}: unknown kind {text!r}; known are {', '.join(KINDS)}")
    return _KIND_NAMES[text]


_WIKIDATA = pattern(r"Q[1-9][0-9]*")
_COUNTRY = pattern(r"[a-z]{2,3}")
_CAMEO = pattern(r"[A-Z0-9]{3,15}")  # groups of three letters: country, role, and what it is more closely
_DATE = pattern(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def wikidata_of(text: str, place: str) -> str:
    """An item of Wikidata, given by its number or its address. Raises GlossaryError.

    >>> wikidata_of("http://www.wikidata.org/entity/Q889", "here")
    'Q889'
    """
    item = text.rpartition("/")[2] if "wikidata.org/" in text else text
    if not _WIKIDATA.fullmatch(item):
        raise GlossaryError(f"{place}: {text!r} is no item of Wikidata; one is written Q889")
    return item


def country_of(text: str, place: str) -> str:
    """A country in lower case. Raises GlossaryError."""
    code = text.lower()
    if not _COUNTRY.fullmatch(code):
        raise GlossaryError(f"{place}: {text!r} is no code of a country (ISO 3166-1, as `af`)")
    return code


def cameo_of(text: str, place: str) -> str:
    """A code of CAMEO. Raises GlossaryError."""
    if not _CAMEO.fullmatch(text):
        raise GlossaryError(f"{place}: {text!r} is no CAMEO code; one has capitals, as AFG or AFGGOV")
    return text


def check_period(since: str, until: str, place: str) -> None:
    """Refuse dates that are none, or that end before they begin; either may be empty."""
    for text in filter(None, (since, until)):
        if not _is_date(text):
            raise GlossaryError(f"{place}: {text!r} is no date; write 2000, 2000-05 or 2000-05-07")
    length = min(len(since), len(until))
    if length and since[:length] > until[:length]:
        raise GlossaryError(f"{place}: from {since} until {until} ends before it begins")


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def check_texts(entry: Entry) -> None:
    """Refuse a right form with a character that no name has, for it may become part of a text, and what is no name by
    its length."""
    right = (entry.canonical, *entry.short, entry.acronym or "", *(name.text for name in entry.names))
    listed = tuple(alias.text for alias in (*entry.aliases, *entry.acronyms, *entry.native))
    if _NO_LETTER.search("".join(right)) is None and max(map(len, (*right, *listed))) <= _LONGEST:
        return
    place = entry.place or entry.glossary
    for text in (*right, *listed):
        if text in right and (found := _NO_LETTER.search(text)) is not None:
            sign = f"U+{ord(found[0]):04X}"
            raise GlossaryError(f"{place}: {entry.id} has “{visible(text)}”, with a character that no name has: {sign}")
        if len(text) > _LONGEST:
            begin = visible(text[:_SHOWN])
            raise GlossaryError(
                f"{place}: {entry.id} has a name of {len(text):,} characters, which is none: “{begin}…”"
            )
