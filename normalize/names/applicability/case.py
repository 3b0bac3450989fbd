"""What is known of a mention that may have to be mapped: the signals that the clauses look at, each worked out once."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import cached_property

from rapidfuzz.distance import OSA

from normalize.languages.lexicon import lexicon
from normalize.languages.tables import has_words
from normalize.model import Candidate
from normalize.names.evidence import Evidence, Neighbours, act_behind, respelled
from normalize.names.form import Form
from normalize.names.frames import behind_a_calling, goes_on_with_of, in_place_position, is_historic, is_spoken_of
from normalize.names.house_style import (
    INDIC,
    differs_by_articles,
    is_in_wide_use,
    is_marked_abroad,
    is_romanised_otherwise,
)
from normalize.names.mentions import Mention
from normalize.names.offices import OfficeOf, held, names_of, office_before
from normalize.names.romanisation.habits import vowelless
from normalize.names.romanisation.sources import is_foreign_script
from normalize.names.thresholds import COLUMNS, RUNNING_TEXT
from normalize.names.titles import offices
from normalize.text.pattern import pattern
from normalize.words.fold import fold, split
from normalize.words.known import COMMON, KNOWN, derives_from, zipf, zipf_as_written
from normalize.words.likeness import similarity
from normalize.words.sounds import distance, outline

_QUOTED = pattern("[()\\[\\]{}\"“”„«»‘’'‹›「」『』/|=]")
_SPACED = pattern(r"(?:.*[.!?…])?\s*", re.DOTALL)  # in front of a name
_ENDED = pattern(r"\s|[.!?…;]|\Z")  # behind it
_APOSTROPHES = pattern("['’‘`´ʻʼ]")  # how they are typed is no spelling
_ACRONYM_CASE = pattern(r"[A-Z]{2}")
_INNER_CAPITAL = pattern(r"[a-z][A-Z]")
_VOWELS = pattern("[aeiouy]+")
_SLASH = "/"
_LEAST_WORD = 4  # letters of an acronym that is written like a word


def _letters_in_common(one: str, other: str) -> float:
    """The share of letters, 0..1, that one word keeps in the other."""
    return OSA.normalized_similarity(fold(one), fold(other))


def _syllables(word: str) -> int:
    """How many groups of vowels a word has: *Kislov* is no spelling of *Kiselyov*."""
    return len(_VOWELS.findall(fold(word)))


def _outlines(word: str) -> set[str]:
    """The outlines of a word, its j read as a consonant and as a vowel: *Hekmatjar*."""
    return {outline(word), outline(word.lower().replace("j", "y"))}


def _is_reordered(one: str, other: str) -> bool:
    ours, theirs = list(map(fold, split(one))), list(map(fold, split(other)))
    return ours != theirs and sorted(ours) == sorted(theirs)


class Case:
    """A mention, the form that it may be, the replacement, and the document's evidence.

    ``rival`` finds the best candidate of another entry, for a single word; ``matched`` gives the probability that the
    mention means the form's entry, were it a name by itself.
    """

    def __init__(
        self,
        mention: Mention,
        form: Form,
        replacement: str,
        evidence: Evidence,
        rival: Callable[[], Candidate | None],
        matched: Callable[[], float],
    ) -> None:
        self.mention, self.form, self.replacement, self.evidence = mention, form, replacement, evidence
        self.surface = mention.text
        self._rival, self._matched = rival, matched

    @cached_property
    def around(self) -> Neighbours:
        return self.evidence.around(self.mention)

    @cached_property
    def runner_up(self) -> Candidate | None:
        return self._rival()

    @property
    def lead(self) -> float:
        """How much more like the form is than the best word of another entry."""
        return self.mention.score - self.runner_up.score if self.runner_up else 1.0

    @cached_property
    def is_matched(self) -> bool:
        """Whether the words, were they a name by themselves, would mean the entry for sure."""
        return self._matched() >= COLUMNS.sure

    # What differs

    @cached_property
    def typed(self) -> tuple[str, str]:
        """The surface and the replacement with one kind of apostrophe."""
        return _APOSTROPHES.sub("’", self.surface), _APOSTROPHES.sub("’", self.replacement)

    @property
    def differs_by_case(self) -> bool:
        return self.surface.casefold() == self.replacement.casefold()

    @property
    def differs_by_apostrophes(self) -> bool:
        return self.typed[0] == self.typed[1]

    @property
    def differs_by_marks(self) -> bool:
        return fold(self.typed[0]) == fold(self.typed[1])

    @property
    def differs_by_joint(self) -> bool:
        surface, replacement = ("".join(map(fold, split(text))) for text in (self.surface, self.replacement))
        return surface == replacement

    @property
    def is_acronym_like_a_word(self) -> bool:
        """Whether an acronym is written in lower case behind its first letter."""
        lower = not self.surface.isupper() and self.surface[:1].isupper()
        return lower and len(self.surface) >= _LEAST_WORD and _ACRONYM_CASE.search(self.replacement) is not None

    @cached_property
    def differs_by_script(self) -> bool:
        """Whether the name is written in another script than the replacement."""
        return is_foreign_script(self.surface) and not is_foreign_script(self.replacement)

    @cached_property
    def gaps(self) -> tuple[str, str]:
        """What stands between the mention and the words beside it."""
        separators = self.evidence.tokens.separators
        return separators[self.mention.first], separators[self.mention.last + 1]

    @property
    def is_half_of_two_names(self) -> bool:
        """Whether a slash joins it to another name, as in the right form: *Radio Free Europe/Radio Liberty*."""
        return _SLASH in self.replacement and _SLASH not in self.surface and _SLASH in self.gaps

    @property
    def is_gloss(self) -> bool:
        """Whether the name is quoted, stands in brackets, or beside a word of its own script."""
        words, first, last = self.evidence.tokens.words, self.mention.first, self.mention.last
        beside = (*words[max(0, first - 1) : first], *words[last + 1 : last + 2])
        return any(map(is_foreign_script, beside)) or any(_QUOTED.search(gap) for gap in self.gaps)

    @property
    def is_among_words(self) -> bool:
        """Whether nothing but spaces and the ends of sentences stand beside the name."""
        return _SPACED.fullmatch(self.gaps[0]) is not None and _ENDED.match(self.gaps[1]) is not None

    # The form and its entry

    @property
    def is_person(self) -> bool:
        return self.form.entry.kind == "person"

    @property
    def is_place(self) -> bool:
        return self.form.entry.kind == "place"

    @property
    def name(self) -> str:
        return self.form.entry.canonical

    @property
    def is_one_name(self) -> bool:
        """Whether the surface and the right form are spellings of one name, and not two words for one thing."""
        return similarity(self.surface, self.replacement) >= RUNNING_TEXT.one_name

    @cached_property
    def is_reordered(self) -> bool:
        """Whether the surface has the words of the right form in another order."""
        return _is_reordered(self.surface, self.replacement)

    @property
    def is_form_reordered(self) -> bool:
        """Whether the form that it is like has the words of the right form in another order."""
        return _is_reordered(self.form.text, self.replacement)

    @property
    def has_words_more_or_less(self) -> bool:
        """Whether the right form is the surface with some words more, or some less: nothing is added to a name."""
        ours, theirs = set(map(fold, split(self.surface))), set(map(fold, split(self.replacement)))
        return ours < theirs or theirs < ours

    @property
    def is_overruled(self) -> bool:
        """Whether a later glossary has replaced this form: its user wants another one."""
        return self.form.text in self.form.entry.overruled and not self.frame and not (self.is_person and self.beside)

    @cached_property
    def is_in_wide_use(self) -> bool:
        """Whether readers meet the words that differ nearly as often as the right ones."""
        if self.is_person or self.form.entry.rank > 0:
            return False  # a given name is in use for others
        return is_in_wide_use(self.surface, self.replacement, self.evidence.language)

    @property
    def is_anothers(self) -> bool:
        """Whether the name of a body goes on with *of* and another name: that of whose it is."""
        if self.form.entry.kind != "organisation":
            return False
        behind = goes_on_with_of(self.evidence.tokens, self.mention)
        return behind is not None and fold(behind) not in map(fold, split(self.replacement))

    @property
    def is_accepted(self) -> bool:
        """Whether the spelling is accepted: with no mark that the accepted form has not."""
        low = self.surface.casefold()
        plain = not self.surface.isprintable() or fold(low) == low or low == self.form.text.casefold()
        accepted = self.form.accepted and (plain or self.differs_by_marks)
        if accepted or self.is_in_wide_use or differs_by_articles(self.surface, self.replacement):
            return True
        return self.form.lang is None and self.is_romanised_otherwise

    @property
    def is_romanised_otherwise(self) -> bool:
        """Whether the surface differs by what English leaves open where it romanises: as right as the right form."""
        return is_romanised_otherwise(self.surface, self._english, self._scripts)

    @property
    def has_systems(self) -> bool:
        """Whether the entity's own script writes its vowels, so that English has systems for it, each as right as the
        others; of what is left unwritten (Arabic, Hebrew) every romanisation is a guess."""
        return bool(self._scripts) and not set(self._scripts) & vowelless()

    @property
    def leaves_vowels_out(self) -> bool:
        """Whether the entity's own script leaves vowels unwritten, of Hindi and its sisters the short *a*: *Kohali*."""
        return bool(set(self._scripts) & (vowelless() | INDIC))

    @property
    def has_foreign_marks(self) -> bool:
        """Whether the surface has marks that only another language than the entity's own and English writes."""
        return is_marked_abroad(self.surface, self._english, self._scripts)

    @property
    def _english(self) -> Sequence[str]:
        """The right forms of the entry and the accepted ones."""
        entry = self.form.entry
        return (*entry.right_forms, *(alias.text for alias in entry.aliases if alias.lang == entry.language))

    @property
    def _scripts(self) -> Sequence[str]:
        """The languages of the entry's own forms in other scripts."""
        return [native.lang or "" for native in self.form.entry.native if is_foreign_script(native.text)]

    # What the document says

    @cached_property
    def support(self) -> str | None:
        """What in the document speaks for the entry, in words; None where nothing does."""
        if self.is_named:
            return f"the document names {self.name} otherwise too"
        related = self.evidence.related(self.form)
        return f"the document names {', '.join(related[:3])}" if related else None

    @property
    def is_named(self) -> bool:
        """Whether the document names the entry by another surface form, too."""
        return self.evidence.named(self.form, self.surface)

    @property
    def is_named_in_latin(self) -> bool:
        """Whether the document names the entry by a form in Latin letters."""
        return not all(map(is_foreign_script, self.evidence.surfaces.get(self.form.entry.id, ())))

    @property
    def is_written_differently(self) -> bool:
        """Whether the document writes the same name in another way, too."""
        return self.evidence.written_differently(self.form, self.surface)

    @property
    def is_repaired_elsewhere(self) -> bool:
        """Whether the document has the very form for this entry in a place that leaves no doubt."""
        return (self.surface.casefold(), self.form.entry.id) in self.evidence.repaired

    @property
    def is_foreign_behind_an_office(self) -> bool:
        """Whether an office stands before a family name that readers do not know and another language writes so."""
        office = fold(self.around.title or "") in offices()
        foreign = self.form.lang is not None and self.form.lang != self.evidence.language
        foreign = foreign and _letters_in_common(self.surface, self.replacement) >= RUNNING_TEXT.same_letters
        return office and foreign and self.familiar < KNOWN and not self.around.capital_after

    @property
    def is_unspoken(self) -> bool:
        """Whether the form needs support in the document and has none."""
        careful = self.form.careful if self.form.origin else self.form.entry.careful
        return careful and self.support is None

    @property
    def is_said_out_of_place(self) -> bool:
        """Whether nothing but the country speaks for a place that needs support, it stands where persons and things do,
        and some language has it as a word or another name: *a deal with Telin*."""
        if not self.is_place or self.is_named or self.is_in_place:
            return False
        return self.differs_by_script or lexicon(self.evidence.language).most(self.surface, spelt=False) > 0

    @cached_property
    def country_told(self) -> str | None:
        """The country, not the entry's, in which the text says that a town of this name lies, here or elsewhere."""
        entry = self.form.entry
        return self.evidence.country_told(self.mention, entry) if self.is_place and entry.careful else None

    @property
    def is_shining(self) -> bool:
        """Whether the form's language, if it has one, shows elsewhere in the document, too."""
        return self.form.lang is None or self.form.lang in self.evidence.languages

    @property
    def beside(self) -> str | None:
        """A capitalised word that may belong to the name."""
        return self.around.capital_before or self.around.capital_after

    @cached_property
    def frame(self) -> str | None:
        """What says that the mention is part of another name; persons have given and family names, see ``beside``."""
        return None if self.is_person else self.evidence.frame(self.mention) or self.evidence.namesake(self.mention)

    @property
    def is_spoken_of(self) -> bool:
        """Whether it is quoted as a word: to write it otherwise would make what is said of it false."""
        return is_spoken_of(self.evidence.tokens, self.mention.first, self.mention.last)

    @property
    def is_behind_a_calling(self) -> bool:
        """Whether a word in front of it says what somebody does: *the grocer X* may be a namesake."""
        return behind_a_calling(self.evidence.tokens, self.mention, self.evidence.language)

    @property
    def is_in_place(self) -> bool:
        """Whether it stands where places do: *in X*, *the capital of X*."""
        return in_place_position(self.evidence.tokens, self.mention, self.evidence.language)

    @property
    def is_historic(self) -> bool:
        """Whether the text around it tells of another time."""
        return is_historic(self.evidence.tokens, self.mention)

    # One word

    @cached_property
    def familiar(self) -> float:
        """The zipf frequency of the surface, with its marks."""
        return zipf_as_written(self.surface, self.evidence.language)

    @property
    def has_an_inner_capital(self) -> bool:
        """Whether it is written like a brand: *TheLand*."""
        return _INNER_CAPITAL.search(self.surface) is not None

    @property
    def has_a_foreign_word(self) -> bool:
        """Whether another language has one of the words ten times as often as the target language."""
        ratio = RUNNING_TEXT.foreign_only * math.log(10)
        return any(lexicon(self.evidence.language).most(word) >= ratio for word in split(self.surface))

    @cached_property
    def is_respelled_place(self) -> bool:
        """Whether an unknown form has the sounds of a known place's name, and stands where places do."""
        known = zipf(self.replacement, self.evidence.language)
        return (
            self.is_place
            and in_place_position(
                self.evidence.tokens, self.mention, self.evidence.language, strict=not self.mention.exact
            )
            and self.familiar < KNOWN
            and known >= RUNNING_TEXT.well_known
            and len(self.surface) >= RUNNING_TEXT.least_sounds
            and distance(self.surface, self.replacement) <= RUNNING_TEXT.same_sounds
            and (self.mention.exact or not self.is_common_elsewhere)
        )

    @property
    def is_common_elsewhere(self) -> bool:
        """Whether it is an everyday word of another language, as the name of a place there is: *Helmond* in Dutch."""
        ratio = lexicon(self.evidence.language).most(self.surface, spelt=False)
        return self.familiar + ratio / math.log(10) >= COMMON

    @cached_property
    def is_foreign_only(self) -> bool:
        """Whether another language has the form ten times as often as the target language, which has the right one."""
        language = self.evidence.language
        if zipf(self.replacement, language) < self.familiar + RUNNING_TEXT.better_known:
            return False
        if lexicon(language).most(self.surface) >= RUNNING_TEXT.foreign_only * math.log(10):
            return True
        lang = self.form.lang
        own = lang is not None and lang != language and has_words(lang)
        return own and zipf(self.surface, lang or "") >= self.familiar + RUNNING_TEXT.foreign_only

    @property
    def is_small(self) -> bool:
        """Whether a people is written small, as its language does."""
        return self.form.is_small and self.surface[0].islower()

    @property
    def is_small_with_a_capital(self) -> bool:
        """Whether a people that its language writes small has a capital inside a sentence: *Hospital Sírio-Libanês*."""
        return (
            self.form.is_small
            and self.surface[0].isupper()
            and not self.evidence.tokens.opens_sentence(self.mention.first)
        )

    @cached_property
    def is_among_own_words(self) -> bool:
        """Whether words of the target language stand on both sides: no foreign phrase is quoted."""
        words, language = self.evidence.tokens.words, self.evidence.language
        beside = (*words[max(0, self.mention.first - 1) : self.mention.first], *words[self.mention.last + 1 :][:1])
        ratio = RUNNING_TEXT.foreign_only * math.log(10)
        return bool(beside) and all(
            zipf(word, language) >= COMMON and lexicon(language).most(word) < ratio for word in beside
        )

    @property
    def is_commoner_elsewhere(self) -> bool:
        """Whether a language that the form is not listed for has it far more often: another word there."""
        known = lexicon(self.evidence.language)
        if not known.most(self.surface, spelt=False):
            return False  # no list has it
        shares = dict(zip(known.languages, known.vector(self.surface), strict=True))
        own = shares.get(self.form.lang or "", 0.0)
        return max(shares.values(), default=0.0) >= own + RUNNING_TEXT.foreign_only * math.log(10)

    @property
    def is_respelled(self) -> bool:
        """Whether the surface and the form that it is like differ by the habits of romanisation alone."""
        return respelled(self.surface, self.form.text)

    @property
    def is_derivation_or_short(self) -> bool:
        derived = derives_from(self.surface, self.form.text) or derives_from(self.surface, self.replacement)
        return derived or len(self.surface) < RUNNING_TEXT.least_letters

    @property
    def is_another_word(self) -> bool:
        """Whether the right form is no spelling of the surface."""
        return similarity(self.surface, "".join(split(self.replacement))) < RUNNING_TEXT.one_name

    # A person behind an office

    @cached_property
    def office(self) -> OfficeOf | None:
        """The office of a country that stands before the name and that the person held, at whatever time."""
        if not (self.is_person and self.form.entry.offices and self.mention.words > 1):
            return None
        said = office_before(self.evidence.tokens.text, self.mention.start)
        offices = sorted(held(self.form.entry)) if said else []
        return next((o for o in offices if said and o.office == said.office and said.country in ("", o.country)), None)

    @cached_property
    def is_holders_name(self) -> bool:
        """Whether an office of the person stands before a name with the same given name and a near family name."""
        if self.office is None or self.around.capital_after or self.is_reordered:
            return False
        ours, theirs = split(self.surface), split(self.replacement)
        if len(ours) != len(theirs) or similarity(ours[-1], theirs[-1]) < RUNNING_TEXT.holder:
            return False
        given = zip(ours[:-1], theirs[:-1], strict=True)
        return all(fold(a) == fold(b) or distance(a, b) <= RUNNING_TEXT.same_sounds for a, b in given)

    @property
    def is_country_told(self) -> bool:
        """Whether the text has a word for the country of the office, before the name or elsewhere."""
        tokens = self.evidence.tokens
        return self.office is not None and any(
            set(split(name)) <= tokens.forms for name in names_of(self.office.country)
        )

    @property
    def holder(self) -> str:
        """What the glossary says of the office, in words."""
        titles = [office.title for office in self.form.entry.offices]
        return f"{self.like}, the same given name behind an office that {self.name} held ({', '.join(titles[:2])})"

    # A family name

    @property
    def full_names(self) -> set[str]:
        """The full names by which the document names the person."""
        return self.evidence.full_names.get(self.form.entry.id, set())

    @property
    def full_name(self) -> str:
        return min(self.full_names)

    @property
    def is_spelled_so_in_full(self) -> bool:
        return any(self.surface.casefold() in name.casefold() for name in self.full_names)

    @property
    def is_a_word_here(self) -> bool:
        """Whether the capital may be there for the sentence alone."""
        return self.evidence.is_a_word(self.mention)

    @property
    def act(self) -> str | None:
        """The verb behind the mention, where it is one that has persons for subjects."""
        return act_behind(self.evidence.tokens, self.mention)

    # Several words

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

    @property
    def is_hardly_the_name(self) -> bool:
        """Whether the right form is another word, or the form has neither its letters nor its habits of spelling."""
        return self.is_another_word or (self.mention.score < RUNNING_TEXT.very_close and not self.is_respelled)

    @property
    def is_unlike_word(self) -> bool:
        """Whether a single word has little in common with the form, by letters and by habits of spelling."""
        return self.mention.score < RUNNING_TEXT.close and not self.is_respelled

    @cached_property
    def apart(self) -> float:
        """How far the pair that differs most is from the same sounds."""
        return max(distance(old, new) for old, new in self.pairs)

    @property
    def is_same_outline(self) -> bool:
        """Whether the consonants of each pair are of the same classes."""
        return all(_outlines(old) & _outlines(new) for old, new in self.pairs)

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
    def are_words_known(self) -> bool:
        """Whether readers know all words of the surface."""
        return all(zipf(word, self.evidence.language) >= KNOWN for word in split(self.surface))

    # In words

    @property
    def like(self) -> str:
        return f"like “{self.form.text}” ({self.mention.score:.2f})"

    @property
    def romanised(self) -> str:
        return f"“{self.form.text}” in Latin letters by {self.form.origin}, like {self.name} ({self.mention.score:.2f})"

    @property
    def listed(self) -> str:
        lang = f" ({self.form.lang})" if self.form.lang else ""
        return f"the glossary lists “{self.form.text}”{lang}"
