"""What is known of a person's name: the office in front of it, the full name elsewhere."""

from __future__ import annotations

import math
from functools import cached_property, lru_cache
from itertools import chain

from rapidfuzz.distance import OSA

from normalize.languages.lexicon import lexicon
from normalize.languages.tables import list_of
from normalize.names.applicability.single_word import SingleWord
from normalize.names.countries import called_after, homes_of
from normalize.names.evidence import act_behind
from normalize.names.form import family_name
from normalize.names.glossary.entry import Entry
from normalize.names.inside_another_name import goes_on_with_of
from normalize.names.offices import OfficeOf, held, names_of, office_before
from normalize.names.person_titles import offices
from normalize.names.thresholds import RUNNING_TEXT
from normalize.names.words_around import SPACES
from normalize.storage import memos
from normalize.words.fold import fold, split
from normalize.words.known import KNOWN, zipf
from normalize.words.likeness import similarity
from normalize.words.sound_distance import distance

_OF_A_PERSON = 6  # words in front of a name that may say whose office it is: the Russian minister of Defence, Mr X
_BY_SYLLABLES = frozenset(["ja", "ko", "zh"])  # languages in which many names sound alike


def _letters_in_common(one: str, other: str) -> float:
    """The share of letters, 0..1, that one word keeps in the other."""
    return OSA.normalized_similarity(fold(one), fold(other))


@lru_cache(maxsize=memos.RIVALS)
def written_so_in(entry: Entry, family: str) -> frozenset[str]:
    """The languages that write the family name of a person so: by what is listed, and by their habits."""
    from normalize.names.romanisation.spellings import spellings  # few documents need what makes spellings

    listed = ((alias.text, alias.lang) for alias in entry.aliases if alias.lang)
    every = chain(listed, ((made.text, made.lang) for made in spellings(entry)))
    bare = ((text.replace("'", ""), lang) for text, lang in every)  # the soft sign cuts no name in two
    return frozenset(lang for text, lang in bare if fold(family_name(text) or text) == fold(family.replace("'", "")))


class Person(SingleWord):
    """Signals of persons."""

    @property
    def is_foreign_form(self) -> bool:
        """Whether the form is one that other languages write, and the target language does not."""
        made_abroad = self.form.lang is None and bool(self.form.origin)  # by several languages
        return made_abroad or (self.form.lang is not None and self.form.lang != self.evidence.language)

    @property
    def is_foreign_behind_an_office(self) -> bool:
        """Whether an office stands before a family name that readers do not know and another language writes so."""
        if fold(self.around.title or "") not in offices() or self.around.capital_after or self.is_of_others:
            return False
        near = _letters_in_common(self.surface, self.replacement) >= RUNNING_TEXT.same_letters
        of_one_language = self.form.lang is not None and near
        return self.is_foreign_form and self.familiar < KNOWN and (of_one_language or self.is_readers_name)

    @property
    def is_readers_name(self) -> bool:
        """Whether readers know the name that the surface is another language's spelling of."""
        known = zipf(self.replacement, self.evidence.language) >= RUNNING_TEXT.established
        return known and self.is_spelt_abroad

    @property
    def is_foreign_family_name(self) -> bool:
        """Whether a family name that readers know, or of somebody who held an office of a country, is written as other
        languages write it, and as nobody is called whom readers know."""
        known = zipf(self.replacement, self.evidence.language) >= RUNNING_TEXT.established
        return (known or bool(self.form.entry.offices)) and self.is_written_abroad

    @cached_property
    def shining(self) -> list[str]:
        """The languages that write it so, a family name by their habits, and of which the document has other words or
        spellings."""
        if not self.is_person:
            return super().shining
        spoken = self.evidence.languages | self.evidence.together
        return sorted(spoken & written_so_in(self.form.entry, self.surface))

    @cached_property
    def is_written_abroad(self) -> bool:
        """Whether a family name is written as other languages write it, and as nobody is called whom readers know."""
        return (
            self.mention.exact
            and self.is_foreign_form
            and len(self.surface) >= RUNNING_TEXT.least_sounds
            and self.familiar < KNOWN
            and not self.is_a_word_here
            and not self.is_a_name_elsewhere
            and not self.is_behind_any_capital
            and not self.is_of_others
        )

    @property
    def is_a_name_elsewhere(self) -> bool:
        """Whether a language that does not write the person's name so has the surface as often as those that do:
        *Karsai*, as German writes Karzai, is a Hungarian name."""
        known = lexicon(self.evidence.language)
        if not known.most(self.surface, spelt=False):
            return False  # no list has it
        shares = dict(zip(known.languages, known.vector(self.surface), strict=True))
        writing = {list_of(lang) for lang in written_so_in(self.form.entry, self.surface)}
        least = max(shares.values()) - RUNNING_TEXT.as_often * math.log(10)
        return any(share >= least and list_of(lang) not in writing for lang, share in shares.items())

    @property
    def is_behind_any_capital(self) -> bool:
        """Whether a capitalised word stands before the name that may be a given name, however common: *Lena X*, but not
        *When X* at the beginning of a sentence."""
        tokens, i = self.evidence.tokens, self.mention.first - 1
        if i < 0 or not tokens.words[i][:1].isupper() or self.around.title is not None:
            return False
        word = tokens.words[i]
        opener = tokens.opens_sentence(i) and zipf(word, self.evidence.language) >= RUNNING_TEXT.everyday
        return tokens.separators[i + 1] in SPACES and not opener

    @cached_property
    def office_said(self) -> OfficeOf | None:
        """The office of a country that stands before the name, whoever held it."""
        return office_before(self.evidence.tokens.text, self.mention.start)

    @cached_property
    def office(self) -> OfficeOf | None:
        """The office of a country that stands before the name and that the person held, at whatever time."""
        if not (self.is_person and self.form.entry.offices):
            return None
        said = self.office_said
        offices = sorted(held(self.form.entry)) if said else []
        return next((o for o in offices if said and o.office == said.office and said.country in ("", o.country)), None)

    @cached_property
    def is_holders_name(self) -> bool:
        """Whether an office of the person stands before a name with the same given name and a near family name."""
        if self.mention.words < 2 or self.office is None or self.around.capital_after or self.is_reordered:
            return False
        ours, theirs = split(self.surface), split(self.replacement)
        if len(ours) != len(theirs) or similarity(ours[-1], theirs[-1]) < RUNNING_TEXT.holder:
            return False
        given = zip(ours[:-1], theirs[:-1], strict=True)
        return all(fold(a) == fold(b) or distance(a, b) <= RUNNING_TEXT.same_sounds for a, b in given)

    @property
    def is_behind_an_office_held(self) -> bool:
        """Whether an office of the person and its country stand before a name as it is listed or made, or near to it,
        and nothing of another country behind it: *the Russian president X*, not *President X of Chad*."""
        mention, said = self.mention, self.office_said
        near = mention.score >= RUNNING_TEXT.holder and self.familiar < KNOWN and not self.is_derived
        return bool(
            (mention.exact or near)
            and len(self.surface) >= RUNNING_TEXT.least_sounds
            and self.office is not None
            and said is not None
            and said.country
            and not self.around.capital_after
            and goes_on_with_of(self.evidence.tokens, mention) is None
        )

    @property
    def is_foreign_at_home(self) -> bool:
        """Whether a title stands before a family name that readers know, in a form that other languages write or of the
        same sounds, and the people named last in front of it are those of a country in which the bearer's language is
        at home: *the Libyan leader X*, not *the Polish actor, Mr X*."""
        known = zipf(self.replacement, self.evidence.language) >= max(KNOWN, self.familiar + RUNNING_TEXT.better_known)
        same = (
            self.mention.score >= RUNNING_TEXT.same and distance(self.surface, self.replacement) <= RUNNING_TEXT.sounds
        )
        like = self.is_foreign_form if self.mention.exact else same and fold(self.around.title or "") in offices()
        return bool(
            self.around.title is not None
            and known
            and self.familiar < KNOWN
            and len(self.surface) >= RUNNING_TEXT.least_sounds
            and like
            and not self.is_derived
            and not self.form.accepted
            and (self.mention.exact or self.lead >= RUNNING_TEXT.margin)
            and not self.is_a_name_elsewhere
            and self.homes_before
        )

    @property
    def is_of_others(self) -> bool:
        """Whether the people named last in front of the name are of no country in which the entry's language is at
        home: *the Lithuanian minister X*."""
        whose = self.evidence.people_before(self.mention, _OF_A_PERSON)
        return bool(whose and self.form.entry.native) and not self.homes_before

    @property
    def is_of_others_behind(self) -> bool:
        """Whether an apposition says that the bearer is of the people of another country than the entry's, which its
        offices and its own language tell: *Boris X, a Swedish referee*."""
        told = self.evidence.people_apposed(self.mention) if self.is_person else frozenset[str]()
        if not told:
            return False
        entry = self.form.entry
        offices = (called_after(office.title, entry.language) for office in entry.offices)
        own = frozenset[str]().union(*offices) | homes_of({native.lang or "" for native in entry.native})
        return bool(own) and own.isdisjoint(told)

    @cached_property
    def homes_before(self) -> list[str]:
        """The countries of the people named last in front of the name in which a language of the entry's is at home."""
        return self.evidence.at_home(self.form, self.evidence.people_before(self.mention, _OF_A_PERSON))

    @property
    def is_full_name_at_home(self) -> bool:
        """Whether the document names a country in which the language of a person is at home whose full name characters
        spell so, and an office stands in front where characters spell many names: *Shuu Kinpei*."""
        if not (self.is_person and self.form.is_by_letters and self.mention.words > 1):
            return False
        alphabetic = not any(native.lang in _BY_SYLLABLES for native in self.form.entry.native)
        told = alphabetic or fold(self.around.title or "") in offices() or self.office is not None
        return told and not self.beside and bool(self.evidence.at_home(self.form))

    @property
    def is_country_told(self) -> bool:
        """Whether the text has a word for the country of the office, before the name or elsewhere."""
        tokens = self.evidence.tokens
        return self.office is not None and any(
            set(split(name)) <= tokens.forms for name in names_of(self.office.country)
        )

    @property
    def spelled_so(self) -> str:
        """By what the surface is a spelling of the name, in words."""
        if not self.mention.exact:
            return f"it is {self.like}"
        return "its characters spell the name so" if self.form.careful else f"it is listed or made as {self.name}"

    @property
    def holder(self) -> str:
        """What the glossary says of the office, in words."""
        titles = [office.title for office in self.form.entry.offices]
        return f"{self.like}, the same given name behind an office that {self.name} held ({', '.join(titles[:2])})"

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
