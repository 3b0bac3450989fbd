"""What is known of a mention of one word: how familiar it is, here and in other languages."""

from __future__ import annotations

import math
from functools import cached_property

from normalize.languages.lexicon import lexicon
from normalize.languages.tables import has_words
from normalize.names.applicability.surroundings import Surroundings
from normalize.names.evidence import respelled
from normalize.names.romanisation.chinese import is_pinyin
from normalize.names.thresholds import RUNNING_TEXT
from normalize.names.whereabouts import in_place_position
from normalize.text.pattern import pattern
from normalize.words.fold import fold, split
from normalize.words.known import COMMON, KNOWN, derives_from, zipf, zipf_as_written
from normalize.words.likeness import similarity
from normalize.words.sound_distance import distance

_INNER_CAPITAL = pattern(r"[a-z][A-Z]")


class SingleWord(Surroundings):
    """Signals of one word."""

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
        return self.has_sounds_in_place and zipf(self.replacement, self.evidence.language) >= RUNNING_TEXT.well_known

    @property
    def has_sounds_in_place(self) -> bool:
        """Whether an unknown form has the sounds of a place's name, and stands where places do."""
        strict = self.is_made_place or not self.mention.exact
        return self.is_unknown_of_the_same_sounds and (self.is_strictly_in_place if strict else self.is_in_place)

    @cached_property
    def is_unknown_of_the_same_sounds(self) -> bool:
        """Whether an unknown form has the sounds of a place's name: nearly the same where nothing but likeness tells a
        place that needs support, of which there are many."""
        doubtful = self.form.entry.careful and not self.mention.exact
        long = doubtful or self.is_made_place
        shortest = min(len(self.surface), len(self.replacement)) if doubtful else len(self.surface)
        most = RUNNING_TEXT.sounds_of_place if doubtful else RUNNING_TEXT.same_sounds
        return (
            self.is_place
            and self.familiar < KNOWN
            and shortest >= (RUNNING_TEXT.least_letters if long else RUNNING_TEXT.least_sounds)
            and distance(self.surface, self.replacement) <= most
            and (self.mention.exact or not self.is_common_elsewhere)
        )

    @property
    def is_another_name_in_pinyin(self) -> bool:
        """Whether pinyin has both words, so that they are as different as their letters: *Fuling* is not *Wuling*."""
        return is_pinyin(fold(self.surface)) and is_pinyin(fold("".join(split(self.replacement))))

    @cached_property
    def is_strictly_in_place(self) -> bool:
        """Whether it stands where nothing but a place does."""
        return in_place_position(self.evidence.tokens, self.mention, self.evidence.language, strict=True)

    @property
    def is_made_in_place(self) -> bool:
        """Whether an unknown form was made from a place's native form, and stands where nothing but a place does."""
        return (
            self.is_made_place
            and self.is_strictly_in_place
            and self.mention.exact
            and self.familiar < KNOWN
            and len(self.surface) >= RUNNING_TEXT.least_letters
            and not self.is_common_elsewhere
            and not self.beside
        )

    @property
    def is_common_elsewhere(self) -> bool:
        """Whether it is an everyday word of another language, as the name of a place there is: *Helmond* in Dutch."""
        ratio = lexicon(self.evidence.language).most(self.surface, spelt=False)
        return self.familiar + ratio / math.log(10) >= COMMON

    @cached_property
    def is_spelt_abroad(self) -> bool:
        """Whether another language has the surface, or its letters, ten times as often as the target language."""
        return lexicon(self.evidence.language).most(self.surface) >= RUNNING_TEXT.foreign_only * math.log(10)

    @cached_property
    def is_foreign_only(self) -> bool:
        """Whether another language has the form ten times as often as the target language, which has the right one."""
        language = self.evidence.language
        if zipf(self.replacement, language) < self.familiar + RUNNING_TEXT.better_known:
            return False
        if self.is_spelt_abroad:
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
    def is_derived(self) -> bool:
        """Whether the surface is a word made of the name: *Putinist*."""
        return derives_from(self.surface, self.form.text) or derives_from(self.surface, self.replacement)

    @property
    def is_derivation_or_short(self) -> bool:
        return self.is_derived or len(self.surface) < RUNNING_TEXT.least_letters

    @property
    def is_another_word(self) -> bool:
        """Whether the right form is no spelling of the surface."""
        return similarity(self.surface, "".join(split(self.replacement))) < RUNNING_TEXT.one_name

    @property
    def is_hardly_the_name(self) -> bool:
        """Whether the right form is another word, or the form has neither its letters nor its habits of spelling."""
        return self.is_another_word or (self.mention.score < RUNNING_TEXT.very_close and not self.is_respelled)

    @property
    def is_unlike_word(self) -> bool:
        """Whether a single word has little in common with the form, by letters and by habits of spelling."""
        return self.mention.score < RUNNING_TEXT.close and not self.is_respelled
