"""What a document says of a mention: titles and capitals beside it, and the entries that are named elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile
from typing import NamedTuple

from normalize.names.countries import countries_of, homes_of
from normalize.names.family_forms import FamilyForms
from normalize.names.form import PARTICLES, Form
from normalize.names.inside_another_name import apposed_thing, framed, is_called_so, person_before
from normalize.names.mentions import Mention
from normalize.names.person_titles import acts, given, is_title
from normalize.names.whereabouts import Whereabouts
from normalize.names.words_around import INDEFINITE, SPACES, apposed
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens
from normalize.words.fold import fold, neutral
from normalize.words.known import COMMON, zipf

_WORDS = frozenset("AIO")  # single capitals that are words: those of a name stand before it as initials
_MONSIEUR, _FRENCH, _ENGLISH = "M", "fr", "en"
_OF = frozenset("of to in on for from with against".split())  # noqa: SIM905  behind them others are told of
_SYLLABLE = 3  # letters of a short one
_BY_SYLLABLES = frozenset(["ko", "zh"])  # languages whose names are written so
_BEHIND_NAMES = frozenset(["led", "era", "run"])  # the Putin-led alliance
_NEIGHBOURS = 4  # mentions to either side of one that may be of its sentence
_ABBREVIATED = 4  # letters of the longest title that takes a point: Prof.


class Neighbours(NamedTuple):
    """The words around a mention: a title in front of it, capitalised words joined to it that are no title, and
    whether a prefix is joined to it by a hyphen (``anti-``)."""

    title: str | None
    capital_before: str | None
    capital_after: str | None
    prefixed: bool


def neighbours(
    tokens: Tokens,
    mention: Mention,
    endings: Mapping[int, str],
    language: str = "en",
    things: Container[int] = frozenset(),
) -> Neighbours:
    """Look one word to either side, across a space (or the point of an initial) or a hyphen.

    ``endings`` are words, by their place, that will be written otherwise: they count as they will be written, so that
    a second run sees what the first one saw. ``things`` are words, by their place, that name places and bodies.
    """
    title = before = after = None
    prefixed = False
    words, gaps, i = tokens.words, tokens.separators, mention.first
    if i > 0:
        word, gap = endings.get(i - 1, words[i - 1]), gaps[i]
        prefixed = is_prefixed(tokens, mention)
        initial = len(word) == 1 and word.isupper() and (gap == ". " or (gap in SPACES and word not in _WORDS))
        titled = (gap in SPACES or (gap == ". " and len(word) <= _ABBREVIATED)) and is_title(word, language)
        if titled or (initial and _is_monsieur(tokens, mention, language)):
            title = word
        elif (
            initial
            or (gap == "-" and word[:1].isupper())
            or (gap in SPACES and _names(tokens, i - 1, word, language, things))
        ):
            before = word
        elif gap in SPACES:
            before = _given_before_particles(tokens, i - 1)
    j = mention.last + 1
    if j < len(words) and (gaps[j] in SPACES or gaps[j] == "-"):
        k = j + 1 if fold(words[j]) in PARTICLES and words[j].islower() and j + 1 < len(words) else j
        headline = mention.text.isupper() and words[k].isupper()
        if (words[k][:1].isupper() and not headline) or (gaps[j] == "-" and _is_syllable(words[j], mention)):
            after = tokens.slice(j, k)
    return Neighbours(title, before, after, prefixed)


def _is_syllable(word: str, mention: Mention) -> bool:
    """Whether a word behind a hyphen may be the rest of a name that is written by syllables (*Yeon-a*), and is none of
    those that follow names."""
    if not word.islower() or len(word) > _SYLLABLE or word in _BEHIND_NAMES:
        return False
    return any(native.lang in _BY_SYLLABLES for form in mention.forms for native in form.entry.native)


def _given_before_particles(tokens: Tokens, i: int) -> str | None:
    """The given name in front of particles of which the last one is word ``i``, as in *Willem van der Berg*; what else
    stands there is mostly a word that a Romance language joins to a name by *de*."""
    first = i
    while first > 0 and tokens.separators[first] in SPACES and tokens.words[first] in PARTICLES:
        first -= 1
    word = tokens.words[first]
    return word if first < i and word[:1].isupper() and fold(word) in given() else None


def _is_monsieur(tokens: Tokens, mention: Mention, language: str) -> bool:
    """Whether the initial before a mention is the French title: in French, and before a name in a form that French
    alone has. Behind another capital (*Anna M.*, *R. M.*) it is the initial of a name."""
    i = mention.first - 1
    if tokens.words[i] != _MONSIEUR or not (language == _FRENCH or any(f.lang == _FRENCH for f in mention.forms)):
        return False
    before, gap = tokens.words[i - 1] if i else "", tokens.separators[i]
    return not (before[:1].isupper() and (gap in SPACES or (gap == ". " and len(before) == 1)))


def goes_on(tokens: Tokens, mention: Mention) -> bool:
    """Whether a hyphen joins another capital to the end of a mention: *Vladimir Putin-Gagnon* is somebody else."""
    j = mention.last + 1
    return j < len(tokens.words) and tokens.separators[j] == "-" and tokens.words[j][:1].isupper()


def is_prefixed(tokens: Tokens, mention: Mention) -> bool:
    """Whether a hyphen joins a word in small letters to the beginning of a mention: *anti-Taliban*."""
    i = mention.first
    return i > 0 and tokens.separators[i] == "-" and tokens.words[i - 1].islower()


def act_behind(tokens: Tokens, mention: Mention) -> str | None:
    """The verb behind a mention, where it is one that persons and no things are said to do."""
    j = mention.last + 1
    if j < len(tokens.words) and tokens.separators[j] == " " and tokens.words[j] in acts():
        return tokens.words[j]
    return None


def _names(tokens: Tokens, i: int, word: str, language: str, things: Container[int]) -> bool:
    """Whether a word, number ``i``, looks like part of a name: capitalised, no acronym, no name of a place, and no
    everyday word that has its capital from a headline."""
    if not word[:1].isupper() or (word.isupper() and len(word) > 1):
        return False
    if zipf(word, language) < COMMON or fold(word) in given():
        return True
    return i not in things and is_called_so(tokens, i, language)


@dataclass
class Evidence:
    """The entries that a document names so far, and by which surface forms.

    ``mentions`` are all of the document; ``languages`` those that shine through: of foreign lines, and of variants that
    are settled; ``language`` is the target's; ``endings`` the last words of settled mentions as they will be written,
    by their place among the words.
    """

    tokens: Tokens
    protected: Protected
    mentions: Sequence[Mention]
    languages: set[str]
    language: str = "en"
    surfaces: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    full_names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    endings: dict[int, str] = field(default_factory=dict)
    together: set[str] = field(default_factory=set)  # languages in which the family names of two people are written
    repaired: set[tuple[str, str]] = field(default_factory=set)  # surfaces that are settled, each with its entry

    @cached_property
    def _single(self) -> dict[str, list[Mention]]:
        """The mentions of one word, by the word in lower case."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            if mention.words == 1:
                found[mention.spelled.casefold()].append(mention)
        return dict(found)

    @cached_property
    def _behind(self) -> dict[int, set[str]]:
        """The mentions of one word, in lower case, by the place of the word in front of them."""
        found: dict[int, set[str]] = defaultdict(set)
        for key, same in self._single.items():
            for mention in same:
                found[mention.first - 1].add(key)
        return dict(found)

    @cached_property
    def _strangers(self) -> dict[str, bool]:
        """The answers of :meth:`is_strangers`, until a word beside a mention will be written otherwise."""
        return {}

    def is_strangers(self, surface: str) -> bool:
        """Whether the document gives a family name to somebody whom no entry stands for."""
        key = surface.casefold()
        if key not in self._strangers:
            alone = any(self.around(mention).capital_before for mention in self._single.get(key, ()))
            in_full = any(mention.last not in self.endings for mention in self._near_in_full.get(key, ()))
            self._strangers[key] = alone or in_full
        return self._strangers[key]

    @cached_property
    def _near_in_full(self) -> dict[str, list[Mention]]:
        """The mentions of several words that are like a name, by the last word in lower case: somebody else's, unless
        they are settled."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            if mention.words > 1 and not mention.exact:
                found[self.tokens.words[mention.last].casefold()].append(mention)
        return dict(found)

    def around(self, mention: Mention) -> Neighbours:
        """What stands beside a mention, as far as it is settled."""
        return neighbours(self.tokens, mention, self.endings, self.language, self._things)

    def frame(self, mention: Mention) -> str | None:
        """What says that the mention is part of another name, as far as it is settled."""
        if mention not in self._frames:
            self._frames[mention] = framed(self.tokens, mention, self.endings, self._named, self.language)
        return self._frames[mention]

    @cached_property
    def _frames(self) -> dict[Mention, str | None]:
        """The answers of :meth:`frame`, until a word will be written otherwise."""
        return {}

    def namesake(self, mention: Mention) -> str | None:
        """What says that a person of the document is called like a place of one word, wherever that stands."""
        if mention.words > 1:
            return None
        key = mention.spelled.casefold()
        if key not in self._namesakes:
            told = (
                (other, person_before(self.tokens, other) or apposed_thing(self.tokens, other, self.language))
                for other in self._single.get(key, ())
            )
            self._namesakes[key] = tuple(islice(((other, why) for other, why in told if why is not None), 2))
        return next((why for other, why in self._namesakes[key] if other is not mention), None)

    @cached_property
    def _namesakes(self) -> dict[str, tuple[tuple[Mention, str], ...]]:
        """Of the mentions of a word, the first two that name a person: one that is not the mention asked about."""
        return {}

    @cached_property
    def _named(self) -> dict[int, Mention]:
        """The words that begin or end the listed name of an entry, by their place, with its mention."""
        exact = [m for m in self.mentions if m.exact]
        return {i: m for m in exact for i in (m.first, m.last)}

    @cached_property
    def whereabouts(self) -> Whereabouts:
        """Where the document says that places lie."""
        return Whereabouts(self.tokens, self._named, self._single, self.language)

    @cached_property
    def _things(self) -> frozenset[int]:
        """The words that end the listed name of a place or a body of several words, by their place: one word may be a
        given name, too (*Lena*)."""
        several = ((i, m) for i, m in self._named.items() if i == m.last and m.words > 1)
        ends = ((i, m.forms) for i, m in several if not isinstance(m.forms, FamilyForms))
        return frozenset(i for i, forms in ends if any(f.role != "family" and f.entry.kind != "person" for f in forms))

    def is_framed(self, mention: Mention, forms: tuple[Form, ...]) -> bool:
        """Whether a single word that may name a place or body is part of another name."""
        if mention.words > 1 or any(form.entry.kind == "person" for form in forms):
            return False
        return self.frame(mention) is not None

    def is_a_word(self, mention: Mention) -> bool:
        """Whether a capital may be there for the sentence alone: the document has the form in lower case, too."""
        tokens, lower = self.tokens, mention.spelled.lower()
        if lower not in tokens.forms or not tokens.opens_sentence(mention.first):
            return False
        return any(not self.protected.covers(tokens.starts[i], tokens.ends[i]) for i in tokens.places(lower))

    def add(self, forms: tuple[Form, ...], mention: Mention) -> None:
        """Count a mention for each entry that it may name, other than by a family name alone."""
        for form in forms:
            if form.role != "family":
                self.surfaces[form.entry.id].add(mention.spelled)
                if mention.surface.words > 1 or form.glued:
                    self.full_names[form.entry.id].add(mention.spelled)

    def settle(self, mention: Mention, form: Form, ending: str) -> None:
        """Count a mention that will be mapped by a form, and will end in another word."""
        self.add((form,), mention)
        self.endings[mention.last] = ending
        self._frames.clear()
        for other in (self.tokens.words[mention.last].casefold(), *self._behind.get(mention.last, ())):
            self._strangers.pop(other, None)
        self.repaired.add((mention.spelled.casefold(), form.entry.id))
        if form.lang and not form.accepted:
            self.languages.add(form.lang)

    def named(self, form: Form, besides: str) -> bool:
        """Whether the document names the entry by another surface form, too."""
        return any(fold(s) != fold(besides) for s in self.surfaces.get(form.entry.id, ()))

    def written_differently(self, form: Form, besides: str) -> bool:
        """Whether the document writes the same name in another way, letter case apart."""
        return any(s.casefold() != besides.casefold() for s in self.surfaces.get(form.entry.id, ()))

    def is_beside(self, name: str, mention: Mention) -> bool:
        """Whether a name, folded, stands in the sentence of a mention."""
        at = bisect_left(self.mentions, mention.first, key=lambda other: other.first)
        before, behind = self.mentions[max(0, at - _NEIGHBOURS) : at], self.mentions[at + 1 : at + 1 + _NEIGHBOURS]
        return any(
            fold(other.spelled) == name
            and not any(map(self.tokens.opens_sentence, range(*sorted((other.first + 1, mention.first + 1)))))
            for other in (*before, *behind)
        )

    def related(self, form: Form) -> list[str]:
        """The related entries that the document names, sorted; a country is named by its people, too."""
        return sorted({*filter(self._is_told, form.entry.related)} - {form.entry.id})

    def at_home(self, form: Form, among: frozenset[str] | None = None) -> list[str]:
        """The countries that the document names, or those ``among`` some, in which a language of the entry's own is at
        home, sorted; English is in too many."""
        homes = homes_of({native.lang or "" for native in form.entry.native} - {_ENGLISH})
        if among is not None:
            return sorted(homes & among)
        return sorted(filter(self._is_told, homes))

    def _is_told(self, entry: str) -> bool:
        """Whether the document names an entry, given its id, or the people of the country that it is."""
        return entry in self.surfaces or entry in self._countries

    def people_apposed(self, mention: Mention) -> frozenset[str]:
        """The countries of the people to whom a name's bearer belongs by an apposition: *X, a Swedish referee*."""
        words = self.tokens.words
        inside = takewhile(lambda k: words[k] not in _OF, apposed(self.tokens, mention, INDEFINITE))
        return countries_of(frozenset(words[k] for k in inside), self.language)

    def people_before(self, mention: Mention, reach: int) -> frozenset[str]:
        """The countries of the people named last among so many words in front of a mention, within its sentence."""
        words = self.tokens.words
        for i in range(mention.first - 1, max(-1, mention.first - 1 - reach), -1):
            if found := countries_of(frozenset([words[i]]), self.language):
                return found
            if self.tokens.opens_sentence(i):
                break
        return frozenset()

    @cached_property
    def _countries(self) -> frozenset[str]:
        """The countries of whose people the document speaks, as ids of entries."""
        return countries_of(self.tokens.forms, self.language)


def respelled(surface: str, target: str) -> bool:
    """Whether two words differ by the habits of romanisation alone.

    >>> respelled("Serghei", "Sergei"), respelled("Ahmed", "Ahmad")
    (True, False)
    """
    return neutral(surface) == neutral(target)
