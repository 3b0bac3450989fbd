"""A surface form as a short row of numbers and texts: hundreds of thousands of them are kept.

    number of the entry · what the form is · language · text · right form

What a row ends in is left out where it follows from the rest: no language, the words of the phrase with capitals, and
one of the entry's right forms or the family name of one. What a form was made from is not kept, only that it was made.
"""

from __future__ import annotations

from normalize.names.form import BY_LETTERS, Form, family_name
from normalize.names.glossary.entry import Entry

Row = list[int | str | None]

_ROLES = ("right", "alias", "family")
_GLUED, _MADE, _CAREFUL, _SPELLED = 4, 8, 16, 32  # bits behind the two of the role
_RIGHT = 64  # factor of the number of the right form, counted from the second on
_NONE, _WRITTEN = 0, 1  # in place of a number: no right form, or one that the row holds
_FIRST = 2
_ORIGIN = "its native form"
_TEXT = 3  # the place of the text in a row


def row_of(form: Form, number: int, phrase: str) -> Row:
    """The row of a form that is found by a phrase and belongs to the entry of a number."""
    target = _target_code(form)
    flags = _GLUED * form.glued + _MADE * bool(form.origin) + _CAREFUL * form.careful + _SPELLED * form.is_by_letters
    text = None if form.text == _capitalised(phrase) else form.text
    row: Row = [number, _ROLES.index(form.role) + flags + _RIGHT * target, form.lang, text]
    if target == _WRITTEN:
        return [*row, form.target]
    while row[-1] is None:
        row.pop()
    return row


def form_of(row: Row, entry: Entry, phrase: str) -> Form:
    """The form that a row was made of.

    >>> rabat = Entry("rabat", "Rabat", "place")
    >>> form = Form(rabat, "Rabatt", "alias", "Rabat", "de")
    >>> row_of(form, 7, "rabatt"), form_of(row_of(form, 7, "rabatt"), rabat, "rabatt") == form
    ([7, 129, 'de'], True)
    """
    _, code, lang, _, target = [*row, None, None, None][:5]
    assert isinstance(code, int)
    role, number = _ROLES[code & 3], code // _RIGHT
    if number >= _FIRST:
        right = entry.right_forms[number - _FIRST]
        target = family_name(right) if role == "family" else right
    origin = BY_LETTERS if code & _SPELLED else _ORIGIN if code & _MADE else ""
    return Form(entry, text_of(row, phrase), role, target, lang, bool(code & _GLUED), origin, bool(code & _CAREFUL))  # type: ignore[arg-type]


def text_of(row: Row, phrase: str) -> str:
    """The text of the form that a row was made of."""
    return str((len(row) > _TEXT and row[_TEXT]) or _capitalised(phrase))


def _target_code(form: Form) -> int:
    if form.target is None:
        return _NONE
    for number, right in enumerate(form.entry.right_forms, start=_FIRST):
        if form.target == (family_name(right) if form.role == "family" else right):
            return number
    return _WRITTEN


def _capitalised(phrase: str) -> str:
    if phrase.isascii() and phrase.replace(" ", "").isalpha():
        return phrase.title()  # the same, in a third of the time
    return " ".join([word[:1].upper() + word[1:] for word in phrase.split(" ")])
