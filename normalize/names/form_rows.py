"""A surface form as a short row of numbers and texts: hundreds of thousands of them are kept.

    number of the entry · what the form is · language · text · right form

What a row ends in is left out where it follows from the rest: no language, the words of the phrase with capitals, and
one of the entry's right forms or the family name of one. What a form was made from is not kept, only that it was made.
"""

from __future__ import annotations

from collections.abc import Sequence

from normalize.names.form import BY_LETTERS, Form, family_name
from normalize.names.glossary.entry import Entry

Row = list[int | str | None]

_ROLES = ("right", "alias", "family", "family")
_AS_IT_IS = 3  # in place of the number of a role: a family name that is mapped to itself
_GLUED, _MADE, _CAREFUL, _SPELLED = 4, 8, 16, 32  # bits behind the two of the role
_RIGHT = 64  # factor of the number of the right form, counted from the second on
_NONE, _WRITTEN = 0, 1  # in place of a number: no right form, or one that the row holds
_FIRST = 2
_ORIGIN = "its native form"
_TEXT = 3  # the place of the text in a row


def row_of(form: Form, number: int, phrase: str) -> Row:
    """The row of a form that is found by a phrase and belongs to the entry of a number."""
    own = form.role == "family" and form.target == form.text
    target, role = (_NONE, _AS_IT_IS) if own else (_target_code(form), _ROLES.index(form.role))
    flags = _GLUED * form.glued + _MADE * bool(form.origin) + _CAREFUL * form.careful + _SPELLED * form.is_by_letters
    text = None if form.text == _capitalised(phrase) else form.text
    row: Row = [number, role + flags + _RIGHT * target, form.lang, text]
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
    text = text_of(row, phrase)
    if code & 3 == _AS_IT_IS:
        target = text
    origin = BY_LETTERS if code & _SPELLED else _ORIGIN if code & _MADE else ""
    return Form(entry, text, role, target, lang, bool(code & _GLUED), origin, bool(code & _CAREFUL))  # type: ignore[arg-type]


def family_of(rows: Sequence[Row], phrase: str) -> str | None:
    """The text of a phrase of which these are the rows, where all that it is is a family name that is mapped to itself,
    and listed; None else.

    >>> bush = Entry("bush", "George Bush", "person")
    >>> right, marked = (row_of(Form(bush, text, "family", "Bush"), 7, "bush") for text in ("Bush", "Búsh"))
    >>> right, family_of([right, right], "bush"), family_of([right, marked], "bush")
    ([7, 3], 'Bush', None)
    """
    if any(not isinstance(row[1], int) or row[1] & (3 | _MADE) != _AS_IT_IS for row in rows):
        return None
    texts = {text_of(row, phrase) for row in rows}
    return texts.pop() if len(texts) == 1 else None


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
