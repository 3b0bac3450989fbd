"""Two forms, and what can be said of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from normalize.discovery.blocks import bare, words_in
from normalize.discovery.data import words_of
from normalize.discovery.evidence import Evidence
from normalize.discovery.forms_of_words import foreign_of, is_demonym, is_form_of, is_home_of
from normalize.discovery.likeness import likeness, without_given_name_more
from normalize.discovery.thresholds import DISCOVERY
from normalize.evidence.profile import Profile
from normalize.names.applicability.pairing import apart
from normalize.names.person_titles import given
from normalize.names.thresholds import COLUMNS, RUNNING_TEXT
from normalize.words.difference import related
from normalize.words.fold import fold, skeleton
from normalize.words.known import COMMON, zipf
from normalize.words.likeness import similarity
from normalize.words.unlisted import is_unlisted
from normalize.words.verbs import may_be_verb

_NUMBER = re.compile(r"[IVX]+|\d+")
_BOTH = 2  # (judgement) given names that a name and the same name with another in front of it have


@dataclass(frozen=True)
class Corpus:
    """What is known of all forms: the profile, what the documents say of the forms looked for, the target language.

    ``families`` says of the consonants of a family name how many given names it has in the corpus, ``bearers`` of a
    single name which longer names of the corpus end with it.
    """

    profile: Profile
    evidence: Evidence
    language: str = "en"
    families: Mapping[str, int] = field(default_factory=dict)
    bearers: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Compared:
    """Two forms, the commoner first, and what can be said of them: each thing worked out once."""

    def __init__(self, common: str, rare: str, corpus: Corpus) -> None:
        self.common, self.rare, self._corpus = common, rare, corpus
        self.ours, self.theirs = bare(common), bare(rare)
        self.seen, self.seen_rare = corpus.evidence.of(common), corpus.evidence.of(rare)

    # Letters and sounds

    @cached_property
    def likeness(self) -> float:
        """How likely both are spellings of one name by their letters alone: a logit."""
        return likeness(self.common, self.rare)

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The words of both in pairs, by their places; joined where they have not as many."""
        if len(self.ours) == len(self.theirs):
            return list(zip(self.ours, self.theirs, strict=True))
        return [("".join(self.ours), "".join(self.theirs))]

    @cached_property
    def other(self) -> list[tuple[str, str]]:
        """The pairs of words that differ by more than marks."""
        return [(a, b) for a, b in self.pairs if fold(a) != fold(b)]

    @cached_property
    def apart(self) -> float:
        """How far the words that differ most are from the same sounds, for each letter."""
        return max((apart(fold(a), fold(b)) for a, b in self.other), default=0.0)

    @property
    def is_same_letters(self) -> bool:
        """Whether only marks, joints and particles differ."""
        return fold("".join(self.ours)) == fold("".join(self.theirs))

    @property
    def lacks_a_particle(self) -> bool:
        """Whether one has a particle or an article that the other has not: *Van Dun*, *El Al Light*."""
        return len(words_in(self.common)) - len(self.ours) != len(words_in(self.rare)) - len(self.theirs)

    @property
    def is_same_sounds(self) -> bool:
        return self.apart <= COLUMNS.same_sounds

    @property
    def has_as_many_words(self) -> bool:
        return len(self.ours) == len(self.theirs)

    @property
    def has_a_given_name_more(self) -> bool:
        """Whether one has a given name in front of the other, and nobody else has the family name: *Mohammad Fahim
        Dashty*."""
        a, b = without_given_name_more(self.ours, self.theirs)
        if self.has_as_many_words or len(a) != len(b):
            return False
        same = all(apart(fold(x), fold(y)) <= COLUMNS.same_sounds for x, y in zip(a, b, strict=True))
        return same and self._corpus.families.get(skeleton(a[-1]), 0) <= _BOTH

    @property
    def is_joined(self) -> bool:
        """Whether one writes in one word what the other writes in two, and no everyday word is one of them."""
        a, b = "".join(self.ours), "".join(self.theirs)
        more = set(map(fold, self.ours)) ^ set(map(fold, self.theirs))
        if self.has_as_many_words or any(zipf(word, self._language) >= COMMON for word in more):
            return False
        return similarity(a, b) >= RUNNING_TEXT.very_close and apart(fold(a), fold(b)) <= COLUMNS.near_sounds

    @property
    def is_single(self) -> bool:
        """Whether one is a single word."""
        return min(len(self.ours), len(self.theirs)) == 1

    @property
    def has_same_family(self) -> bool:
        """Whether the last words are the same, and few names have them."""
        a, b = self.pairs[-1]
        return len(self.pairs) > 1 and fold(a) == fold(b) and zipf(a, self._language) < COMMON

    @property
    def has_a_common_rest(self) -> bool:
        """Whether the words that both have are everyday ones, or names of many: they tell nothing."""
        same = [a for a, b in self.pairs if fold(a) == fold(b)]
        return len(self.pairs) > 1 and all(zipf(word, self._language) >= COMMON for word in same)

    @property
    def is_short(self) -> bool:
        return min(sum(map(len, self.ours)), sum(map(len, self.theirs))) <= DISCOVERY.few_letters

    @property
    def has_another_number(self) -> bool:
        """Whether a ruler's number or an initial differs."""
        return _numbers(self.common) != _numbers(self.rare)

    @property
    def has_a_telling_word(self) -> bool:
        """Whether one has a word that tells it from the other: *North*, *New*, *Women*."""
        ours, theirs = set(map(fold, words_in(self.common))), set(map(fold, words_in(self.rare)))
        return bool((ours ^ theirs) & words_of("telling"))

    @property
    def is_inflected(self) -> bool:
        """Whether the words that differ are forms of one word: plurals, demonyms, names that women have."""
        return any(is_form_of(a, b) for a, b in self.other if not self._is_short_exonym(a, b))

    def _is_short_exonym(self, a: str, b: str) -> bool:
        """Whether the shorter of two is the one that another language has, beside the other in a document: *Athen*."""
        return self.is_together_only and foreign_of(a, b, self._language) == min(a, b, key=len)

    @property
    def is_demonym(self) -> bool:
        """Whether one alone says where somebody is from: *Brazilian* is no spelling of *Brasília*."""
        return any(is_demonym(a, self._language) != is_demonym(b, self._language) for a, b in self.other)

    @property
    def is_demonym_of_it(self) -> bool:
        """Whether one alone says where somebody is from, and the other is where."""
        pairs = ((a, b) for one, two in self.other for a, b in ((one, two), (two, one)))
        return any(is_demonym(a, self._language) > is_demonym(b, self._language) and is_home_of(b, a) for a, b in pairs)

    @property
    def is_related(self) -> bool:
        """Whether endings alone differ, and not by a habit of spelling."""
        return any(related(fold(a), fold(b)) and apart(fold(a), fold(b)) > COLUMNS.same_sounds for a, b in self.other)

    @property
    def has_another_first_word(self) -> bool:
        """Whether both begin with established words, mostly given names, that do not sound the same."""
        a, b = fold(self.ours[0]), fold(self.theirs[0])
        if a == b or len(self.ours) < 2 or len(self.theirs) < 2 or apart(a, b) <= COLUMNS.near_sounds:
            return False
        return all(word in given() or zipf(word, self._language) >= RUNNING_TEXT.established for word in (a, b))

    # Words

    @property
    def _language(self) -> str:
        return self._corpus.language

    def _is_word(self, word: str) -> bool:
        """Whether a form is an everyday word of the target language, as well as a name."""
        low, words = word.lower(), self._corpus.profile
        frequency = zipf(word, self._language)
        if frequency < COMMON:
            return False
        return words.words[low] > 0 or frequency >= DISCOVERY.everyday + 1 or may_be_verb(low)

    @cached_property
    def has_a_word(self) -> bool:
        """Whether a word that differs is an everyday one: *Modern* is no spelling of *Moderna*."""
        return any(self._is_word(word) for pair in self.other for word in pair)

    @cached_property
    def is_foreign(self) -> bool:
        """Whether another language has one form, and the target language the other."""
        return any(foreign_of(a, b, self._language) for a, b in self.other)

    @cached_property
    def is_unlisted(self) -> bool:
        """Whether a word of each pair that differs stands in no list of words of any language."""
        return bool(self.other) and all(is_unlisted(a) or is_unlisted(b) for a, b in self.other)

    @cached_property
    def is_listed_elsewhere(self) -> bool:
        """Whether a word of each pair that differs is none of the target language, and stands in a list of others."""
        unknown = [(zipf(a, self._language) == 0 or zipf(b, self._language) == 0) for a, b in self.other]
        return bool(unknown) and all(unknown) and not self.is_unlisted

    @cached_property
    def known(self) -> int:
        """Of how many pairs that differ both words are established among readers.

        A foreign form beside the right one in a document is none.
        """
        least, excused = RUNNING_TEXT.established, self.is_together_only and (self.is_single or self.has_same_family)
        return sum(
            min(zipf(a, self._language), zipf(b, self._language)) >= least
            for a, b in self.other
            if not (excused and foreign_of(a, b, self._language))
        )

    @property
    def clashing(self) -> int:
        """How many of these count against one entity: not a given name that sounds nearly as the other one does, if a
        word behind it that differs is in no list of words (*Moussa ag Wankoye*, *Musa Ag Wankoy*)."""
        is_rare_name = any(is_unlisted(a) or is_unlisted(b) for a, b in self.other[1:])
        return 0 if is_rare_name and self.apart <= COLUMNS.near_sounds else self.known

    # What the documents say

    @cached_property
    def frames(self) -> int:
        """The sentences that have the one where others have the other, as far as they count."""
        return min(DISCOVERY.frames, self._corpus.evidence.shared_frames(self.common, self.rare))

    @property
    def is_together(self) -> bool:
        """Whether a document has both, in different sentences."""
        both = self._corpus.evidence.both(self.common, self.rare)
        return both.documents > both.sentences

    @property
    def is_together_only(self) -> bool:
        """Whether a document has both, and none has them in one sentence, as two that it speaks of."""
        return self.is_together and not self.is_beside

    @property
    def is_beside(self) -> bool:
        """Whether a sentence has both."""
        return self._corpus.evidence.both(self.common, self.rare).sentences > 0

    @property
    def is_a_person_together(self) -> bool:
        """Whether a document has both names of several words, of which one differs."""
        return self.is_together_only and len(self.pairs) > 1 and len(self.other) == 1

    @property
    def is_respelled_in_a_rare_name(self) -> bool:
        """Whether a word of a longer name has nearly the same sounds, and the others are no names of many."""
        return self.apart <= COLUMNS.near_sounds and not (self.is_single or self.has_a_common_rest)

    @property
    def has_support(self) -> bool:
        """Whether anything but letters speaks for one entity."""
        return bool(self.frames) or self.is_together_only or self.is_foreign or self.has_same_title

    @property
    def are_kin(self) -> bool:
        return self._corpus.evidence.are_kin(self.common, self.rare)

    @property
    def has_same_title(self) -> bool:
        return bool(self.seen.titles.keys() & self.seen_rare.titles.keys())

    @property
    def has_another_level(self) -> bool:
        """Whether the documents call one a village and the other a district."""
        ours, theirs = self.seen.levels.keys(), self.seen_rare.levels.keys()
        return bool(ours) and bool(theirs) and not ours & theirs

    @property
    def is_a_slip(self) -> bool:
        """Whether one form is much commoner than the other."""
        return self.seen.count >= DISCOVERY.ratio * self.seen_rare.count

    @property
    def are_both_frequent(self) -> bool:
        return self.seen_rare.count >= DISCOVERY.often and not self.is_a_slip


def _numbers(name: str) -> list[str]:
    """Numbers, and the initials in the middle of names."""
    words = words_in(name)
    return [word for word in words if _NUMBER.fullmatch(word)] + [w for w in words[1:-1] if len(w) == 1]
