"""Whole documents with a label for each line: pages, crude extracts of pages, and texts without any furniture."""

from __future__ import annotations

import random
from dataclasses import dataclass

from frames import Frame
from tongues import LANGUAGES, Tongue


@dataclass(frozen=True)
class Labelled:
    """The lines of a document, and for each whether it is furniture."""

    lines: tuple[str, ...]
    furniture: tuple[bool, ...]


class Article:
    """The parts of an article, as lines that all belong to it."""

    def __init__(self, tongue: Tongue, rng: random.Random) -> None:
        self.tongue, self.rng, self.topic = tongue, rng, tongue.topic()

    def paragraph(self) -> str:
        count = self.rng.choice((1, 1, 2, 2, 3, 4, 5))
        space = " " if self.tongue.spaced else ""
        return space.join(self.tongue.sentence(self.topic) for _ in range(count))

    def remark(self) -> str:
        """A paragraph of a few words, or one line of a dialogue."""
        line = self.tongue.sentence(self.topic, 2, 8)
        return self.rng.choice((line, f"“{line}”", f"— {line}", f"{self.tongue.name()}: {line}"))

    def heading(self) -> str:
        mark = self.rng.choice(("",) * 9 + ("## ",))
        topic = self.topic if self.rng.random() < 0.7 else self.tongue.topic()
        return mark + self.tongue.headline(topic, 1, 7) + self.rng.choice(("", "", "", ":", "?"))

    def listing(self) -> list[str]:
        """Points, numbered or not, short or long."""
        mark = self.rng.choice(("- ", "• ", "* ", "— ", "#", ""))
        stop = self.rng.choice(("", "", ".", ";"))
        most = self.rng.choice((3, 6, 14))
        rows = [self.tongue.sentence(self.topic, 1, most, stop) for _ in range(self.rng.randint(3, 9))]
        return [f"{i + 1}. {row}" if mark == "#" else mark + row for i, row in enumerate(rows)]

    def verse(self) -> list[str]:
        ends = ("", "", ",", ",", ".", ";")
        rows = [self.tongue.sentence(self.topic, 2, 8, self.rng.choice(ends)) for _ in range(self.rng.randint(4, 14))]
        return [row if self.rng.random() < 0.6 else row[:1].lower() + row[1:] for row in rows]

    def table(self) -> list[str]:
        gap = self.rng.choice(("   ", "\t", " ", " | "))
        rows = self.rng.randint(3, 10)
        return [
            gap.join(
                [
                    self.tongue.join(self.tongue.words(self.rng.randint(1, 3), self.topic, 0)),
                    *(str(self.rng.randint(0, 900)) for _ in range(self.rng.choice((1, 2, 3)))),
                ]
            )
            for _ in range(rows)
        ]

    def names(self) -> list[str]:
        """A line-up, a cast, a list of winners."""
        rows = [self.tongue.name() for _ in range(self.rng.randint(3, 14))]
        return [f"{row}, {self.rng.choice(self.topic.words)}" for row in rows] if self.rng.random() < 0.3 else rows

    def recipe(self) -> list[str]:
        rows = []
        for _ in range(self.rng.randint(4, 12)):
            what = self.tongue.join(self.tongue.words(self.rng.randint(1, 4), self.topic, 0.1))
            rows.append(f"{self.rng.randint(1, 500)}{self.rng.choice(('g', ' ', ' kg '))}{what}")
        return [
            self.heading(),
            *rows,
            *(f"{i + 1}. {self.tongue.sentence(self.topic)}" for i in range(self.rng.randint(2, 6))),
        ]

    def talk(self) -> list[str]:
        """Questions and answers, each with or without the name of who speaks."""
        names = self.tongue.name(), self.tongue.name()
        rows = [self.tongue.sentence(self.topic, 1, self.rng.choice((4, 20))) for _ in range(self.rng.randint(4, 16))]
        return [f"{names[i % 2]}: {row}" for i, row in enumerate(rows)] if self.rng.random() < 0.5 else rows

    def subtitles(self) -> list[str]:
        return [
            self.tongue.sentence(self.topic, 2, 7, self.rng.choice(("", ",", ".", "?", "...")))
            for _ in range(self.rng.randint(8, 30))
        ]

    def days(self) -> list[str]:
        """A chronicle: dates, and what happened."""
        found = []
        for _ in range(self.rng.randint(2, 5)):
            found += [self.tongue.stamp(), self.paragraph()]
        return found

    def special(self) -> list[str]:
        """A part that looks like furniture, and is none."""
        kinds = (self.listing,) * 4 + (self.verse, self.table, self.names, self.recipe, self.talk) * 2 + (self.days,)
        lines = self.rng.choice(kinds)()
        return [self.heading(), *lines] if self.rng.random() < 0.4 else lines

    def stray(self) -> str:
        """A line that belongs to a text and says nothing of its subject: a signature, a place, a date, a title."""
        other = self.tongue.headline(self.tongue.topic(), 1, 5)
        return self.rng.choice((other, other, self.tongue.name(), self.tongue.stamp(), self.tongue.label("sections")))

    def opening(self) -> tuple[list[str], list[str]]:
        """The headline, and what may stand below it."""
        standfirst = (
            [self.tongue.sentence(self.topic, 6, 22, self.rng.choice(("", "", ".")))]
            if self.rng.random() < 0.45
            else []
        )
        mark = self.rng.choice(("",) * 19 + ("# ",))
        return [mark + self.tongue.headline(self.topic)], standfirst

    def body(self) -> list[list[str]]:
        """The parts of the text; furniture may stand between two of them."""
        parts: list[list[str]] = []
        for _ in range(self.rng.choice((1, 2, 3, 4, 6, 8, 12))):
            chance = self.rng.random()
            if chance < 0.12:
                parts.append([self.heading(), self.paragraph()])
            elif chance < 0.22:
                parts.append([self.remark()])
            elif chance < 0.33:
                parts.append(self.special())
            else:
                parts.append([self.paragraph()])
        return parts


def page(frame: Frame, article: Article, rng: random.Random, whole: bool) -> Labelled:
    """An article with furniture: the whole page, or what an extractor leaves of it."""
    lines: list[tuple[str, bool]] = []

    def put(block: list[str], furniture: bool) -> None:
        lines.extend((line, furniture) for line in block)

    title, standfirst = article.opening()
    if whole:
        put(frame.header(title[0]), True)
    put(title, False)
    above = frame.above(article.topic) if whole or rng.random() < 0.6 else []
    early = rng.random() < 0.6
    put(standfirst if early else [], False)
    put(above, True)
    put([] if early else standfirst, False)
    parts = article.body()
    for i, part in enumerate(parts):
        put(part, False)
        if i + 1 < len(parts) and rng.random() < 0.2:
            put(frame.insert(article.topic), True)
        if rng.random() < 0.05:
            put([article.tongue.sentence(article.topic)], False)
            put(frame.below_tweet(), True)
    put(frame.below(article.topic) if whole else frame.maybe(0.5, lambda: frame.related(article.topic, 1, 3)), True)
    return Labelled(tuple(line for line, _ in lines), tuple(is_furniture for _, is_furniture in lines))


def plain(article: Article, rng: random.Random) -> Labelled:
    """A text without furniture: an article, or nothing but a poem, a list, a table, a talk."""
    if rng.random() < 0.6:
        title, standfirst = article.opening()
        lines = [*title, *standfirst, *(line for part in article.body() for line in part)]
        if rng.random() < 0.4:
            lines += article.special()
        if rng.random() < 0.5:
            lines.insert(rng.choice((0, 1, len(lines), len(lines), rng.randrange(len(lines)))), article.stray())
    else:
        lines = article.subtitles() if rng.random() < 0.2 else article.special()
        if rng.random() < 0.5:
            lines = [article.heading(), *lines]
        if rng.random() < 0.3:
            lines = [*lines, *article.special()]
    return Labelled(tuple(lines), (False,) * len(lines))


def documents(count: int, seed: int) -> list[Labelled]:
    """Documents in all languages: 55 of 100 whole pages, 20 crude extracts, 25 without furniture."""
    rng = random.Random(seed)
    found = []
    for _ in range(count):
        frame = Frame(Tongue(rng.choice(LANGUAGES.split()), rng), rng)
        language = rng.choice(("en", frame.tongue.language, rng.choice(LANGUAGES.split())))
        article = Article(Tongue(language, rng), rng)
        chance = rng.random()
        found.append(plain(article, rng) if chance < 0.25 else page(frame, article, rng, whole=chance < 0.8))
    return [made for made in found if made.lines]
