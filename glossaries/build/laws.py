"""What the scripts here know of names: which of them readers know, which belong to another language, which clash.

Frequencies are zipf values of wordfreq (log10 of occurrences per billion words).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from normalize.languages.romanise import romanised
from normalize.names.form import PARTICLES
from normalize.names.thresholds import RUNNING_TEXT
from normalize.words.fold import fold, neutral, split
from normalize.words.known import COMMON, KNOWN, derives_from, zipf, zipf_as_written
from normalize.words.likeness import similarity

READERS = {"en": 1.0, "fr": 2.0, "es": 2.0, "it": 2.0, "de": 2.0, "pt": 2.0}  # least zipf frequency of what is known
LISTS = ("fr", "es", "it", "de", "pt", "nl", "pl", "tr", "sv", "nb", "da", "cs", "ro", "hu", "fi", "sh")
LISTED_AS = {"no": "nb", "hr": "sh", "sr": "sh", "bs": "sh"}  # languages by the word list that has theirs
FOREIGN = 1.0  # powers of ten by which another language knows a name better than English
LEAD = 1.75  # and by which it may at most, where the name is another word
WORD = 3.0  # zipf frequency in its language from which a respelling may be a word
KNOWN_THERE = 2.0  # least zipf frequency of a name in its language
ALIKE = 0.86  # least likeness of a spelling to the name
ONE_NAME = 0.8  # least likeness of a name that another language spells, and does not name otherwise
READ = 0.5  # and of a name in another alphabet, read letter by letter
SHORTEST = 5  # letters of a spelling
LEAST_LETTERS = 4  # and of a name whose language is known
# Letters of a language beside those of English.
LETTERS = {
    "fr": "àâæçéèêëîïôœùûüÿ", "es": "áéíñóúü", "it": "àèéìíòóùú", "de": "äöüß", "pt": "áâãàçéêíóôõú", "nl": "áéëèïíóöü",
    "pl": "ąćęłńóśźż", "tr": "âçğıîöşûü", "sv": "åäéöü", "da": "åæéø", "no": "åæéø", "nb": "åæéø", "fi": "åäöšž",
    "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "ro": "ăâîșțşţ", "hu": "áéíóöőúüű", "hr": "čćđšž",
    "sh": "čćđšž", "sl": "čšž", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äõöšüž",
}  # fmt: skip
_VIETNAMESE = "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư"
_FOREIGN = frozenset("".join(LETTERS.values()) + _VIETNAMESE + "āēīōūḥṭṣḍẓəǧʻĭĕḩ")
_WORDS = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")


def script(text: str) -> str:
    """The script of the first letter, as Unicode names it."""
    letter = next((ch for ch in text if ch.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0].removesuffix("-UNIFIED") if letter else ""


# Letters of Persian, Urdu and Kurdish as Arabic keyboards have them: one word in either is one word.
_ARABIC = str.maketrans(
    {"ک": "ك", "ڪ": "ك", "ی": "ي", "ى": "ي", "ې": "ي", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه", "ـ": ""}
)


def key(text: str) -> str:
    """The words of a name, folded: what it is found by."""
    return " ".join(map(fold, split(text)))


def loose_key(text: str) -> str:
    """What a name is found by, whichever keyboard its Arabic letters are from."""
    return key(text).translate(_ARABIC)


def slug(text: str) -> str:
    """A name as an id."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def unmarked(text: str) -> str:
    """A name without the marks of its letters."""
    return "".join(ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch)).strip()


def unique(values: Iterable[str]) -> list[str]:
    """The first of those that differ by more than marks and case."""
    return list({fold(v): v for v in values}.values())


def share(text: str, lang: str) -> float:
    """The zipf frequency in a language of the least known word, with its marks."""
    return min((zipf_as_written(word, lang) for word in split(text)), default=0.0)


def fame(text: str) -> float:
    """The zipf frequency in English of the least known word."""
    return min(map(zipf, split(text)), default=0.0)


def known(text: str) -> bool:
    """Whether readers know each word as a word or a name."""
    return all(any(zipf(w, lang) >= least for lang, least in READERS.items()) for w in split(text))


def respelling(text: str, name: str) -> bool:
    """Whether a Latin alternate name is the city's name in another spelling, and no code, case form or nickname."""
    ours, theirs = split(text), split(name)
    if not _WORDS.fullmatch(text) or len(ours) != len(theirs) or len("".join(ours)) < SHORTEST:
        return False
    if fold(text) == fold(name) or any(w.isupper() for w in ours):
        return False
    if not all(w[:1].isupper() or fold(w) in PARTICLES for w in ours) or any(w[1:] != w[1:].lower() for w in ours):
        return False
    if any(derives_from(a, b) and fold(a) != fold(b) for a, b in zip(ours, theirs, strict=True)):
        return False
    return all(
        similarity(a, b) >= ALIKE and (len(a) > 4 or neutral(a) == neutral(b))
        for a, b in zip(ours, theirs, strict=True)
    )


def is_exonym(text: str) -> bool:
    """Whether a Latin alternate name looks like a name, and is long enough to be none by chance."""
    words = split(text)
    capital = all(w[:1].isupper() and w[1:] == w[1:].lower() for w in words if fold(w) not in PARTICLES)
    return script(text) == "LATIN" and bool(_WORDS.fullmatch(text)) and capital and len("".join(words)) >= SHORTEST


@cache
def own_exonyms() -> dict[str, list[str]]:
    """What languages call cities by another word, or otherwise than by their habits: names with their languages."""
    table = yaml.safe_load(Path(__file__).with_name("exonyms.yaml").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = defaultdict(list)
    for lang, names in table.items():
        for name in names:
            found[name].append(lang)
    return dict(found)


def is_one_script(text: str) -> bool:
    """Whether all letters are of one script, as far as a writing mixes none: *Бурсæ* is a slip of the keyboard."""
    scripts = {unicodedata.name(ch, "").split(" ")[0] for ch in text if ch.isalpha()}
    return len(scripts) < 2 or not scripts & {"LATIN", "CYRILLIC", "GREEK"}


def is_read_otherwise(text: str, names: Sequence[str], least: float = READ) -> bool:
    """Whether a name in Cyrillic or Greek letters reads like none of a city's: a former name, a quarter, or a word."""
    alphabet = script(text).lower()
    read = [romanised(word.lower(), alphabet) for word in split(text)] if alphabet in ("cyrillic", "greek") else [set()]
    if not all(read):
        return False
    letters = "".join(min(ways) for ways in read)
    alike = max((similarity(letters, "".join(map(fold, split(name)))) for name in names), default=0.0)
    word = share(text, "ru") if alphabet == "cyrillic" else 0.0
    return alike < least or (alike < ONE_NAME and word >= WORD and word > LEAD + max(map(fame, names)))


def city_exonyms(alternates: Iterable[str], name: str, free: Callable[[str], bool]) -> dict[str, str]:
    """The names that other languages are known to have for a city, by language: those of its alternate names that are
    in exonyms.yaml and ``free``. That a language's list of words knows a name is no proof that it calls the city so:
    *hanoja* are taps in Finnish, *Piritta* is a given name."""
    known_so = own_exonyms()
    found = {lang: text for text in sorted(alternates) if free(text) for lang in known_so.get(text, ())}
    return {lang: text for lang, text in found.items() if fold(text) != fold(name)}


def clash(text: str, lang: str, name: str) -> str | None:
    """Why a form that a source gives for a language is no alias of a name; None where nothing speaks against it.

    Readers must not take it for a word, or for a name that they know: one that they do know must be ten times better
    known in its language. Several words are a name together.
    """
    if fold(text) == fold(name):
        return "the same"
    if script(text) != "LATIN":
        return None
    letters = "".join(split(text))
    if len(letters) < LEAST_LETTERS:
        return "too short"
    foreign = any(is_better_known(word, lang) for word in split(text))
    if len(split(text)) > 1:
        return "words" if share(text, "en") >= COMMON and not foreign else None
    familiar = zipf_as_written(text, "en")
    if familiar >= WORD:
        return "a word"
    if familiar >= KNOWN and not foreign:
        return "a name that readers know"
    # English has both spellings: which one it writes is a matter of style.
    beside = familiar >= READERS["en"] and familiar >= zipf_as_written(name, "en") - RUNNING_TEXT.wide_use
    return "as well known" if beside and not foreign else None


def is_written_so(text: str, lang: str) -> bool:
    """Whether a name has no letters that its language does not write.

    >>> is_written_so("Etelä-Pohjanmaa", "nl"), is_written_so("Etelä-Pohjanmaa", "fi")
    (False, True)
    """
    return lang not in LETTERS or not set(text.lower()) & (_FOREIGN - set(LETTERS[lang]))


def is_better_known(word: str, lang: str) -> bool:
    """Whether a language has a word ten times as often as English, as far as there is a list of its words."""
    listed = LISTED_AS.get(lang, lang)
    return listed in LISTS and zipf_as_written(word, listed) >= zipf_as_written(word, "en") + FOREIGN


def write(entry: dict[str, Any]) -> str:
    """An entry as one line of a glossary."""
    text = yaml.safe_dump(entry, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10**9)
    return f"  - {text.strip()}\n"
