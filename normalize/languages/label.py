"""Which language a foreign passage is in: the word lists, eldc and langdetect each have a voice."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from normalize.languages import tables
from normalize.languages.identifiers import eldc_says, langdetect_says, languages_known
from normalize.languages.lexicon import lexicon
from normalize.languages.passage import Passage

_SHORT = 3  # words up to which the voices must agree for the language to be certain
_FEW = 8  # words up to which langdetect is asked
_WIDE = 12.0  # evidence that the word lists need to outvote both others
_CLOSE = 3.0  # evidence by which a language must lead another one if the other voices name that one
_LESS_SPOKEN = 1.5  # evidence that the other languages of a script need more than the one that is written most
_SCALE = 6.0


@dataclass(frozen=True, slots=True)
class Label:
    """A language with its score, the voices for it and those for another one."""

    lang: str
    score: float
    certain: bool
    voices: tuple[str, ...]
    others: tuple[str, ...]


def label_passage(text: str, passage: Passage, target: str) -> Label | None:
    """Name the language of a passage in Latin letters (or in the target's own script).

    None where the other voices hold it to be in the target language and the word lists have little to say.
    """
    if passage.lang in tables.quoted():
        return None
    words = passage.last - passage.first + 1
    if passage.lang in tables.romanised() and tables.script_of_language(target) != tables.script_of_language(
        passage.lang
    ):
        score = 1 - math.exp(-passage.evidence / _SCALE)
        return Label(passage.lang, round(score / 2, 4), False, ("romanised words",), ())
    script = tables.script_of_language(passage.lang)
    said = {"phrases" if passage.phrase else "word lists": passage.lang, "eldc": eldc_says(text, script)}
    if words <= _SHORT or (words <= _FEW and said["eldc"] != passage.lang):
        said["langdetect"] = langdetect_says(text, script)
    if passage.phrase:
        lang = next((said[name] for name in said if said[name] in passage.phrase and name != "phrases"), passage.lang)
        said["phrases"] = lang
    elif passage.lang not in languages_known():
        lang, said = passage.lang, {"word lists": passage.lang}
    else:
        lang = _chosen(said, passage, words)
    if lang == target:
        return None
    return _label(lang, said, 1 - math.exp(-passage.evidence / _SCALE), words)


def _chosen(said: dict[str, str], passage: Passage, words: int) -> str:
    """The language that most voices name; the word lists' own where they are not outvoted."""
    (first, votes), *_ = Counter(lang for lang in said.values() if lang != "und").most_common()
    if first == passage.lang:
        return first
    close = _is_close(said, passage)
    if passage.evidence >= _WIDE and not close:
        return passage.lang
    if votes > 1:
        return first
    if close:
        return said["eldc"]
    known = tables.languages_of(tables.script_of_language(passage.lang))
    return said["eldc"] if words <= _SHORT + 1 and said["eldc"] in known else passage.lang


def _is_close(said: dict[str, str], passage: Passage) -> bool:
    """Whether the language that eldc names is hardly less likely by the word lists."""
    other, evidence = passage.runner_up or ("", 0.0)
    return said["eldc"] == other and passage.evidence - evidence < _CLOSE


def label_run(text: str, words: list[str], script: str, target: str) -> Label:
    """Name the language of a run in a script that the target language is not written in."""
    languages = [lang for lang in tables.languages_of(script) if lang != target]
    if len(languages) == 1:
        return Label(languages[0], 1.0, True, ("script",), ())
    said = {}
    if len(words) <= tables.LONGEST:
        known = tables.phrases().get(" ".join(tables.plain(word) for word in words if not word.isdigit()), ())
        if phrase := next((lang for lang in languages if lang in known), ""):
            said["phrases"] = phrase
    named = _by_words(words, script, target)
    letters = _by_letters(text, languages, script)
    if letters == "zh" and named == "ja":
        letters = None  # a word of ideographs alone, which Chinese does not have
    if letters:
        said["letters"] = letters
    if named:
        said["word lists"] = named
    said["eldc"] = eldc_says(text, script)
    if len(set(said.values())) > 1 and len(words) <= _FEW:
        said["langdetect"] = langdetect_says(text, script)
    votes = Counter(lang for lang in said.values() if lang in languages)
    lang = (
        said.get("phrases")
        or letters
        or max(languages, key=lambda language: (votes[language], -languages.index(language)))
    )
    if letters and lang not in languages_known():
        said = {name: answer for name, answer in said.items() if answer == lang}
    return _label(lang, said, 1.0, len(words))


def _by_letters(text: str, languages: list[str], script: str) -> str | None:
    """The one language whose own letters stand in the text; Chinese where there are ideographs and no kana."""
    used = set(text)
    own = [lang for lang in languages if used.intersection(tables.letters().get(lang, ""))]
    if script == "han":
        return own[0] if own else "zh"
    possible = [lang for lang in languages if not used.intersection(tables.missing().get(lang, ""))]
    if len(own) == 1:
        return own[0]
    return possible[0] if len(possible) == 1 else None


def _by_words(words: list[str], script: str, target: str) -> str | None:
    known = lexicon(target, script)
    if not known.languages:
        return None
    sums = [sum(numbers) for numbers in zip(*map(known.vector, words), strict=True)]
    if len(set(sums)) == 1:
        return None
    best = max(range(len(sums)), key=lambda k: sums[k] - _LESS_SPOKEN * (k > 0))  # the first is by far the most written
    return known.languages[best]


def _label(lang: str, said: dict[str, str], score: float, words: int) -> Label:
    voices = tuple(name for name, answer in said.items() if answer == lang)
    others = tuple(f"{name}: {answer}" for name, answer in said.items() if answer not in (lang, "und"))
    certain = not {"phrases", "letters"}.isdisjoint(voices) or (not others if words <= _SHORT else len(voices) > 1)
    share = len(voices) / (len(voices) + len(others)) if others else 1.0
    return Label(lang, round(score * (0.5 + 0.5 * share), 4), certain, voices, others)
