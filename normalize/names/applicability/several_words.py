"""What is known of a mention of several words that no glossary lists: word by word."""

from __future__ import annotations

from functools import cached_property

from rapidfuzz.distance import OSA

from normalize.names.applicability.mentioned import Mentioned
from normalize.names.evidence import respelled
from normalize.names.thresholds import RUNNING_TEXT
from normalize.text.pattern import pattern
from normalize.words.fold import fold, split
from normalize.words.known import COMMON, KNOWN, derives_from, zipf, zipf_as_written
from normalize.words.likeness import similarity
from normalize.words.sound_distance import distance, outline

_VOWELS = pattern("[aeiouy]+")


def _letters_in_common(one: str, other: str) -> float:
    """The share of letters, 0..1, that one word keeps in the other."""
    return OSA.normalized_similarity(fold(one), fold(other))


def _syllables(word: str) -> int:
    """How many groups of vowels a word has: *Kislov* is no spelling of *Kiselyov*."""
    return len(_VOWELS.findall(fold(word)))


def _outlines(word: str) -> set[str]:
    """The outlines of a word, its j read as a consonant and as a vowel: *Hekmatjar*."""
    return {outline(word), outline(word.lower().replace("j", "y"))}


class SeveralWords(Mentioned):
    """Signals of the words that differ, each with its counterpart."""

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The words that differ: as written, and of the form."""
        both = zip(split(self.surface), split(self.form.text), strict=True)
        return [(old, new) for old, new in both if fold(old) != fold(new)]

    @property
    def is_a_pair_derived(self) -> bool:
        return any(derives_from(old, new) for old, new in self.pairs)

    @cached_property
    def is_all_respelled(self) -> bool:
        return all(respelled(old, new) for old, new in self.pairs)

    @property
    def is_held(self) -> bool:
        """Whether a word that few names share, or the same sounds in all words, hold the name together."""
        return self.mention.anchored or self.is_all_respelled

    @cached_property
    def is_a_word_known(self) -> bool:
        """Whether readers know one of the words that differ."""
        return any(zipf(old, self.evidence.language) >= KNOWN for old, _ in self.pairs)

    @cached_property
    def least(self) -> float:
        """The likeness of the pair that differs most."""
        return min(similarity(old, new) for old, new in self.pairs)

    @property
    def is_unlike(self) -> bool:
        common = any(zipf(old, self.evidence.language) >= COMMON for old, _ in self.pairs)
        return self.least < (RUNNING_TEXT.close_common if common else RUNNING_TEXT.close)

    @cached_property
    def apart(self) -> float:
        """How far the pair that differs most is from the same sounds."""
        return max(distance(old, new) for old, new in self.pairs)

    @property
    def is_same_outline(self) -> bool:
        """Whether the consonants of each pair are of the same classes."""
        return all(_outlines(old) & _outlines(new) for old, new in self.pairs)

    @property
    def has_as_many_syllables(self) -> bool:
        """Whether each pair has as many syllables."""
        return all(_syllables(old) == _syllables(new) for old, new in self.pairs)

    @property
    def is_one_persons_name(self) -> bool:
        """Whether each word of a full name sounds like the entry's, and none is a name or word that readers know.

        Sounds alone take *Sychev* for *Chizhov*, and *Gorbatov* for *Gorbachev*: most letters must be the same ones,
        too, and the consonants of the same classes.
        """
        letters = all(
            _letters_in_common(old, new) >= RUNNING_TEXT.same_letters and _syllables(old) == _syllables(new)
            for old, new in self.pairs
        )
        unknown = all(zipf_as_written(old, self.evidence.language) < RUNNING_TEXT.rare for old, _ in self.pairs)
        long = max(len(old) for old, _ in self.pairs) >= RUNNING_TEXT.least_letters
        letters = letters and self.is_same_outline
        return self.is_person and unknown and long and letters and self.apart <= RUNNING_TEXT.same_sounds

    @property
    def has_nearly_the_same_sounds(self) -> bool:
        """Whether each word that differs is unknown to readers and has nearly the sounds of the form's."""
        return self.apart <= RUNNING_TEXT.sounds_of_place and all(
            zipf_as_written(old, self.evidence.language) < KNOWN and len(old) >= RUNNING_TEXT.least_sounds
            for old, _ in self.pairs
        )

    @property
    def are_words_known(self) -> bool:
        """Whether readers know all words of the surface."""
        return all(zipf(word, self.evidence.language) >= KNOWN for word in split(self.surface))
