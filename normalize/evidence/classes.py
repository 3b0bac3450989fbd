"""The class of each distinct word form and separator: one character that says which detectors want it.

A memo maps each distinct form to its class, so that a document becomes a string of classes, and "does anything here
matter to anyone" is a search over one character a word. A form is shown to each detector once in a run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from threading import Lock
from types import MappingProxyType

from normalize.storage import memos

_FIRST = 0x21  # strings of characters below 256 take one byte a word, and their characters are never made anew
_NOTHING: Mapping[str, int] = MappingProxyType({})


class Classes(memos.Recent[str]):
    """Forms to classes. ``asked`` are the questions, each with its bit; ``words`` and ``forms`` the bits of words known
    before: of lower-case ones in any letter case, and of those that must be written so.

    >>> classes = Classes([(1, str.isdigit), (2, str.isupper)], {"the": 1})
    >>> document = ["The", "EU", "met", "in", "2020"]
    >>> line = classes.of(document)
    >>> classes.at(line, 1), classes.at(line, 2), classes.mask(line)
    ([0, 4], [1], 3)
    """

    def __init__(
        self,
        asked: Sequence[tuple[int, Callable[[str], bool]]],
        words: Mapping[str, int] = _NOTHING,
        forms: Mapping[str, int] = _NOTHING,
    ) -> None:
        super().__init__(memos.CLASSES, self._class)
        self._asked = tuple(asked)
        self._words, self._forms = words, forms
        self._codes: dict[int, str] = {}
        self._masks: dict[str, int] = {}
        self._patterns: dict[int, tuple[int, re.Pattern[str] | None]] = {}
        self._lock = Lock()

    def _class(self, form: str) -> str:
        mask = self._words.get(form.lower(), 0) | self._forms.get(form, 0)
        for bit, wants in self._asked:
            if wants(form):
                mask |= bit
        return self._codes.get(mask) or self._new(mask)

    def show(self, forms: Iterable[str]) -> None:
        """Show some forms ahead of use, to one question after the other: the same classes, a quarter quicker.

        >>> classes = Classes([(1, str.isdigit), (2, str.isupper)], {"the": 1})
        >>> classes.show(["The", "EU"])
        >>> [classes._masks[classes[form]] for form in ("The", "EU")]
        [1, 2]
        """
        new = [form for form in dict.fromkeys(forms) if not self.recalls(form)]
        masks = [self._words.get(form.lower(), 0) | self._forms.get(form, 0) for form in new]
        for bit, wants in self._asked:
            masks = [mask | bit if wants(form) else mask for mask, form in zip(masks, new, strict=True)]
        for form, mask in zip(new, masks, strict=True):
            self.keep(form, self._codes.get(mask) or self._new(mask))

    def _new(self, mask: int) -> str:
        with self._lock:
            code = self._codes.get(mask)
            if code is None:
                code = chr(_FIRST + len(self._codes))
                self._masks[code] = mask
                self._codes[mask] = code
        return code

    def of(self, forms: Iterable[str], but: Collection[str] = ()) -> str:
        """The classes of some forms as one string; those of ``but`` are not shown to anybody, and wanted by none.

        >>> classes = Classes([(1, str.isdigit)])
        >>> classes.at(classes.of(["7", "8", "eight"], but={"8"}), 1)
        [0]
        """
        if not but:
            return "".join(map(self.__getitem__, forms))
        nobody = self._codes.get(0) or self._new(0)
        return "".join([nobody if form in but else self[form] for form in forms])

    def mask(self, classes: str) -> int:
        """The bits of all questions that a string of classes answers with yes somewhere."""
        found = 0
        for code in set(classes):
            found |= self._masks[code]
        return found

    def at(self, classes: str, bits: int) -> list[int]:
        """The numbers of the forms that any of some questions answers with yes."""
        size = len(self._codes)
        known, pattern = self._patterns.get(bits, (0, None))
        if known != size:
            codes = [re.escape(code) for code, mask in list(self._masks.items())[:size] if mask & bits]
            pattern = re.compile(f"[{''.join(codes)}]") if codes else None
            self._patterns[bits] = (size, pattern)
        return [match.start() for match in pattern.finditer(classes)] if pattern is not None else []
