"""Second opinions on the language of a short text: eldc, and langdetect where it is worth its cost.

Both are restricted to the languages that the script allows. eldc (n-grams, compiled) answers in microseconds;
langdetect takes milliseconds, so its answers are remembered, and it is asked only about what is short or disputed.
"""

from __future__ import annotations

import threading
from array import array
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from normalize.languages.tables import languages_of
from normalize.storage import memos

_SAMPLE = 300  # code points of a passage that are looked at
_PROFILES = {"zh": "zh-cn"}
_lock = threading.Lock()


@cache
def _eldc(script: str) -> Any:
    """A detector of eldc with settings of its own, restricted to the languages of a script."""
    import eldc

    with _lock:
        eldc.init()
        detector = eldc.instance()
        detector.set_languages([lang for lang in languages_of(script) if lang in eldc.LANGUAGES])
    return detector


@cache
def languages_known() -> frozenset[str]:
    """The languages that eldc can name; it has no Pashto, nor has langdetect."""
    import eldc

    return frozenset(eldc.LANGUAGES)


def eldc_says(text: str, script: str) -> str:
    """The language that eldc names, ``und`` where it cannot tell.

    >>> eldc_says("sin decir nada", "latin")
    'es'
    """
    return str(_eldc(script).detect(_clean(text[:_SAMPLE])))


def _clean(text: str) -> str:
    """A text without the lone surrogates that no library accepts."""
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def _profiles(script: str) -> Any:
    """langdetect's profiles, seeded: unseeded, it gives other answers from run to run."""
    import langdetect.detector_factory as library
    from langdetect.lang_detect_exception import LangDetectException

    library.DetectorFactory.seed = 0
    factory = library.DetectorFactory()
    folder = Path(library.PROFILES_DIRECTORY)
    names = [_PROFILES.get(lang, lang) for lang in languages_of(script)]
    profiles = [(folder / name).read_text(encoding="utf-8") for name in names if (folder / name).exists()]
    try:
        factory.load_json_profile(profiles)
    except LangDetectException as error:
        if isinstance(error.__context__, KeyboardInterrupt):  # whatever happens meanwhile, it says that a file is wrong
            raise KeyboardInterrupt from None
        raise
    shares = factory.word_lang_prob_map
    shares.update((gram, array("d", row)) for gram, row in shares.items())  # lists of objects take a fifth more
    return factory


@lru_cache(maxsize=memos.REPEATED)
def langdetect_says(text: str, script: str) -> str:
    """The language that langdetect names, ``und`` where it cannot tell.

    >>> langdetect_says("sin decir nada a nadie", "latin")
    'es'
    """
    from langdetect.lang_detect_exception import LangDetectException

    with _lock:  # loading profiles from several threads gives wrong answers without a word
        detector = _profiles(script).create()
    detector.append(_clean(text[:_SAMPLE]))
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return "und"
    return str(best.lang).split("-")[0]
