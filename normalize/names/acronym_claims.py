"""What an acronym should be: an ordered table of clauses, of which the first that has something to say speaks."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, NamedTuple

from normalize.evidence.around import Around
from normalize.languages.lexicon import lexicon
from normalize.languages.tables import has_words
from normalize.model import Applicability
from normalize.names.acronym_definitions import PROOF, Defined, Passage
from normalize.names.acronym_expansions import abroad, initials, is_title
from normalize.names.acronym_proofs import named_entry
from normalize.names.acronym_words import LEAST, AcronymWords
from normalize.names.countries import called_after, countries_among, homes_of
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.index import Index
from normalize.names.person_titles import acts
from normalize.names.romanisation.acronyms import in_latin_letters
from normalize.names.thresholds import RUNNING_TEXT
from normalize.text.tokens import Tokens
from normalize.words.fold import split
from normalize.words.known import KNOWN, zipf

_ENGLISH, _ARTICLE, _ACCORDING = "en", "the", ["according", "to", "the"]
_APPOSED = 4  # words of an apposition: Luxembourg's national research fund
_JOINED = frozenset([" ", "-"])
_LONG = 5  # letters of an acronym that no other body has by chance
_BESIDE_IT = "long-form-beside"
_ALONE = frozenset(["listed", "listed-abroad", "listed-and-shining"])  # the document has no long form


class Claim(NamedTuple):
    """What an acronym should be: by a clause, with what speaks for it."""

    clause: str
    right: str | None
    entry: str | None
    lang: str | None
    applicability: Applicability
    why: str
    about: Mapping[str, Any]


def _beside(tokens: Tokens, i: int, in_front: bool) -> Sequence[str]:
    """The words that may say whose body an acronym is of: in an apposition behind it, and perhaps in front of it."""
    last = i + _APPOSED if tokens.separators[i + 1] == ", " else i
    return (*tokens.words[max(0, i - 2) : i if in_front else 0], *tokens.words[i + 1 : last + 1])


class Asked:
    """The acronyms of one document that may be wrong, with everything that speaks for and against them."""

    def __init__(
        self,
        passage: Passage,
        index: Index,
        around: Around,
        defined: Defined,
        named: Callable[[], AbstractSet[str]],
        languages: Collection[str],
    ) -> None:
        self._passage, self._index, self._around, self._defined = passage, index, around, defined
        self._languages = frozenset(languages)
        self._words = AcronymWords(index, passage.language)
        own = passage.tokens.forms & index.acronyms.keys()
        self._named = named
        self._claims: dict[str, Claim | None] = {}
        self._present = {*named(), *(e.id for acronym in own for e in index.acronyms[acronym])}

    def gather(self, places: Iterable[int]) -> None:
        """Find out which languages two of the acronyms at some places are of, of different bodies: they shine through,
        too."""
        tokens, language = self._passage.tokens, self._passage.language
        outside = {tokens.words[i] for i in places if not _is_inside_a_name(tokens, i, language)}
        bodies: dict[str, set[str]] = defaultdict(set)
        claims: dict[str, Claim | None] = {}
        for word in sorted(outside):
            listed = () if self._is_known_otherwise(word) else self._listed(word)
            claim = claims[word] = self._first(word) if listed else None
            if claim is not None:
                for entry, lang in listed:
                    if lang and entry.acronym == claim.right:
                        bodies[lang].add(entry.id)
        shining = {lang for lang, found in bodies.items() if len(found) > 1}
        if shining <= self._languages:  # else what was claimed may be surer now
            self._claims = {word: claim for word, claim in claims.items() if claim is not None}
        self._languages |= shining

    def _is_known_otherwise(self, word: str) -> bool:
        """Whether readers know the letters as something else."""
        return zipf(word, self._passage.language) >= RUNNING_TEXT.familiar_acronym

    def _listed(self, word: str) -> Listed:
        """The entries that a glossary gives an acronym to, with another right one."""
        foreign = self._index.foreign_acronyms.get(self._words.listed_as(word), ())
        return [(e, lang) for e, lang in foreign if e.acronym and e.acronym != word]

    def claim(self, i: int) -> Claim | None:
        """What the acronym at a place, the number of a word, should be; None where nothing is claimed of it."""
        word = self._passage.tokens.words[i]
        if word not in self._claims:
            self._claims[word] = self._first(word)
        claim = self._claims[word]
        tokens = self._passage.tokens
        if word.istitle() and tokens.separators[i].endswith("("):
            return None  # behind its own long form
        alone = claim is not None and claim.clause in _ALONE
        return None if alone and _is_inside_a_name(tokens, i, self._passage.language) else claim

    def _first(self, word: str) -> Claim | None:
        """What the first clause says that has something to say."""
        listed = self._listed(word)
        if word not in self._defined.proofs and (owners := self._index.acronyms.get(word)):
            return self.listed_and_spoken_of(word, listed) if self._are_absent(owners) else None
        claims = (claim for clause in _CLAUSES if (claim := clause(self, word, listed)) is not None)
        claim = next(claims, None)
        if claim is None or claim.applicability is not Applicability.SAFE:
            return claim
        if not self._is_enough_for_a_state(word, claim, listed):
            why = f"{claim.why}, but that is a state, of which any text speaks"
            return claim._replace(applicability=Applicability.UNSAFE, why=why)
        if whose := self._of_others(word, claim):
            why = f"{claim.why}, but the text says that {word} is of {', '.join(sorted(whose))}"
            return claim._replace(applicability=Applicability.UNSAFE, why=why)
        if self._is_own(word, claim):
            return claim._replace(applicability=Applicability.UNSAFE, why=f"{claim.why}, but it is called so at home")
        return claim

    def _is_enough_for_a_state(self, word: str, claim: Claim, listed: Listed) -> bool:
        """Whether letters that are listed for a state have more for them than that the document names it: the long form
        beside them, or their language elsewhere, or that English has them for nothing."""
        entry = self._index.entries.get(claim.entry or "")
        if entry is None or entry.kind != "place" or claim.clause == _BESIDE_IT or self._is_unknown(word):
            return True
        return any(lang in self._languages for other, lang in listed if other.id == entry.id)

    def _is_own(self, word: str, claim: Claim) -> bool:
        """Whether a body is called so at home, in another alphabet, and the document has not the right acronym, too:
        *Moscow State University (MGU)* may stay so."""
        entry = self._index.entries.get(claim.entry or "")
        if entry is None or claim.right in self._passage.tokens.forms:
            return False
        homes, languages = self._homes(entry), {alias.lang for alias in entry.acronyms}
        return any(
            word in in_latin_letters(alias.text, alias.lang)
            and (homes_of([alias.lang]) & homes or languages == {alias.lang})
            for alias in entry.acronyms
            if alias.lang and not alias.text.isascii()
        )

    def _of_others(self, word: str, claim: Claim) -> AbstractSet[str]:
        """The countries beside an acronym, in front of it or in an apposition, where the body that is claimed is of
        others: *Spain's CNT*, *the FNR, Luxembourg's research fund*; or of none, and the apposition tells of one: *FMI,
        the American food retailers' association*."""
        entry = self._index.entries.get(claim.entry or "")
        if entry is None or entry.kind == "place":
            return frozenset()
        own = self._homes(entry)
        tokens, language = self._passage.tokens, self._passage.language
        beside = (_beside(tokens, i, in_front=bool(own)) for i in tokens.places(word))
        whose = frozenset[str]().union(*(called_after(" ".join(words), language) for words in beside))
        return whose if whose.isdisjoint(own) else frozenset()

    def _homes(self, entry: Entry) -> frozenset[str]:
        """The countries of a body, as its name and what it is related to say."""
        near = [entry, *(other for key in entry.related if (other := self._index.entries.get(key)))]
        homes = (called_after(one.canonical, one.language) | countries_among(one.related) for one in near)
        return frozenset[str]().union(*homes)

    def _are_absent(self, entries: Collection[Entry]) -> bool:
        """Whether the document names neither some entries nor what they are related to."""
        named = self._named()
        return not any(entry.id in named or not named.isdisjoint(entry.related) for entry in entries)

    def proved_here(self, word: str, listed: Listed) -> Claim | None:
        """The long form stands beside it in the document."""
        proof = self._defined.proofs.get(word)
        if proof is None:
            return None
        lang = next((lang for e, lang in listed if e.id == proof.entry), None)
        why = f"“{proof.beside}” stands beside it in this document"
        about = {"long_form": proof.beside}
        how = Applicability.SAFE if proof.is_sure else Applicability.UNSAFE
        return Claim(_BESIDE_IT, proof.right, proof.entry, lang, how, why, about)

    def listed_and_named(self, word: str, listed: Listed) -> Claim | None:
        """A glossary lists it for an entry that the document names."""
        supported = [(e, lang) for e, lang in listed if e.id in self._present]
        if len({e.acronym for e, _ in supported}) != 1 or len(word) <= LEAST or self._is_known_otherwise(word):
            return None
        entry, lang = supported[0]
        why = f"listed for {entry.canonical}, which this document names otherwise too"
        about = {"named_here": True}
        return Claim("listed-and-named", entry.acronym or "", entry.id, lang, Applicability.SAFE, why, about)

    def listed_and_spoken_of(self, word: str, listed: Listed) -> Claim | None:
        """The same of letters that may mean something else, where the document names the body by a name and speaks of
        the letters as of a body. It is sure of none that another body has, and of what readers know as something else
        only where it acts."""
        named = [(e, lang) for e, lang in listed if e.id in self._named()]
        if len({e.acronym for e, _ in named}) != 1 or len(word) <= LEAST or not self._is_spoken_of(word):
            return None
        entry, lang = named[0]
        sure = word not in self._index.acronyms and (not self._is_known_otherwise(word) or self._acts(word))
        how = Applicability.SAFE if sure else Applicability.UNSAFE
        why = f"listed for {entry.canonical}, which this document names otherwise too"
        return Claim("listed-and-spoken-of", entry.acronym or "", entry.id, lang, how, why, {"named_here": True})

    def made_abroad(self, word: str, listed: Listed) -> Claim | None:
        """It is the initials of another language's long form of a body that the document names, or has the letters of
        its acronym the other way round, as Romance languages put the words. Three letters are of too many bodies: more
        are sure where English has them for nothing, three where their language shines through, too."""
        found = () if listed or word in self._index.acronyms else self._made.get(word, ())
        if len({entry.acronym for entry, _ in found}) != 1:
            return None
        entry, alias = found[0]
        of = f"the initials of “{alias.text}”" if alias else f"{entry.acronym} the other way round"
        shines = alias is not None and alias.lang in self._languages
        sure = self._is_spoken_of(word) and (shines or self._is_unknown(word))
        how = Applicability.SAFE if sure else Applicability.UNSAFE
        lang = alias.lang if alias else None
        why = f"{of}, and this document names {entry.canonical}"
        return Claim("made-abroad", entry.acronym or "", entry.id, lang, how, why, {"named_here": True})

    @cached_property
    def _made(self) -> Mapping[str, Sequence[tuple[Entry, Alias | None]]]:
        """What other languages may call the bodies that the document names, and that have an acronym."""
        found: dict[str, list[tuple[Entry, Alias | None]]] = defaultdict(list)
        for entry in (self._index.entries[key] for key in sorted(self._named())):
            if entry.acronym:
                for acronym, alias in (*abroad(entry), (entry.acronym[::-1], None)):
                    found[acronym].append((entry, alias))
        return found

    def _is_spoken_of(self, word: str) -> bool:
        """Whether the document has an English article in front of an acronym somewhere, as in front of a body."""
        words = self._passage.tokens.words
        places = self._passage.tokens.places(word) if self._passage.language == _ENGLISH else ()
        return any(i > 0 and words[i - 1].lower() == _ARTICLE for i in places)

    def _acts(self, word: str) -> bool:
        """Whether the document says of an acronym somewhere what is said of persons and bodies, or gives its word for
        something."""
        words = self._passage.tokens.words
        return any(
            words[max(0, i - 3) : i] == _ACCORDING or acts().issuperset(words[i + 1 : i + 2] or [""])
            for i in self._passage.tokens.places(word)
        )

    def proved_elsewhere(self, word: str, listed: Listed) -> Claim | None:
        """The long form stands beside it in another document of the folder."""
        proof = self._around.ask(PROOF, word)
        if proof is None:
            return None
        here = proof.entry in self._present if proof.entry else proof.beside in self._passage.document.text
        why = f"“{proof.beside}” stands beside it elsewhere in the folder"
        why += ", and this document names it" if here else ", but this document does not name it"
        about = {"long_form": proof.beside, "named_here": here}
        how = Applicability.SAFE if here else Applicability.UNSAFE
        return Claim("long-form-in-the-folder", proof.right, proof.entry, None, how, why, about)

    def permuted_here(self, word: str, listed: Listed) -> Claim | None:
        """The document has the same letters in another order, and nobody lists these: the glossary's order is right,
        else the one that the long form spells; else both are shown together."""
        acronyms = self._index.acronyms
        others = () if listed or word in self._defined.told else self._defined.permuted.get(word, ())
        for other in sorted(others, key=lambda other: (other not in acronyms, other not in self._defined.right)):
            owners = acronyms.get(other, ())
            about = {"other": other}
            if len(owners) == 1:
                named = owners[0].id in self._named()
                how = Applicability.SAFE if named else Applicability.UNSAFE
                why = f"the letters of {other}, and this document names {owners[0].canonical}"
                return Claim("permuted-and-named", other, owners[0].id, None, how, why, about)
            if other in self._defined.right and not owners:
                why = f"the letters of {other}, which this document spells out"
                return Claim("permuted-and-spelled", other, None, None, Applicability.UNSAFE, why, about)
            if not owners:
                why = f"the document has {other}, too: no glossary and no long form says which is right"
                return Claim("permuted", None, None, None, Applicability.DISPLAY, why, about)
        return None

    def reordered_elsewhere(self, word: str, listed: Listed) -> Claim | None:
        """The document has words with these initials in another order, far from it: of a body that is listed; or of one
        that nobody lists, while the letters are listed for a third."""
        words = self._defined.reordered.get(word)
        entry = named_entry(words, self._index) if words else None
        if not words or not (entry or listed):
            return None
        why, about = f"the letters of “{words}”, which this document names", {"long_form": words, "named_here": True}
        if entry is None or not entry.acronym or entry.acronym == word:
            return Claim("reordered", initials(words), None, None, Applicability.UNSAFE, why, about)
        how = Applicability.SAFE if self._is_spoken_of(word) else Applicability.UNSAFE
        return Claim("reordered-and-named", entry.acronym, entry.id, None, how, why, about)

    def listed_abroad(self, word: str, listed: Listed) -> Claim | None:
        """A glossary lists it for one acronym only, its own language knows it, and English has hardly ever had it; or
        English never had it, and its language shines through, or the document names what the body is related to or has
        a rare word of its name, or speaks of it as of a body by the same letters in another order, or the letters are
        too many for chance."""
        like_a_word = word.title() if word.isupper() and self._words.listed_as(word.title()) != word else ""
        told = word in self._defined.told or like_a_word in self._passage.tokens.forms
        if len({e.acronym for e, _ in listed}) != 1 or len(word) <= LEAST or told:
            return None  # behind other words in brackets, or a name that is written like a word, too
        entry, lang = listed[0]
        here = zipf(word, self._passage.language)
        there = max(((zipf(word, lang), lang) for _, lang in listed if lang and has_words(lang)), default=(0.0, ""))
        if there[0] >= RUNNING_TEXT.established > here and there[0] >= here + RUNNING_TEXT.foreign_acronym:
            why = f"listed for {entry.canonical}, and {there[1]} has it thirty times as often"
            about: dict[str, Any] = {"named_here": False}
            return Claim("listed-abroad", entry.acronym or "", entry.id, lang, Applicability.SAFE, why, about)
        shining = sorted({lang for _, lang in listed if lang} & self._languages)
        related = sorted(other for e, _ in listed for other in e.related if other in self._present)
        spoken_of = self._is_spoken_of(word) or self._acts(word)
        permuted = sorted(word) == sorted(entry.acronym or "") and spoken_of
        rare = sorted(self._rare_words(entry)) if spoken_of else []
        reasons = (
            (shining, f"{', '.join(shining[:1])} shines through elsewhere"),
            (related, f"the document names {', '.join(related[:1])}"),
            (permuted, f"it has the letters of {entry.acronym}"),
            (rare, f"the document has {', '.join(rare[:2])}"),
            (len(word) >= _LONG, "its letters are too many for chance"),
        )
        reason = next((why for holds, why in reasons if holds), None)
        hardly_known = here < RUNNING_TEXT.established
        if reason is None or not (self._is_unknown(word) or ((shining or rare) and spoken_of and hardly_known)):
            return None
        why = f"listed for {entry.canonical}, English has it for nothing, and {reason}"
        about = {"named_here": False, "languages": shining, "related": related[:3]}
        return Claim("listed-and-shining", entry.acronym or "", entry.id, lang, Applicability.SAFE, why, about)

    def _is_unknown(self, word: str) -> bool:
        """Whether nobody who writes the passage's language has the letters, and they are too many for chance."""
        return len(word) > LEAST + 1 and zipf(word, self._passage.language) < KNOWN

    def _rare_words(self, entry: Entry) -> set[str]:
        """The words of a body's name that few bodies have and the document has: Yugoslavia, Kurdistan."""
        forms, language = self._passage.tokens.forms, self._passage.language
        named = (word for word in split(entry.canonical) if word in forms and word[:1].isupper())
        return {word for word in named if zipf(word, language) < RUNNING_TEXT.rare_in_a_body}

    def listed_alone(self, word: str, listed: Listed) -> Claim | None:
        """A glossary lists it for one acronym only, and nothing more speaks for it."""
        if len({e.acronym for e, _ in listed}) != 1:
            return None
        entry, lang = listed[0]
        why = f"listed for {entry.canonical}, which this document does not name otherwise"
        about = {"named_here": False}
        offered = self._is_foreign(word) or self._is_unknown(word)
        how = Applicability.UNSAFE if offered else Applicability.DISPLAY
        return Claim("listed", entry.acronym or "", entry.id, lang, how, why, about)

    def _is_foreign(self, word: str) -> bool:
        """Whether other languages have an acronym ten times as often, and no house of this one writes it for a thing of
        its own: *UA flight 328*."""
        language = self._passage.language
        foreign = lexicon(language).most(word) >= RUNNING_TEXT.foreign_only * math.log(10)
        return foreign and len(word) > LEAST and zipf(word, language) < RUNNING_TEXT.familiar_acronym


Listed = list[tuple[Entry, str | None]]  # entries that a glossary gives an acronym to, and its language


_CLAUSES: tuple[Callable[[Asked, str, Listed], Claim | None], ...] = (  # in order: the first that claims speaks
    Asked.proved_here,
    Asked.listed_and_named,
    Asked.listed_and_spoken_of,
    Asked.proved_elsewhere,
    Asked.permuted_here,
    Asked.reordered_elsewhere,
    Asked.made_abroad,
    Asked.listed_abroad,
    Asked.listed_alone,
)


def may_be_made(word: str, index: Index, language: str) -> bool:
    """Whether an acronym may be one that another language makes of its words: no glossary has it, and its letters mean
    nothing to readers."""
    if len(word) <= LEAST or word in index.acronyms or word in index.foreign_acronyms:
        return False
    return zipf(word, language) < RUNNING_TEXT.familiar_acronym


def _is_inside_a_name(tokens: Tokens, i: int, language: str) -> bool:
    """Whether a capitalised word stands before an acronym, where no sentence begins: *Nur OTAN*. Beside one written
    like a word also behind it, and at the beginning of a sentence any but everyday ones."""
    words, gaps = tokens.words, tokens.separators
    like_a_word = words[i].istitle()
    if like_a_word and i + 1 < len(words) and gaps[i + 1] in _JOINED and words[i + 1][:1].isupper():
        return True
    if i == 0 or gaps[i] not in _JOINED or not is_title(words[i - 1]):
        return False
    if like_a_word and zipf(words[i - 1], language) < RUNNING_TEXT.everyday:
        return True
    return gaps[i] == " " and not tokens.opens_sentence(i - 1)
