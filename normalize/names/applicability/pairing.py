"""What is known of a single name and its best candidate: the signals that the clauses of columns look at."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Protocol

from normalize.model import Applicability, Candidate
from normalize.names import rules
from normalize.names.candidates import bare, folded
from normalize.names.designators import core, legal_forms
from normalize.names.form import PARTICLES
from normalize.names.personal import personal
from normalize.names.romanisation.given import one_given
from normalize.names.romanisation.syllables import readings
from normalize.names.thresholds import COLUMNS
from normalize.text.pattern import pattern
from normalize.words.fold import neutral, skeleton
from normalize.words.known import COMMON, KNOWN, derives_from, zipf
from normalize.words.likeness import similarity
from normalize.words.sound_distance import distance

_NAMED = ("person", "place")  # kinds whose names are seldom made of words
# Of Russian, Ukrainian and Belarusian, and what stands behind those of Turkic ones: Petrivna, Piatrovich, Ogly.
_PATRONYMIC = pattern(r"(?:[aeo]v[iy]ch|(?:[aeo]v|iv)na|\A(?:ogl[yiu]|[kq][yi]z[yi]))\Z")
_VOWELS = frozenset("aeiouy")
_VOWEL_GROUPS = pattern("[aeiouy]+")
_READERS = ("en", "fr", "es", "it", "de", "pt", "nl")  # whose words must not be taken for names


class Entries(Protocol):
    """What is asked of those who know the entries: :class:`normalize.names.matcher.Matcher`."""

    language: str

    def kind_of(self, entry: str) -> str:
        """The kind of an entry."""

    def compared(self, query: str, entry: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of a name, as read, and of the form of an entry that is most like it, folded and unified."""

    def as_in_a_run(self, query: str, entry: str) -> Applicability:
        """What a run would do with a listed form that stands alone."""


class Pairing:
    """A name, its best candidate, and the signals that the clauses look at, each worked out once."""

    def __init__(self, entries: Entries, query: str, best: Candidate, runner_up: Candidate | None) -> None:
        self.entries, self.query, self.best, self.runner_up = entries, query, best, runner_up
        self.score = best.score

    @property
    def is_listed(self) -> bool:
        return self.best.rule == rules.LISTED.code

    @property
    def is_listed_twice(self) -> bool:
        return self.is_listed and self.runner_up is not None and self.runner_up.rule == rules.LISTED.code

    @property
    def is_foreign_acronym(self) -> bool:
        return self.best.rule == rules.FOREIGN_ACRONYM.code

    @cached_property
    def compared(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.entries.compared(self.query, self.best.entry)

    @property
    def ours(self) -> tuple[str, ...]:
        """The words of the name, folded, designators unified, in the reading that is most like the entry's form."""
        return self.compared[0]

    @property
    def theirs(self) -> tuple[str, ...]:
        """The words of the form that is most like it."""
        return self.compared[1]

    @cached_property
    def letters(self) -> str:
        return re.sub(r"\W", "", self.query)

    @property
    def is_lower_case(self) -> bool:
        return not self.letters[:1].isupper()

    @property
    def is_short(self) -> bool:
        """Whether one of the two is: *Ulin* is as near to *Yulin* as a silent letter."""
        return min(len(neutral(self.letters)), len(neutral("".join(self.theirs)))) < COLUMNS.least_letters

    @property
    def is_cut_otherwise(self) -> bool:
        """Whether the two are the same letters, cut into words or syllables otherwise: *bei bei* for *Beibei*."""
        alike = ("".join(a) == "".join(b) for a, b in (self.cores, self.compared))
        return self.kind == "place" and any(alike)

    # A single word has no other word to hold on to.

    @property
    def is_single(self) -> bool:
        return len(self.ours) == 1

    @property
    def is_single_as_written(self) -> bool:
        return len(folded(self.query)) == 1

    @property
    def is_an_acronym(self) -> bool:
        """Whether it is a word without vowels, of which every letter counts."""
        return self.is_single and not _VOWELS & set(self.ours[0])

    @property
    def is_a_word(self) -> bool:
        """Whether it is a word of a language that may shine through, or a derivation of the name."""
        if self.familiar >= COLUMNS.familiar:
            return True
        return derives_from(self.query, "".join(self.theirs))

    @cached_property
    def familiar(self) -> float:
        """How frequent a single word is where it is most frequent, of the languages of readers."""
        return max(zipf(self.query, lang) for lang in _READERS)

    @property
    def is_respelled(self) -> bool:
        """Whether a place that readers do not know as a word differs by vowels alone: the same first sound, the same
        consonants, as many syllables; or else as languages do it that have no consonants in a row: *kotali*."""
        a, b = "".join(self.ours), "".join(self.theirs)
        alike = neutral(a)[:1] == neutral(b)[:1] and skeleton(a) == skeleton(b)
        if self.kind != "place" or not alike or min(len(a), len(b)) <= COLUMNS.least_letters:
            return False
        if len(_VOWEL_GROUPS.findall(a)) == len(_VOWEL_GROUPS.findall(b)):
            return self.familiar < COLUMNS.rare and self.score >= COLUMNS.sure_of_vowels
        return self.familiar < KNOWN and self.score >= COLUMNS.sure_of_consonants

    @property
    def band(self) -> float:
        """The probability from which a name that sounds the same is mapped."""
        if not self.is_named or (self.is_single and not self.query.isascii()):
            return COLUMNS.sure  # a word with marks may be one of a language that has them
        if self.kind == "place" and not (self.is_single and self.familiar):
            return COLUMNS.safe_place
        return COLUMNS.safe_alone if self.is_single and self.familiar else COLUMNS.safe

    @cached_property
    def apart(self) -> float:
        """How far the two are from the same sounds, for each letter: of the pair of words that differs most where both
        have as many, else of the words joined."""
        if self.has_as_many_words:
            return max(apart(x, y) for x, y in _counterparts(*self.cores))
        return apart("".join(core(self.ours)), "".join(core(self.theirs)))

    @property
    def is_one_with_more_words(self) -> bool:
        """Whether a person's or place's name has all words of the other, several or with what says where it is, and
        more."""
        a, b = self.cores
        if len(core(self.ours)) == len(core(self.theirs)) and bare(self.query) == self.query:
            return False
        pairs = _counterparts(a, b)
        rest = set(a if len(a) > len(b) else b) - {word for pair in pairs for word in pair}
        several = min(len(a), len(b)) > 1 or bare(self.query) != self.query or rest <= PARTICLES
        return self.is_named and several and all(self._is_counterpart(x, y) for x, y in pairs)

    def _is_counterpart(self, a: str, b: str) -> bool:
        """Whether two words are of like sounds, or one of a person's is the initial of the other."""
        initial = self.kind == "person" and min(len(a), len(b)) == 1 and a[0] == b[0]
        return initial or apart(a, b) <= COLUMNS.like_sounds

    @property
    def is_short_but_unknown(self) -> bool:
        """Whether a short word has the sounds of the other, and is none that readers know."""
        return self.is_single and self.apart <= COLUMNS.same_sounds and self.familiar < KNOWN and not self.is_an_acronym

    @cached_property
    def is_of_other_syllables(self) -> bool:
        """Whether a Mandarin name that is written syllable by syllable has other ones: of these every letter counts."""
        return self.kind == "place" and bool(readings(self.query)) and not self.is_cut_otherwise

    # Several words: those that say what kind of thing a name names do not count.

    @cached_property
    def cores(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        ours, theirs = core(self.ours), core(self.theirs)
        return (personal(ours), personal(theirs)) if self.kind == "person" else (ours, theirs)

    @property
    def kind(self) -> str:
        return self.entries.kind_of(self.best.entry)

    @property
    def begins_alike(self) -> bool:
        """Whether the first words of both names are spellings of one: else one has another given name in front."""
        a, b = self.cores
        return apart(a[0], b[0]) <= COLUMNS.like_sounds

    @property
    def is_named(self) -> bool:
        return self.kind in _NAMED

    @property
    def is_like_word_for_word(self) -> bool:
        """Whether a person's or place's name of several words sounds like the other, word by word, or nearly so where
        the two are cut into words otherwise."""
        band = COLUMNS.like_sounds if self.has_as_many_words else COLUMNS.near_sounds
        return self.is_named and not self.is_single and self.apart <= band

    @property
    def is_near_body(self) -> bool:
        """Whether a body’s name is word by word nearly the other, in what is no everyday word and no legal form, or an
        everyday word in another form: *Syrian* for *Syria*. Particles do not count."""
        ours, theirs = (tuple(word for word in core if word not in PARTICLES) for core in self.cores)
        several = not self.is_named and not self.is_single and len(ours) == len(theirs)
        return several and all(x == y or self._is_one_word(x, y) for x, y in _counterparts(ours, theirs))

    def _is_one_word(self, a: str, b: str) -> bool:
        """Whether two words of a body’s name are spellings of one, or forms of an everyday one."""
        everyday = [zipf(word, self.entries.language) >= COMMON for word in (a, b)]
        if any(everyday):
            return all(everyday) and derives_from(a, b)
        band = COLUMNS.like_sounds if self.score >= COLUMNS.sure else COLUMNS.near_sounds
        return min(len(a), len(b)) > 1 and apart(a, b) <= band  # a letter is no spelling of a word

    @property
    def is_but_for_a_patronymic(self) -> bool:
        """Whether a person's name has all words of the other, but for patronymics, and for given names as another
        language of the same alphabet has them: *Mykola* for *Nikolay*."""
        shorter, longer = sorted((tuple(map(one_given, words)) for words in self.cores), key=len)
        pairs = _counterparts(shorter, longer)
        paired = {b for _, b in pairs}
        rest = [word for word in longer if word not in paired]
        several = self.kind == "person" and len(shorter) > 1
        differs = bool(rest) or any(one_given(word) != word for words in self.cores for word in words)
        return several and differs and all(map(_is_patronymic, rest)) and all(_is_one_name(a, b) for a, b in pairs)

    @property
    def has_as_many_words(self) -> bool:
        return len(self.cores[0]) == len(self.cores[1])

    @property
    def has_another_word(self) -> bool:
        """Whether a name that is made of words, as those of most companies are, has another one."""
        a, b = self.cores
        other = set() if "".join(a) == "".join(b) else set(a) ^ set(b)
        return not self.is_named and any(zipf(word, self.entries.language) >= COMMON for word in other)

    @property
    def has_another_legal_form(self) -> bool:
        """Whether a company of the glossary has a legal form, and the name has not the same one.

        A company that the glossary knows without one is known by that name, whatever its form.
        """
        theirs = legal_forms(self.theirs)
        return not self.is_named and bool(theirs) and legal_forms(self.ours) != theirs


def apart(a: str, b: str) -> float:
    """How far two words are from the same sounds, for each letter of the shorter one."""
    return distance(a, b) / max(1, min(len(a), len(b)))


def _is_patronymic(word: str) -> bool:
    return _PATRONYMIC.search(word) is not None


def _is_one_name(a: str, b: str) -> bool:
    """Whether two words sound alike, or are patronymics that do nearly: *Hennadiyovych*, *Gennadievich*."""
    both = _is_patronymic(a) and _is_patronymic(b)
    return apart(a, b) <= (COLUMNS.like_patronymics if both else COLUMNS.like_sounds)


def _counterparts(ours: tuple[str, ...], theirs: tuple[str, ...]) -> list[tuple[str, str]]:
    """The words of two names in pairs, the most alike first; words left over have none."""
    pairs = sorted(
        ((similarity(x, y), -abs(i - j), i, j) for i, x in enumerate(ours) for j, y in enumerate(theirs)), reverse=True
    )
    left, right = dict(enumerate(ours)), dict(enumerate(theirs))
    return [(left.pop(i), right.pop(j)) for _, _, i, j in pairs if i in left and j in right]
