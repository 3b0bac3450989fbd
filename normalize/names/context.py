"""What surrounds a mention: titles, neighbouring capitals, and the entries that a document or folder names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import yaml

from normalize.names.fold import fold, neutral
from normalize.names.index import Form
from normalize.names.mentions import Mention
from normalize.survey import Profile
from normalize.tokens import Tokens

_SPACES = frozenset([" ", "\u00a0", "\u202f", "  "])


@cache
def titles() -> frozenset[str]:
    """Words that stand in front of a person's name and are no part of it, folded."""
    data = yaml.safe_load((resources.files("normalize.names") / "titles.yaml").read_text(encoding="utf-8"))
    return frozenset(fold(word) for words in data.values() for word in words)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The words around a mention: a title in front of it, capitalised words joined to it that are no title, and
    whether a prefix is joined to it by a hyphen (``anti-``)."""

    title: str | None
    capital_before: str | None
    capital_after: str | None
    prefixed: bool


def neighbours(tokens: Tokens, mention: Mention) -> Neighbours:
    """Look one word to either side, across a space (or the point of an initial) or a hyphen."""
    title = before = after = None
    prefixed = False
    i = mention.first
    if i > 0:
        word, gap = tokens.words[i - 1], tokens.separators[i]
        prefixed = gap == "-" and word.islower()
        initial = gap == ". " and len(word) == 1 and word.isupper()
        if (gap in _SPACES or gap == ". ") and fold(word) in titles():
            title = word
        elif initial or (_joined(gap) and _names(word)):
            before = word
    j = mention.last + 1
    if j < len(tokens.words) and _joined(tokens.separators[j]) and _names(tokens.words[j]):
        after = tokens.words[j]
    return Neighbours(title, before, after, prefixed)


def _joined(gap: str) -> bool:
    return gap in _SPACES or gap == "-"


def _names(word: str) -> bool:
    """Whether a word looks like part of a name: capitalised, and no acronym."""
    return word[:1].isupper() and not (word.isupper() and len(word) > 1)


@dataclass
class Evidence:
    """The entries that a document names so far, by which surface forms, and the words of the folder around it."""

    folder: Profile
    surfaces: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    full_names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, forms: tuple[Form, ...], mention: Mention) -> None:
        """Count a mention for each entry that it may name, other than by a family name alone."""
        for form in forms:
            if form.role != "family":
                self.surfaces[form.entry.id].add(mention.text)
                if mention.words > 1:
                    self.full_names[form.entry.id].add(mention.text)

    def named(self, form: Form, besides: str) -> bool:
        """Whether the document names the entry by another surface form, too."""
        return any(fold(s) != fold(besides) for s in self.surfaces.get(form.entry.id, ()))

    def written_differently(self, form: Form, besides: str) -> bool:
        """Whether the document writes the same name in another way, letter case apart."""
        return any(s.casefold() != besides.casefold() for s in self.surfaces.get(form.entry.id, ()))

    def related(self, form: Form) -> list[str]:
        """The related entries that the document names, sorted."""
        return sorted({other for other in form.entry.related if other in self.surfaces} - {form.entry.id})

    def in_folder(self, target: str) -> int:
        """How often the folder has a right form of one word."""
        return self.folder.words[target]


def respelled(surface: str, target: str) -> bool:
    """Whether two words differ by the habits of romanisation alone.

    >>> respelled("Serghei", "Sergei"), respelled("Ahmed", "Ahmad")
    (True, False)
    """
    return neutral(surface) == neutral(target)
