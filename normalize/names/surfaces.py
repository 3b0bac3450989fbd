"""What the words of a mention may be written as, worked out once for each surface form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from normalize.names.family_forms import FamilyForms
from normalize.names.form import Form
from normalize.names.render import render
from normalize.words.fold import fold

_LATIN_END = 0x24F
_ADDITIONAL = range(0x1E00, 0x1EFF + 1)  # Latin Extended Additional

Options = Mapping[str, tuple[Form, ...]]  # replacement to the forms that it is the right one of


class Choices(NamedTuple):
    """What a mention may be replaced by, what it names for sure, and whether there is anything to decide."""

    options: Options
    names: tuple[Form, ...]
    is_open: bool


_SETTLED = Choices({}, (), is_open=False)


class Surface:
    """Words as written, the forms that they may be, and how like they are.

    ``spelled`` is the text as it was read: without apostrophes that cut no word in two (*Mas'ud*). See
    :class:`normalize.names.mentions.Mention`.
    """

    def __init__(
        self, text: str, words: int, forms: Sequence[Form], score: float, anchored: bool, spelled: str | None = None
    ) -> None:
        self.text, self.words, self.forms, self.score, self.anchored = text, words, forms, score, anchored
        self.spelled = text if spelled is None else spelled
        self.exact = score == 1.0

    @property
    def _is_settled(self) -> bool:
        """Whether there is nothing to decide, whoever is meant."""
        return isinstance(self.forms, FamilyForms) and self.forms.settles(self.spelled)

    @cached_property
    def is_guarded(self) -> bool:
        """Whether an entry excludes strings: then what stands around a mention matters."""
        return any(form.entry.never for form in self.forms)

    @cached_property
    def choices(self) -> Choices:
        """What the words may be replaced by where no entry excludes the place."""
        return _SETTLED if self._is_settled else self._choices(self.forms)

    def choices_at(self, text: str, start: int) -> Choices:
        """What the words may be replaced by at an offset of a text."""
        if self._is_settled or not self.is_guarded:
            return self.choices
        left = [form for form in self.forms if not (form.entry.never and self._is_excluded(text, start, form))]
        return self.choices if len(left) == len(self.forms) else self._choices(left)

    def _choices(self, forms: Sequence[Form]) -> Choices:
        options = self._options(forms)
        right = options.get(self.spelled, ())
        names = tuple(f for f in right or chain.from_iterable(options.values()) if f.role != "family")
        certain = self.exact and len({f.entry.id for f in names}) == 1
        decided = any(f.role == "right" for f in right) or options.keys() <= {self.spelled}
        return Choices(options, (*names, *_namesakes(names[0], forms)) if certain else (), not decided)

    def _options(self, forms: Iterable[Form]) -> Options:
        """The forms by what would be put there: of what is listed only the latest glossary's claims count, while all
        who bear a family name have a right to it."""
        latin = _is_latin(self.text)
        mapped = [form for form in forms if form.target is not None and (latin or _is_latin(form.target))]
        if not mapped:
            return {}
        ranks = {form.entry.rank for form in mapped if form.role != "family"}
        latest = [form for form in mapped if not ranks or form.entry.rank >= max(ranks)]
        found: dict[str, tuple[Form, ...]] = {}
        for form in latest:
            replacement = render(self.spelled, form.target or "")
            found[replacement] = (*found.get(replacement, ()), form)
        return found

    def _is_excluded(self, text: str, start: int, form: Form) -> bool:
        """Whether a string that the entry excludes covers the words."""
        end = start + len(self.text)
        for string in form.entry.never:
            begin = max(0, start - len(string))
            window, wanted = text[begin : end + len(string)].casefold(), string.casefold()
            at = window.find(wanted)
            while at >= 0:
                if at < end - begin and start - begin < at + len(string):
                    return True
                at = window.find(wanted, at + 1)
        return False


def _namesakes(form: Form, others: Iterable[Form]) -> Iterator[Form]:
    """Those of other forms that mean the same by the name of an entry of an earlier glossary: one's own *Kabul*, under
    an id of its own, is the one that ships."""
    for other in others:
        same = other.target == form.target and other.entry.kind == form.entry.kind and other.role != "family"
        if same and other.entry.rank < form.entry.rank:
            yield other


def _is_latin(text: str) -> bool:
    return text.isascii() or all(
        ord(ch) <= _LATIN_END or not ch.isalpha() or ord(ch) in _ADDITIONAL for ch in fold(text)
    )
