"""What each entry gives to an index by itself: its forms by their phrases, its acronyms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from normalize.names.form import Form
from normalize.names.form_rows import row_of
from normalize.names.forms import forms_of, made_forms
from normalize.names.glossary.entry import Entry
from normalize.names.index import Index
from normalize.names.overruling import overruled
from normalize.names.romanisation.acronyms import in_latin_letters
from normalize.storage.writing import encoded
from normalize.words.fold import fold, split
from normalize.words.likeness import are_alike_each

# Bits of a form: a whole name, others are likened to it, it is written apart, and in ASCII.
COUNTED, LIKENED, WRITTEN, PLAIN = 1, 2, 4, 8
_LATIN_END = "\u024f"  # names of careful entries in other scripts are found as they are, not by likeness
_ONE_NAME = 0.8  # least likeness of an alias and its right form for the alias to be tried in one word, too
_WORDS_OF_ONE = (2, 3)  # how many words such an alias has
_LETTERS_OF_ONE = 7  # and how many letters at least

_Known = tuple[str, bytes, int]  # a phrase, the row of a form that is found by it, and the bits of the form


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms one behind the other, with as little memory for each as its texts take: phrases and rows line by line, and
    the bits of each."""

    phrases: bytes
    rows: bytes
    bits: bytes

    @classmethod
    def of(cls, forms: Sequence[_Known]) -> Forms:
        """The same of single forms."""
        phrases, rows, bits = zip(*forms, strict=True) if forms else ((), (), ())
        return cls("\n".join(phrases).encode(), b"\n".join(rows), bytes(bits))

    def __iter__(self) -> Iterator[_Known]:
        return zip(self.keys(), self.rows.split(b"\n") if self.bits else (), self.bits, strict=True)

    def keys(self) -> Sequence[str]:
        """The phrase of each form."""
        return self.phrases.decode().split("\n") if self.bits else ()


class Described(NamedTuple):
    """What some entries give, in their order: forms that are listed and those that are made, first words of phrases
    that have a small letter, acronyms with the ids of entries, and those of other languages with these; what is to be
    told of the entries of an index below."""

    listed: Forms
    made: Forms
    lower_openers: set[str]
    acronyms: list[tuple[str, str]]
    foreign_acronyms: list[tuple[str, str, str | None]]
    overruled: list[str]


def described(entries: Sequence[Entry], first: int, below: Index | None) -> Described:
    """What entries give that are numbered from ``first`` on, and are to lie over the index ``below``."""
    listed: list[_Known] = []
    made: list[_Known] = []
    lower_openers: set[str] = set()
    each = [list(_listed(entry, lower_openers)) for entry in entries]
    joined = iter(are_alike_each([f.joined for forms in each for f in forms if f.joined], _ONE_NAME))
    for number, (entry, forms) in enumerate(zip(entries, each, strict=True), start=first):
        own: list[_Known] = []
        for phrase, form, in_one in forms:
            own.append(_known(phrase, form, number))
            if in_one and next(joined):
                one = Form(entry, form.text, form.role, form.target, form.lang, glued=True)
                own.append(_known(in_one[1], one, number))
        listed += own
        made.extend(_made(entry, number, {phrase for phrase, *_ in own}))
    return Described(
        Forms.of(listed),
        Forms.of(made),
        lower_openers,
        [(entry.acronym, entry.id) for entry in entries if entry.acronym],
        [(text, entry.id, lang) for entry in entries for text, lang in _acronyms_abroad(entry)],
        list(overruled(_shared(entries, each, below), below)) if below is not None else [],
    )


def _acronyms_abroad(entry: Entry) -> Iterator[tuple[str, str | None]]:
    """The acronyms of an entry in other languages, each with its language; those of other alphabets in Latin letters,
    too."""
    listed = {alias.text for alias in entry.acronyms}
    for alias in entry.acronyms:
        yield alias.text, alias.lang
        if alias.lang and entry.acronym and not alias.text.isascii():
            made = in_latin_letters(alias.text, alias.lang)
            yield from ((text, alias.lang) for text in made if text != entry.acronym and text not in listed)


def _shared(entries: Sequence[Entry], each: Sequence[Sequence[_Listed]], below: Index) -> Iterator[Entry]:
    """The entries that have a phrase which an index below has, too: of a large glossary a few."""
    for entry, forms in zip(entries, each, strict=True):
        if any(form.phrase in below.phrases for form in forms):
            yield entry


class _Listed(NamedTuple):
    """A form that a glossary lists, and its phrase; ``joined`` are its right form and itself, each with its words as
    one, where it may be written so if the two are alike."""

    phrase: str
    form: Form
    joined: tuple[str, str] | None


def _listed(entry: Entry, lower_openers: set[str]) -> Iterator[_Listed]:
    """The forms that a glossary lists."""
    rights: dict[str, str] = {}  # right forms to their words as one
    for form in forms_of(entry):
        words = _folded(form.text)
        if not words:
            continue
        joined = None
        if len(words) in _WORDS_OF_ONE and form.role != "family" and form.target is not None:
            one = "".join(words)
            if len(one) >= _LETTERS_OF_ONE:
                joined = rights.get(form.target) or rights.setdefault(form.target, "".join(split(form.target))), one
        if form.text[0].islower() and (len(words) > 1 or form.is_small):
            lower_openers.add(words[0])
        yield _Listed(" ".join(words), form, joined)


def _folded(text: str) -> list[str]:
    words = split(text)
    # Most words are asked for once, so that a memo of them would only cost.
    return [word.lower() for word in words] if text.isascii() else [fold(word) for word in words]


def _made(entry: Entry, number: int, seen: set[str]) -> Iterator[_Known]:
    """The forms that follow from native forms, one a phrase that was not ``seen``."""
    for phrase, form in made_forms([entry], ()):
        if phrase not in seen:
            seen.add(phrase)
            yield _known(phrase, form, number)


def _known(phrase: str, form: Form, number: int) -> _Known:
    own = not (form.glued or form.origin)
    bits = COUNTED if own and form.role != "family" else 0
    if own and (not form.entry.careful or form.text[0] <= _LATIN_END):
        bits |= LIKENED
    if not form.glued:
        bits |= WRITTEN | PLAIN if form.text.isascii() else WRITTEN
    return phrase, encoded(row_of(form, number, phrase)), bits
