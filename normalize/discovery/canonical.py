"""Which form of a cluster is proposed for all: English usage, else the majority, else the form with its marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from normalize.discovery.blocks import bare
from normalize.discovery.compared import Corpus
from normalize.discovery.data import words_of
from normalize.discovery.evidence import Evidence
from normalize.names.designators import is_designator
from normalize.names.person_titles import given
from normalize.names.thresholds import RUNNING_TEXT
from normalize.text.counted import counted
from normalize.words.fold import fold, split
from normalize.words.known import KNOWN, zipf_as_written
from normalize.words.unlisted import LANGUAGES

_MAJORITY = 2  # times as often as the next form (judgement)
_LANGUAGE = {"en": "English"}
NOTHING_TELLS = "nothing else tells"  # why a form was chosen that no rule prefers
_CLEAR = 4  # times as often (judgement): usage of a rare word elsewhere tells less


class Choice(NamedTuple):
    """The form proposed for a cluster, and why."""

    form: str
    reason: str


def choose(forms: Sequence[str], corpus: Corpus) -> Choice:
    """The form to write for all of some forms."""
    seen = corpus.evidence
    counts = Counter({form: seen.of(form).count for form in forms})
    lengths = Counter(len(bare(form)) for form in forms for _ in range(1 + counts[form]))
    usual = max(lengths, key=lambda length: (lengths[length], -length))
    able = sorted((f for f in forms if len(bare(f)) == usual), key=lambda f: (-counts[f], _marks(f), f))
    for rule in (_by_usage, _by_majority, _by_marks):
        choice = rule(able, counts, corpus)
        if choice is not None:
            return choice
    return Choice(able[0], f"seen most ({counted(counts[able[0]], 'mention')}); {NOTHING_TELLS}")


def _marks(form: str) -> int:
    return -sum(not ch.isascii() for ch in form)


def _by_usage(forms: Sequence[str], counts: Mapping[str, int], corpus: Corpus) -> Choice | None:
    """The form that readers of the target language meet much more often than the others."""
    usage = {form: _usage(form, forms, corpus.language) for form in forms}
    best, *rest = sorted(forms, key=lambda form: (-usage[form], -counts[form], form))
    following = max((usage[form] for form in rest), default=-1.0)
    if usage[best] < KNOWN or usage[best] - following < RUNNING_TEXT.better_known:
        return None
    lead = usage[best] - following
    if lead < RUNNING_TEXT.foreign_only and counts[best] * _CLEAR <= max(counts[form] for form in rest):
        return None
    where = _LANGUAGE.get(corpus.language, corpus.language)
    return Choice(best, f"usage in {where} (frequency {usage[best]:.1f} to {max(following, 0):.1f})")


def _usage(form: str, forms: Iterable[str], language: str) -> float:
    """How well known the words of a form are that not all forms have: the rarest of them, as written."""
    shared = set.intersection(*(set(split(other)) for other in forms))
    own = [word for word in split(form) if word not in shared and len(word) > 1]
    return min((zipf_as_written(word, language) for word in own), default=0.0)


def _by_majority(forms: Sequence[str], counts: Mapping[str, int], corpus: Corpus) -> Choice | None:
    best, total = forms[0], sum(counts[form] for form in forms)
    following = max((counts[form] for form in forms[1:]), default=0)
    if counts[best] < _MAJORITY * max(1, following):
        return None
    return Choice(best, f"the majority ({counts[best]:,} of {counted(total, 'mention')})")


def _by_marks(forms: Sequence[str], counts: Mapping[str, int], corpus: Corpus) -> Choice | None:
    """The form with the marks that it has at home, where the others differ by them alone."""
    if len({fold("".join(split(form))) for form in forms}) != 1:
        return None
    best = min(forms, key=lambda form: (_marks(form), -counts[form], form))
    return Choice(best, "the native form, with its marks") if _marks(best) else None


def kind_of(forms: Sequence[str], evidence: Evidence, has_acronym: bool = False) -> str:
    """The kind of a cluster, by what stands around its forms and by their words."""
    words = {fold(word) for form in forms for word in split(form)}
    if has_acronym or any(word in words_of("bodies") for word in words):
        return "organisation"
    person = sum(evidence.of(form).as_person for form in forms)
    place = sum(evidence.of(form).as_place for form in forms)
    several = any(len(bare(form)) > 1 for form in forms)
    if several and any(fold(bare(form)[0]) in given() or _says_whose_child(form) for form in forms):
        return "person"
    if several and person == place == 0:  # people are called by their surnames alone; many are named after places
        alone = [evidence.of(surname) for surname in surnames(forms)]
        return "person" if sum(seen.as_person - seen.as_place for seen in alone) > 0 else "other"
    if person == place:
        return "other"
    return "person" if person > place and not any(map(is_designator, words)) else "place" if place else "other"


def _says_whose_child(name: str) -> bool:
    return any(fold(word) in words_of("child_of") for word in split(name)[1:-1])


def surnames(forms: Iterable[str]) -> set[str]:
    """The last words of names that may be those of persons: of two or three words.

    >>> sorted(surnames(["Ahmad Massoud", "Kabul"]))
    ['Massoud']
    """
    return {split(form)[-1] for form in forms if len(split(form)) in (2, 3)}


def language_of(form: str, canonical: str, seen: Mapping[str, int], target: str) -> str | None:
    """The language that spells a form so: the one whose word list has its own words far oftener than all others, or the
    one foreign language in whose passages it stands."""
    own = [word for word in split(form) if word not in split(canonical)]
    usage = [(_least(own, lang, zipf_as_written), lang) for lang in LANGUAGES]
    (best, lang), (following, _) = sorted(usage, reverse=True)[:2]
    if own and lang != target and best >= KNOWN and best - following >= RUNNING_TEXT.better_known:
        return lang
    return next(iter(seen)) if len(seen) == 1 and target not in seen else None


def _least(words: Sequence[str], language: str, frequency: Callable[[str, str], float]) -> float:
    return min((frequency(word, language) for word in words), default=0.0)
