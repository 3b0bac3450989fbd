"""Acronyms with their long forms: one body, whatever the order of its letters and the language that spells it out.

Acronyms are never clustered by likeness: of a hundred real ones sixteen pairs are one letter apart. Two are one body's
where both stand beside the same long form, or beside long forms whose words are cognates in any order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from normalize.evidence.profile import Profile
from normalize.names.acronym_expansions import SMALL, initials, long_form
from normalize.names.thresholds import RUNNING_TEXT
from normalize.words.fold import fold, split
from normalize.words.known import zipf
from normalize.words.likeness import similarity

_LEAST_WORDS = 2  # of a long form: one word has no initials to make an acronym of
_LEAST_LETTERS = 3  # of an acronym: two letters are too many things
_RIVAL = 4  # times as often (judgement): an acronym of another body that happens to be defined so here


@dataclass(frozen=True, slots=True)
class Body:
    """Long forms and acronyms of one body, each with how often they are defined by each other; ``apart`` are acronyms
    that were kept out, with the reason."""

    names: tuple[str, ...]
    acronyms: tuple[str, ...]
    apart: tuple[tuple[str, str], ...] = ()


def spelled_out(words: str, acronym: str) -> str | None:
    """The end of a passage that spells an acronym out: by :func:`long_form`, or with words in lower case in its order.

    >>> spelled_out("the Front national de résistance", "FNR"), spelled_out("the National Resistance Front", "FNR")
    ('Front national de résistance', 'National Resistance Front')
    >>> spelled_out("he found no reason", "FNR")
    """
    found = long_form(words, acronym)
    if found is not None:
        return found
    parts = words.split()
    for start in range(len(parts) - _LEAST_WORDS, -1, -1):
        tail = " ".join(parts[start:])
        if parts[start][0].isupper() and parts[start].lower() not in SMALL and initials(tail) == acronym.upper():
            return tail
    return None


def bodies(profile: Profile, language: str = "en") -> list[Body]:
    """The bodies that the definitions of a corpus speak of and that have more than one acronym or long form."""
    defined = _defined(profile)
    groups = _groups(sorted(defined))
    made = [_body(group, defined, groups, language) for group in groups]
    near = _one_letter_apart(made)
    return [
        replace(body, apart=(*body.apart, *near[place]))
        for place, body in enumerate(made)
        if len(body.names) + len(body.acronyms) > _LEAST_WORDS
    ]


def _one_letter_apart(made: Sequence[Body]) -> list[list[tuple[str, str]]]:
    """For each body the acronyms of others that differ from one of its own by a letter, with what they stand for."""
    by_rest: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, body in enumerate(made):
        for acronym in body.acronyms:
            for i in range(len(acronym)):
                by_rest[f"{acronym[:i]}_{acronym[i + 1 :]}"].append((place, acronym))
    found: list[dict[str, str]] = [{} for _ in made]
    for near in by_rest.values():
        for place, _ in near:
            for other, acronym in near:
                if other != place:
                    found[place][acronym] = f"one letter apart, and another body: {made[other].names[0]}"
    return [sorted(one.items()) for one in found]


def _defined(profile: Profile) -> Counter[tuple[str, str]]:
    """Acronyms with the long forms that they stand beside, counted."""
    found: Counter[tuple[str, str]] = Counter()
    loose: Counter[tuple[str, str]] = Counter()
    for (acronym, words), times in profile.definitions.items():
        if len(acronym) < _LEAST_LETTERS:
            continue
        name = spelled_out(words, acronym)
        if name is not None and len(split(name)) >= _LEAST_WORDS:
            found[acronym, name] += times
        else:
            loose[acronym, words] += times
    # A foreign acronym beside a long form that has one of its own elsewhere: Rapid Support Forces (FAR).
    names = {name for _, name in found}
    for (acronym, words), times in loose.items():
        known = next((name for name in sorted(names, key=lambda n: (-len(n), n)) if _ends_with(words, name)), None)
        if known is not None and len(acronym) == len(initials(known)):
            found[acronym, known] += times
    return found


def _ends_with(words: str, name: str) -> bool:
    return words == name or words.endswith(f" {name}")


def _groups(defined: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Definitions of one body each: the same long form, or the same letters and long forms that are cognates."""
    group_of: dict[tuple[str, str], list[tuple[str, str]]] = {}
    by_name: dict[str, list[tuple[str, str]]] = defaultdict(list)
    by_letters: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in defined:
        group_of[one] = [one]
        by_name[fold(one[1])].append(one)
        by_letters["".join(sorted(one[0]))].append(one)
    pairs = [(same[0], other) for same in by_name.values() for other in same[1:]]
    for same in by_letters.values():
        pairs += [(a, b) for i, a in enumerate(same) for b in same[i + 1 :] if are_cognates(a[1], b[1])]
    for a, b in pairs:
        ours, theirs = group_of[a], group_of[b]
        if ours is not theirs:
            ours += theirs
            for one in theirs:
                group_of[one] = ours
    return list({id(group): group for group in group_of.values()}.values())


def are_cognates(a: str, b: str) -> bool:
    """Whether the words of two long forms that count are the same, in any order and in spellings of two languages.

    >>> are_cognates("Front national de résistance", "National Resistance Front")
    True
    >>> are_cognates("Democratic Front", "Popular Front")
    False
    """
    ours, theirs = _content(a), _content(b)
    if len(ours) != len(theirs):
        return False
    for word in ours:
        best = max(theirs, key=lambda other: (similarity(word, other), other))
        if similarity(word, best) < RUNNING_TEXT.pair:
            return False
        theirs.remove(best)
    return True


def is_called(name: str, other: str) -> bool:
    """Whether two long forms may be one body's: cognates, or all the words of one are in the other.

    >>> is_called("National Resistance Front", "National Resistance Front of Afghanistan")
    True
    >>> is_called("National Council of Azarou", "Central News Agency")
    False
    """
    ours, theirs = ({fold(word) for word in _content(one)} for one in (name, other))
    within = min(len(ours), len(theirs)) >= _LEAST_WORDS and (ours <= theirs or theirs <= ours)
    return within or are_cognates(name, other)


def _content(name: str) -> list[str]:
    return [word for word in split(name) if word.lower() not in SMALL]


def _body(
    group: Iterable[tuple[str, str]],
    defined: Mapping[tuple[str, str], int],
    groups: Sequence[Sequence[tuple[str, str]]],
    language: str,
) -> Body:
    own: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for acronym, name in group:
        own[acronym] += defined[acronym, name]
        names[name] += defined[acronym, name]
    apart: list[tuple[str, str]] = []
    for acronym in sorted(own):
        rival = _rival(acronym, own[acronym], group, defined, groups)
        if rival is not None:
            del own[acronym]
            apart.append((acronym, f"it also stands for {rival}"))
    names = _without_other_case(names)
    ordered = sorted(names, key=lambda name: (-_known(name, language), -names[name], name))
    return Body(tuple(ordered), tuple(sorted(own, key=lambda a: (-own[a], a))), tuple(apart))


def _without_other_case(names: Counter[str]) -> Counter[str]:
    """Long forms that differ by letter case alone as one: with most capitals."""
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (-sum(map(str.isupper, name)), name)):
        found.setdefault(name.casefold(), name)
    kept: Counter[str] = Counter()
    for name, times in names.items():
        kept[found[name.casefold()]] += times
    return kept


def _known(name: str, language: str) -> float:
    """How well readers know the rarest word of a long form, in steps: how often it occurs decides among equals."""
    return round(min(zipf(word, language) for word in _content(name)) * 2) / 2


def _rival(
    acronym: str,
    times: int,
    group: Iterable[tuple[str, str]],
    defined: Mapping[tuple[str, str], int],
    groups: Sequence[Sequence[tuple[str, str]]],
) -> str | None:
    """The long form of another body that has the acronym, unless that is a slip."""
    mine = set(group)
    for other in groups:
        for one in other:
            if one[0] == acronym and one not in mine and defined[one] * _RIVAL > times:
                return one[1]
    return None


def right_acronym(body: Body) -> tuple[str | None, str]:
    """The acronym proposed for a body, and why: the initials of its first long form where the corpus has them."""
    spelled = initials(body.names[0])
    if spelled in body.acronyms:
        return spelled, f"the initials of {body.names[0]}"
    if len(body.acronyms) == 1:
        return body.acronyms[0], "the only acronym"
    return None, ""
