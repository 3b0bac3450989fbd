"""How a suspect and a form near to it are judged: ordered tables of clauses, each walked once over one set of signals.

The first clause that holds speaks; where none does, nothing is said. A clause tells in words why it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_letters
from typing import NamedTuple

from rapidfuzz.distance import OSA, DamerauLevenshtein

from normalize.detectors.consistency.asked import COUNT, ESTABLISHED, IS_FREE_AT_MOST, MAY_OCCUR, OUTNUMBERS
from normalize.detectors.consistency.at_home import writes_it_so
from normalize.detectors.consistency.rules import CORRUPTED_WORD, TWO_WAYS
from normalize.detectors.consistency.suspects import LEAST_WORD, Suspect
from normalize.detectors.consistency.witnesses import EVERYDAY, Forms, Witness
from normalize.evidence.reading import Reading
from normalize.model import Applicability
from normalize.names.person_titles import titles
from normalize.rules import Rule
from normalize.text.counted import times
from normalize.words.difference import Kind
from normalize.words.fold import fold
from normalize.words.known import derives_from, zipf
from normalize.words.unlisted import is_rare, is_unlisted

# Occurrences. Chosen on news into which errors were put, so that none of the safe fixes was wrong.
_MAJORITY = 3  # in the document from which a form that no list has may bear witness
_FEW = 2  # in the document up to which a form may be an accident
_ELSEWHERE = 3  # in other documents from which a form is none, and in all of them up to which it may be
_ENDINGS = ("s", "es", "n", "an", "ian", "ans", "ians", "i", "is")  # of names in English


@dataclass(frozen=True)
class Signals:
    """What is known of a suspect and one witness; ``rivals`` are all witnesses of the document."""

    reading: Reading
    forms: Forms
    suspect: Suspect
    witness: Witness
    rivals: Sequence[Witness] = ()

    @property
    def form(self) -> str:
        return self.suspect.form

    @cached_property
    def mine(self) -> int:
        """How often the suspect occurs in the document as it will be written."""
        return self.forms.count(self.form)

    @cached_property
    def _own(self) -> int:
        """How often the suspect occurs in the document, free or not: so often the folder counted it here."""
        return self.reading.tokens.words.count(self.form)

    @property
    def in_folder(self) -> int:
        """How often the witness occurs in the folder, at least."""
        return self.reading.around.ask(COUNT, self.witness.form)

    @property
    def is_usual(self) -> bool:
        """Whether other documents have the suspect too often for an error of one."""
        return self.reading.around.ask(MAY_OCCUR, self.form, _ELSEWHERE + self._own)

    @cached_property
    def is_accident(self) -> bool:
        """Whether the suspect is rare everywhere, and in no word list.

        The folder is counted alike for all of its documents, or a repair in one would free the next one in a second
        run; compounds do not count, for they may be repaired in any number.
        """
        rare_here = max(self.mine, len(self.suspect.at)) <= _FEW and is_unlisted(self.form)
        return rare_here and self.reading.around.ask(IS_FREE_AT_MOST, self.form, _ELSEWHERE)

    @property
    def has_majority(self) -> bool:
        """Whether the document prefers the witness clearly."""
        return self.witness.here >= _MAJORITY and self.witness.here > 2 * self.mine

    @property
    def is_the_others_at_home(self) -> bool:
        """Whether the country that the document is about has the witness, and not the suspect."""
        return writes_it_so(self.witness.form, [self.form], self.reading) is not None

    @property
    def has_majority_in_folder(self) -> bool:
        """Whether the folder does."""
        more = len(self.suspect.at) - self._own
        return self.reading.around.ask(OUTNUMBERS, self.witness.form, self.form, more)

    @property
    def comes_second(self) -> bool:
        """Whether the suspect is the rarer one, or the later one of two that are as frequent."""
        if self.witness.here != self.mine:
            return self.witness.here > self.mine
        tokens = self.reading.tokens
        first = [next(iter(tokens.places(form)), len(tokens.words)) for form in (self.witness.form, self.form)]
        return (first[0], self.witness.form) < (first[1], self.form)

    @property
    def shares_company(self) -> bool:
        """Whether the same name stands beside both."""
        return self.forms.share_company(self.form, self.witness.form)

    @property
    def is_certain(self) -> bool:
        """Whether the witness is an established name without rivals, and the suspect nobody's name."""
        return (
            len(self.form) >= LEAST_WORD
            and zipf(self.witness.form, self.reading.target) >= ESTABLISHED
            and not any(map(self._is_rival, self.rivals))
            and self._is_nobodys
            and not self._is_inflected
        )

    @property
    def is_a_slip(self) -> bool:
        """Whether the suspect is an accident at the keyboard, and not a name of its own.

        Names that readers seldom meet have others beside them that are as real (Fukuji and Fukui): of such a one only
        letters that changed places (Mausda) or that come once more (Khrerson) are an error. No slip puts a mark on a
        letter: Svobodná is a Czech word.
        """
        form, right = fold(self.form), fold(self.witness.form)
        if not set(self.form) <= set(self.witness.form) | set(ascii_letters):
            return False
        return (
            (sorted(form) == sorted(right) and OSA.distance(form, right) == 1)
            or _comes_once_more(form, right)
            or zipf(self.witness.form, self.reading.target) >= EVERYDAY
        )

    @property
    def begins_alike(self) -> bool:
        """Whether both begin with one letter.

        Errors spare it (93 of 100 do: Yannakoudakis and Fawthrop 1983, Pollock and Zamora 1984), so that another first
        letter makes another name (Ymobile, Hindia) about as often as an error of this one.
        """
        return fold(self.form)[0] == fold(self.witness.form)[0]

    def _is_rival(self, other: Witness) -> bool:
        """Whether another name is as near, and is no form of the witness."""
        best = self.witness
        one_name = fold(other.form) == fold(best.form) or derives_from(other.form, best.form)
        return not one_name and other.difference.distance <= best.difference.distance

    @property
    def _is_nobodys(self) -> bool:
        """Whether nothing makes the suspect part of a person's name of its own."""
        words = self.reading.tokens.words
        titled = any(i > 0 and fold(words[i - 1]) in titles() for i in self.suspect.at)
        return not titled and (not any(self.forms.company(self.form)) or self.shares_company)

    @property
    def _is_inflected(self) -> bool:
        """Whether another known form of the same word is as near: Governosr may be Governor or Governors."""
        stem = self.witness.form.removesuffix("s")
        others = {stem, *(stem + ending for ending in _ENDINGS)} - {self.witness.form}
        nearest = self.witness.difference.distance
        return any(
            not is_rare(other, self.reading.target)
            and DamerauLevenshtein.distance(fold(self.form), fold(other), score_cutoff=nearest) <= nearest
            for other in others
        )


def _comes_once_more(form: str, right: str) -> bool:
    """Whether a form is another with one of its letters once more, next to it or but one.

    >>> _comes_once_more("khrerson", "kherson"), _comes_once_more("fukuji", "fukui")
    (True, False)
    """
    return any(
        form[:at] + form[at + 1 :] == right and form[at] in right[max(0, at - 2) : at + 2] for at in range(len(form))
    )


class Clause(NamedTuple):
    """One reason to speak: the kinds of difference that it is about, its test, and what it says.

    ``why`` may hold ``{form}``, ``{other}``, ``{occurs}`` (of the witness in the document) and ``{folder}`` (how often
    it occurs in the folder).
    """

    name: str
    kinds: tuple[Kind, ...]
    test: Callable[[Signals], bool]
    rule: Rule
    applicability: Applicability
    why: str


class Verdict(NamedTuple):
    """The clause that holds, the witness that it holds for, and the reason in words."""

    clause: Clause
    witness: Witness
    why: str


_SAFE, _UNSAFE, _DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY
_IN_NO_LIST = "“{form}” is in no word list, and {occurs}"

# A name, and another one in the same document.
NAMES = (
    Clause(
        "marks-alone",
        (Kind.MARKS,),
        lambda s: s.form.isascii(),
        TWO_WAYS,
        _DISPLAY,
        "{occurs}; the two differ by diacritics alone",
    ),
    Clause(
        "lost-letters",
        (Kind.LOST,),
        lambda s: True,
        TWO_WAYS,
        _SAFE,
        "the letters of “{other}” without the marked ones, and {occurs}",
    ),
    Clause(
        "known-spelling",
        (Kind.RESPELLED,),
        lambda s: s.witness.known and not s.is_usual,
        TWO_WAYS,
        _UNSAFE,
        "{occurs}, and readers know that spelling",
    ),
    Clause(
        "spelling-at-home",
        (Kind.RESPELLED,),
        lambda s: s.is_the_others_at_home and not s.is_usual,
        TWO_WAYS,
        _UNSAFE,
        "{occurs}, and the country that the document is about writes it so",
    ),
    Clause(
        "rarer-spelling",
        (Kind.RESPELLED,),
        lambda s: s.has_majority and not s.is_usual,
        TWO_WAYS,
        _DISPLAY,
        "{occurs}, and this one is rarer",
    ),
    Clause(
        "second-spelling",
        (Kind.RESPELLED,),
        lambda s: s.comes_second,
        TWO_WAYS,
        _DISPLAY,
        "{occurs}, too, as often or more",
    ),
    Clause(
        "certain-name",
        (Kind.CORRUPTED,),
        lambda s: s.witness.known and s.is_accident and s.is_certain and s.is_a_slip and s.begins_alike,
        CORRUPTED_WORD,
        _SAFE,
        _IN_NO_LIST,
    ),
    Clause(
        "known-name",
        (Kind.CORRUPTED,),
        lambda s: s.witness.known and s.is_accident,
        CORRUPTED_WORD,
        _UNSAFE,
        _IN_NO_LIST,
    ),
    Clause(
        "same-company",
        (Kind.CORRUPTED,),
        lambda s: s.has_majority and s.is_accident and s.shares_company,
        CORRUPTED_WORD,
        _UNSAFE,
        "{occurs}, beside the same name",
    ),
)

# A word, and an everyday one in the same document.
WORDS = (Clause("everyday-word", tuple(Kind), lambda s: s.is_accident, CORRUPTED_WORD, _UNSAFE, _IN_NO_LIST),)

# A name, and an established one of other documents: never enough for a safe fix, for they may be repaired, too.
_IN_FOLDER = "readers do not know “{form}”, and “{other}” occurs {folder} in the folder"
FOLDER = (
    Clause(
        "respelled-in-folder",
        (Kind.RESPELLED, Kind.LOST),
        lambda s: not s.is_usual and len(s.suspect.at) <= _FEW,
        TWO_WAYS,
        _UNSAFE,
        _IN_FOLDER,
    ),
    Clause(
        "corrupted-in-folder",
        (Kind.CORRUPTED,),
        lambda s: s.is_accident and s.has_majority_in_folder,
        CORRUPTED_WORD,
        _UNSAFE,
        _IN_FOLDER,
    ),
)


def judge(clauses: Iterable[Clause], signals: Signals) -> Verdict | None:
    """What the first clause that holds has to say; None where none does."""
    witness = signals.witness
    for clause in clauses:
        if witness.difference.kind in clause.kinds and clause.test(signals):
            why = clause.why.format(
                form=signals.form,
                other=witness.form,
                occurs=f"“{witness.form}” occurs {times(witness.here)} in the document",
                folder=times(signals.in_folder) if "{folder}" in clause.why else "",
            )
            return Verdict(clause, witness, why)
    return None
