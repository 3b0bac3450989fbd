"""The word forms of a document as they will be written, and of the folder around it: what may bear witness.

A word joined to another by a hyphen does not count: it belongs to a compound, and compounds are repaired elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property

from normalize.evidence.profile import Profile
from normalize.names.evidence import titles
from normalize.text.tokens import Tokens
from normalize.words.difference import LEAST_LETTERS
from normalize.words.fold import fold, skeleton
from normalize.words.known import KNOWN, zipf
from normalize.words.near import Nearby

_MOST_FORMS = 50_000  # of a folder: the most frequent ones
_JOINTS = ("-", "_", "‐", "‑", "@", "#", "/")
_FREQUENT = 5  # occurrences in a folder from which a form that no list has may bear witness


class Forms:
    """The forms of one document, names in their right form.

    ``counts`` are those that stand free.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        words, gaps = tokens.words, tokens.separators
        before = {gap: gap.endswith(_JOINTS) for gap in set(gaps)}
        behind = {gap: gap.startswith(_JOINTS) for gap in before}
        free = (
            word
            for word, gap, next_gap in zip(words, gaps, gaps[1:], strict=False)
            if not before[gap] and not behind[next_gap]
        )
        self.counts = Counter(free)

    @cached_property
    def names(self) -> Nearby:
        """The capitalised forms that are long enough to be told apart."""
        return Nearby(w for w in self.counts if w[:1].isupper() and _plain(w) and not w.isupper())

    @cached_property
    def words(self) -> Nearby:
        """The lower-case forms that are long enough to be told apart."""
        return Nearby(w for w in self.counts if w.islower() and _plain(w))

    @cached_property
    def partners(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """For each capitalised form the capitalised words that stand before and behind it, by their consonants."""
        before: dict[str, set[str]] = defaultdict(set)
        behind: dict[str, set[str]] = defaultdict(set)
        words, gaps = self._tokens.words, self._tokens.separators
        for i in range(len(words) - 1):
            if words[i][:1].isupper() and words[i + 1][:1].isupper() and gaps[i + 1] in (" ", "\u00a0", "-"):
                if fold(words[i]) not in titles():
                    before[words[i + 1]].add(skeleton(words[i]))
                behind[words[i]].add(skeleton(words[i + 1]))
        return {w: (frozenset(before[w]), frozenset(behind[w])) for w in before.keys() | behind.keys()}


def stands_free(tokens: Tokens, index: int) -> bool:
    """Whether no hyphen, underscore or the like joins the word to another."""
    return not tokens.separators[index].endswith(_JOINTS) and not tokens.separators[index + 1].startswith(_JOINTS)


def folder_names(profile: Profile, language: str) -> Nearby:
    """The names of a folder that may bear witness: established ones, and frequent ones."""
    fit = [
        form
        for form, count in profile.capitalised.items()
        if _plain(form) and not form.isupper() and (count >= _FREQUENT or zipf(form, language) >= KNOWN)
    ]
    fit.sort(key=lambda form: (-profile.capitalised[form], form))
    return Nearby(fit[:_MOST_FORMS])


def _plain(form: str) -> bool:
    return len(form) >= LEAST_LETTERS and form.isalpha()
