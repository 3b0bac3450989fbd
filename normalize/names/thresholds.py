"""Every threshold of likeness and of frequency that decides on names, in two sets: running text, and columns.

In running text most words are no names, so likeness needs company; a cell of a column is a name, but has no context.

Likeness (0..1) is :func:`normalize.words.likeness.similarity`; frequencies are zipf values (see
:mod:`normalize.words.known`). The bands were set on pairs of known variants and on news in which each proposal was
judged: of all capitalised words that no list knows, about half are within 0.80 of some name, and of those within 0.86
most are still other names; from 0.93 on most are spellings of the same one. The bands of columns were fitted together
with the weights of :mod:`normalize.names.calibration` on lists of persons, places and companies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class RunningText:
    """Bands for names in a text. Those of likeness rise from ``near`` to ``same``."""

    # One word
    near: float = 0.80  # worth looking at
    close: float = 0.86  # shown
    very_close: float = 0.93  # near enough where the document names the entry
    same: float = 0.95  # near enough with any support
    cut: int = 3  # letters that a short form of a word leaves out
    least_letters: int = 6  # shorter words are near to too many others
    margin: float = 0.08  # least lead over the best word of another entry
    one_name: float = 0.80  # a spelling and a right form that are one name; else the right form is another word
    # Several words
    pair: float = 0.80  # each word of a name
    close_common: float = 0.84  # a pair whose word is an everyday one, which must not be taken for a misspelling
    same_part: float = 0.93  # each word of a name that is only respelled
    fair: float = 0.90  # the mean of the words, with support
    right: float = 0.05  # how much likeness a right form may lack against a variant
    sounds: float = 0.35  # how far two words of one name may be from the same sounds: by a near one
    same_sounds: float = 0.2  # and two that differ by a silent letter at most
    sounds_of_place: float = 0.15  # a place that needs support, like which there are many: by a near vowel
    least_sounds: int = 5  # letters of such a word
    same_letters: float = 0.7  # the share of letters that the words of a person's name keep, whatever their sounds
    holder: float = 0.86  # a family name behind an office that its person held: as near as what is shown
    # Names in other scripts
    read: float = 0.90  # the probability from which a reading of one is an entry's name
    read_word: float = 0.90  # each word of a name
    read_words: int = 4  # more words are a phrase
    # Frequency
    well_known: float = 2.0  # a name that an unknown word of the same sounds may be
    foreign_only: float = 1.0  # powers of ten by which another language has a form more often
    as_often: float = 0.5  # and by which two languages may differ that have it as often as one another
    wide_use: float = 0.7  # and by which a form may be rarer than the right one that it is accepted beside
    wide_use_with_marks: float = 1.0  # the same for a name with the marks that it has at home
    better_known: float = 0.5  # and by which the right form is better known than it
    rare: float = 2.0  # a given name below it may hold a name together; a family name may be commoner
    established: float = 2.0  # a form that readers know
    everyday: float = 5.0  # a word that opens sentences: When, Yet, While
    foreign_acronym: float = 1.5  # powers of ten by which its own language has an acronym more often
    rare_in_a_body: float = 4.0  # a word by which a body is told from others: Kurdistan, and not Health
    familiar_acronym: float = 2.9  # letters that mean something else to readers: CPI, PAM, BCE


@dataclass(frozen=True, slots=True)
class Columns:
    """Bands for single names. ``safe…`` are probabilities, the others likeness unless said."""

    none: float = 0.25  # probability below which nothing is proposed
    unsafe: float = 0.5  # probability from which a candidate is proposed
    safe: float = 0.90  # names of several words, and single ones that no list of words has, where all sound the same
    safe_place: float = 0.82  # places that do, where no list of words has a single word
    safe_alone: float = 0.94  # other single words that sound the same
    sure: float = 0.98  # names that nearly sound the same
    # names of which one has a word more, by the kind of the entry
    sure_of_part: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({"place": 0.93, "person": 0.93}))
    # the same where the word more stands in front: persons are known by their given names
    sure_of_more_in_front: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType({"place": 0.93, "person": 0.96})
    )
    # names of several words that are alike word by word, by the kind of the entry
    sure_of_likes: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType({"place": 0.87, "person": 0.97})
    )
    sure_of_body: float = 0.95  # names of bodies that nearly sound the same
    sure_of_vowels: float = 0.95  # single words that differ by vowels alone
    sure_of_consonants: float = 0.97  # and by how many
    # names of which one has a patronymic more, or a given name of a sister language
    sure_but_for_patronymic: float = 0.65
    # names that are alike in whatever way, by the kind of the entry: persons share given and family names
    far_ahead: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({"place": 0.965, "person": 0.99}))
    same_sounds: float = 0.01  # how far two names of the same sounds may be apart, for each letter
    near_sounds: float = 0.05  # and two of nearly the same
    like_sounds: float = 0.12  # and two words of names that are alike
    like_patronymics: float = 0.2  # two patronymics, which follow from given names of sister languages
    least_letters: int = 5
    rare: float = 2.0  # zipf frequency below which a word is hardly one of any language
    familiar: float = 3.0  # zipf frequency from which a single word may be meant as such
    # Looking for candidates
    nearest: int = 24  # glossary words considered for one word of a name
    word: float = 0.55  # least likeness of such a word
    pool: int = 60  # forms aligned for one name
    looked: int = 4000  # names looked through, those with rare words first, before common words are left out
    most: int = 8  # entries compared in the end
    designator: float = 0.25  # what a word like Company or Province weighs


RUNNING_TEXT = RunningText()
COLUMNS = Columns()
