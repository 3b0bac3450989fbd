"""The blocks that sites set around an article, as lines of furniture: each kind of block once, in any language."""

from __future__ import annotations

import random
from collections.abc import Callable

from tongues import Tongue, Topic

from normalize.detectors.furniture.stamps import data

Lines = list[str]
SOCIAL = ("Facebook", "Twitter", "WhatsApp", "Telegram", "X", "LinkedIn", "Instagram", "YouTube", "VKontakte", "RSS")
CODES = ("EN", "FR", "DE", "ES", "IT", "PT", "RU", "AR", "TR", "中文", "РУС", "ENG", "NL", "PL", "CA", "EU", "UA")


class Frame:
    """A site in one language: what it sets above, into and below its articles."""

    def __init__(self, tongue: Tongue, rng: random.Random) -> None:
        self.tongue, self.rng = tongue, rng
        self.known = rng.choice((0.0, 0.15, 0.3, 0.45, 0.6, 0.8))  # how much of it a vocabulary knows
        self.site = tongue.name()

    def labels(self, part: str, least: int, most: int) -> Lines:
        return [self.tongue.label(part, self.known) for _ in range(self.rng.randint(least, most))]

    def label(self, part: str = "phrases") -> str:
        return self.tongue.label(part, self.known)

    def maybe(self, chance: float, block: Callable[[], Lines]) -> Lines:
        return block() if self.rng.random() < chance else []

    def teaser(self, topic: Topic | None = None) -> str:
        """The headline of another article, of a related subject if a ``topic`` is given."""
        other = self.tongue.topic()
        if topic is not None and self.rng.random() < 0.4:
            other = Topic((*other.words, *topic.words[: self.rng.choice((5, 15))]), topic.names)
        return self.tongue.headline(other)

    def languages(self) -> Lines:
        if self.rng.random() < 0.4:
            found = self.rng.sample(CODES, self.rng.randint(2, 6))
        else:
            found = [
                self.tongue.upper(name)
                for name in self.rng.sample(data("calendar.yaml")["languages"], self.rng.randint(2, 6))
            ]
        return [self.rng.choice((" | ", " / ", " ")).join(found)] if self.rng.random() < 0.3 else found

    def menu(self) -> Lines:
        return self.labels("sections", 4, 35)

    def trail(self) -> Lines:
        return [
            self.rng.choice((" > ", " » ", " / ", " › ")).join([self.label("site"), *self.labels("sections", 1, 2)])
        ]

    def header(self, headline: str) -> Lines:
        lines = self.maybe(0.2, lambda: [headline + self.rng.choice((" | ", " – ", " - ")) + self.site])
        lines += self.maybe(0.4, lambda: [self.label()])
        lines += self.maybe(0.3, lambda: [self.tongue.stamp()])
        lines += self.maybe(0.5, lambda: [self.site])
        lines += self.maybe(0.4, self.languages)
        lines += self.maybe(0.6, lambda: self.labels("site", 1, 5))
        lines += self.maybe(0.85, self.menu)
        lines += self.maybe(0.3, lambda: [self.label(), *(self.teaser() for _ in range(self.rng.randint(1, 4)))])
        lines += self.maybe(0.3, lambda: [self.label(), *self.labels("sections", 2, 5)])
        lines += self.maybe(
            0.1, lambda: [f"{code} {self.rng.randint(10, 99)},{self.rng.randint(10, 99)}" for code in ("USD", "EUR")]
        )
        return lines + self.maybe(0.45, self.trail)

    def share(self) -> Lines:
        lines = self.maybe(0.6, lambda: [self.label()])
        lines += self.rng.sample(SOCIAL, self.rng.randint(1, 5))
        lines += self.maybe(0.5, lambda: self.labels("site", 1, 4))
        return lines + self.maybe(0.2, lambda: self.rng.choice((["A−", "A+"], ["A", "A", "A"], ["Aa"])))

    def counter(self) -> str:
        number = self.rng.choice(
            (str(self.rng.randint(0, 90)), f"{self.rng.randint(1, 99)},{self.rng.randint(100, 999)}", "12.4k")
        )
        word = self.label("site")
        return self.rng.choice((f"{number} {word}", f"{word} ({number})", f"{word}: {number}", number))

    def above(self, topic: Topic) -> Lines:
        """Between headline and text."""
        lines = self.maybe(0.6, lambda: [self.tongue.byline()])
        lines += self.maybe(0.15, lambda: [f"@{self.tongue.name().replace(' ', '').lower()}"])
        lines += self.maybe(0.15, lambda: [self.tongue.invented()])
        lines += self.maybe(0.75, lambda: [self.tongue.stamp() for _ in range(self.rng.choice((1, 1, 2)))])
        self.rng.shuffle(lines)
        lines += self.maybe(0.2, lambda: [self.counter()])
        lines += self.maybe(0.6, self.share)
        return lines + self.maybe(0.5, lambda: self.picture(topic))

    def picture(self, topic: Topic) -> Lines:
        line = self.tongue.caption(topic)
        return [line] * self.rng.choice((1, 1, 2))

    def letter(self) -> Lines:
        """A call to subscribe."""
        other = self.tongue.topic()
        lines = [self.label(), self.tongue.sentence(other, 4, 14, self.rng.choice(("", "", ".")))]
        lines += self.labels("site", 1, 3)
        return lines + self.maybe(0.4, lambda: [self.notice()])

    def notice(self) -> str:
        """A sentence of the site about itself."""
        words = self.tongue.sentence(self.tongue.topic(), 6, 26, self.tongue.stop).split(" ")
        listed = data("words.yaml")["site"].get(self.tongue.language, ("cookies",))
        for _ in range(self.rng.choice((0, 1, 1, 2))):
            words.insert(self.rng.randrange(1, len(words) + 1) if len(words) > 1 else 0, self.rng.choice(listed))
        return " ".join(words)

    def related(self, topic: Topic, least: int = 1, most: int = 4) -> Lines:
        if self.rng.random() < 0.3:
            label = self.label()
            return [f"{label}: {self.teaser(topic)}" for _ in range(self.rng.choice((1, 1, 2)))]
        return [*self.maybe(0.85, lambda: [self.label()]), *self.teasers(topic, least, most)]

    def teasers(self, topic: Topic, least: int, most: int) -> Lines:
        style = self.rng.choice(("plain", "plain", "stamp", "numbered", "number", "section", "byline", "summary"))
        lines: Lines = []
        for i in range(self.rng.randint(least, most)):
            line = self.teaser(topic)
            numbers = [str(i + 1)] if style == "number" else []
            lines += [*numbers, f"{i + 1}. {line}" if style == "numbered" else line]
            more = {"stamp": self.tongue.stamp, "section": lambda: self.label("sections"), "byline": self.tongue.byline}
            if style in more:
                lines.insert(self.rng.choice((len(lines), len(lines) - 1)), more[style]())
            elif style == "summary":
                lines.append(self.tongue.sentence(self.tongue.topic(), 8, 22))
        return lines

    def insert(self, topic: Topic) -> Lines:
        """What stands between two paragraphs."""
        blocks = (
            lambda: self.related(topic),
            lambda: self.related(topic),
            self.letter,
            lambda: self.labels("phrases", 1, 2),
            lambda: self.picture(topic),
            self.share,
        )
        return self.rng.choice(blocks)()

    def below_tweet(self) -> Lines:
        name = self.tongue.name()
        handle = name.replace(" ", "").lower()
        lines = (
            [f"— {name} (@{handle}) {self.tongue.stamp()}"]
            if self.rng.random() < 0.7
            else [name, f"@{handle}", self.tongue.stamp()]
        )
        return lines + self.maybe(0.6, lambda: [self.rng.choice((self.label(), "pic.twitter.com/a1b2c3d4e5"))])

    def author(self) -> Lines:
        """A note on who wrote an article."""
        name = self.tongue.name()
        return [*self.maybe(0.5, lambda: [name]), self.tongue.sentence(self.tongue.topic(), 6, 22, self.tongue.stop)]

    def archive(self) -> Lines:
        """Months with their numbers of articles, or the pages of a list."""
        if self.rng.random() < 0.4:
            return [self.rng.choice(("1 2 3 4 >", "1 2 3 … 14", "‹ 1 2 ›", "1", "2", "3"))]
        months = [self.tongue.month() for _ in range(self.rng.randint(2, 6))]
        counts = self.rng.random() < 0.6
        return [self.label(), *(f"{month} ({self.rng.randint(1, 40)})" if counts else month for month in months)]

    def comments(self) -> Lines:
        lines = self.maybe(0.6, lambda: [self.counter()]) + self.labels("site", 1, 4)
        lines += self.maybe(0.5, lambda: [self.notice()])
        return lines + self.maybe(0.5, lambda: [f"{self.label('site')} *" for _ in range(self.rng.randint(1, 3))])

    def footer(self) -> Lines:
        lines = self.maybe(0.4, lambda: [self.label(), *self.rng.sample(SOCIAL, self.rng.randint(1, 4))])
        lines += self.labels("site", 2, 8) + self.labels("phrases", 1, 6)
        lines += self.maybe(0.5, lambda: [self.notice() for _ in range(self.rng.randint(1, 3))])
        lines += self.maybe(0.3, lambda: self.labels("phrases", 1, 2))
        lines += self.maybe(
            0.6,
            lambda: [
                f"© {self.site} {self.rng.randint(2005, 2024)}"
                + self.rng.choice(("", ". " + self.tongue.upper(self.tongue.invented())))
            ],
        )
        return lines + self.maybe(0.3, lambda: [self.label()])

    def below(self, topic: Topic) -> Lines:
        """From the end of the article to the end of the page."""
        lines = self.maybe(0.25, lambda: [self.tongue.byline()]) + self.maybe(0.15, lambda: ["(Reuters)"])
        tags = [*self.labels("sections", 0, 2), *self.rng.sample([*topic.words, *topic.names], self.rng.randint(2, 5))]
        if self.rng.random() < 0.5:
            tags = [self.tongue.upper(tag) for tag in tags]
        lines += self.maybe(
            0.4, lambda: [self.label(), *tags] if self.rng.random() < 0.6 else [f"{self.label()}: {', '.join(tags)}"]
        )
        for block, chance in (
            (self.share, 0.4),
            (lambda: self.related(topic, 2, 7), 0.7),
            (lambda: self.related(topic, 2, 7), 0.4),
            (self.comments, 0.4),
            (self.author, 0.15),
            (self.archive, 0.2),
            (self.letter, 0.3),
        ):
            lines += self.maybe(chance, block)
        return lines + self.maybe(0.75, self.footer)
