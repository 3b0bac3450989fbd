"""What is asked of the folder about suspects and what is near to them. Each answer is what a decision turns on."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from normalize.detectors.consistency.likeness import alike, is_name
from normalize.evidence.around import Around, Question
from normalize.evidence.profile import Profile
from normalize.names.folder import Repair
from normalize.storage import memos
from normalize.words.difference import Difference
from normalize.words.known import zipf
from normalize.words.near import Nearby
from normalize.words.unlisted import LANGUAGES

ESTABLISHED = 2.0  # zipf frequency of a name that readers know
_MOST_FORMS = 50_000  # of a folder: the most frequent ones
_MAJORITY = 3  # occurrences in the folder from which a form that no list has may bear witness


class _FolderNames:
    """The established names of a folder; what is near to a form is found once in a run."""

    def __init__(self, profile: Profile, language: str) -> None:
        fit = [form for form in profile.capitalised if is_name(form) and zipf(form, language) >= ESTABLISHED]
        fit.sort(key=lambda form: (-profile.capitalised[form], form))
        names = Nearby(fit[:_MOST_FORMS])
        self.like = lru_cache(maxsize=memos.FORMS)(lambda form: tuple(alike(form, names)))


def _names_like(around: Around, form: str) -> tuple[tuple[str, Difference], ...]:
    """What is near, if there are other documents. A profile that is not whole keeps the names that a word list has, and
    so all that are established."""
    profile = around.folder.profile
    knows = profile.is_whole("capitalised") or around.target in LANGUAGES
    return profile.derived(_FolderNames, around.target).like(form) if profile.documents > 1 and knows else ()


def _words_in_compounds(profile: Profile) -> Counter[str]:
    """How often each word stands behind a prefix."""
    found: Counter[str] = Counter()
    for compound, count in profile.compounds.items():
        found[compound.partition("-")[2]] += count
    return found


def _is_free_at_most(around: Around, form: str, most: int) -> bool:
    profile = around.folder.profile
    return profile.at_most(form) - profile.derived(_words_in_compounds)[form] <= most


def _outnumbers(around: Around, form: str, other: str, more: int) -> bool:
    profile = around.folder.profile
    count = profile.words[form]
    return count >= _MAJORITY and count > 2 * (profile.at_most(other) + more)


NAMES_LIKE: Question[[str], tuple[tuple[str, Difference], ...]] = Question(
    "names-like", "the established names of other documents that are near to {0}", _names_like, ()
)
OCCURS: Question[[str, int], bool] = Question(
    "occurs",
    "whether {0} occurs {1} times",
    lambda around, form, least: around.folder.profile.words[form] >= least,
    False,
)
MAY_OCCUR: Question[[str, int], bool] = Question(
    "may-occur",
    "whether {0} occurs {1} times",
    lambda around, form, least: around.folder.profile.at_most(form) >= least,
    False,
)
IS_FREE_AT_MOST: Question[[str, int], bool] = Question(
    "free-at-most", "whether {0} occurs {1} times at most outside of compounds", _is_free_at_most, True
)
OUTNUMBERS: Question[[str, str, int], bool] = Question(
    "outnumbers", "whether {0} is much more frequent than {1}", _outnumbers, False
)
COUNT: Question[[str], int] = Question(
    "count", "how often {0} occurs", lambda around, form: around.folder.profile.words[form], 0
)
COMPOUNDS_WITH: Question[[str], tuple[str, ...]] = Question(
    "compounds-with",
    "the names behind “{0}-”",
    lambda around, prefix: tuple(around.folder.profile.compounds_with(prefix)),
    (),
)
REPAIRS_BEHIND: Question[[str], tuple[Repair, ...]] = Question(
    "repairs-behind",
    "the names behind “{0}-” that are repaired",
    lambda around, prefix: tuple(around.folder.repairs_behind(prefix)),
    (),
)
COMPOUND_OCCURS: Question[[str, int], bool] = Question(
    "compound-occurs",
    "whether {0} occurs {1} times",
    lambda around, compound, least: around.folder.profile.compounds[compound] >= least,
    True,
)
COMPOUND_COUNT: Question[[str], int] = Question(
    "compound-count", "how often {0} occurs", lambda around, compound: around.folder.profile.compounds[compound], 0
)
KNOWS_COMPOUNDS: Question[[], bool] = Question(
    "knows-compounds",
    "whether all of its compounds are known",
    lambda around: around.folder.profile.is_whole("compounds"),
    True,
)
QUESTIONS = (
    NAMES_LIKE,
    OCCURS,
    MAY_OCCUR,
    IS_FREE_AT_MOST,
    OUTNUMBERS,
    COUNT,
    COMPOUNDS_WITH,
    REPAIRS_BEHIND,
    COMPOUND_OCCURS,
    COMPOUND_COUNT,
    KNOWS_COMPOUNDS,
)
