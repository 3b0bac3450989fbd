"""The forms of a family name that stays as it is, of all who bear it, read only where somebody asks for them.

An authority file has hundreds of persons for one family name. Most texts that have the name ask nothing of them: it is
right whoever is meant, so that there is nothing to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from normalize.names.form import Form


class FamilyForms(Sequence[Form]):
    """One form or more, all of them the family name ``text`` and mapped to it.

    >>> from normalize.names.glossary.entry import Entry
    >>> karzai = Entry("hamid-karzai", "Hamid Karzai", "person")
    >>> found = FamilyForms("Karzai", lambda: (Form(karzai, "Karzai", "family", "Karzai"),))
    >>> bool(found), len(found), found[0].entry.id
    (True, 1, 'hamid-karzai')
    """

    def __init__(self, text: str, read: Callable[[], tuple[Form, ...]]) -> None:
        self.text, self._read = text, read

    @cached_property
    def _forms(self) -> tuple[Form, ...]:
        return self._read()

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self._forms,)

    def __bool__(self) -> bool:
        return True

    def __len__(self) -> int:
        return len(self._forms)

    def __iter__(self) -> Iterator[Form]:
        return iter(self._forms)

    def __getitem__(self, place: Any) -> Any:
        return self._forms[place]

    def settles(self, text: str) -> bool:
        """Whether a text is the name as whoever bears it writes it: most are, and nobody need know who that is."""
        return text == self.text

    def all_same(self, forms: Sequence[Form]) -> bool:
        """Whether other forms are this family name, too, and listed."""
        same = (form.role == "family" and form.text == form.target == self.text for form in forms)
        return all(same) and not any(form.origin for form in forms)
