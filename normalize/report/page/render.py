"""A run as one page for people: everything in it, nothing loaded from elsewhere, the same bytes for the same run."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from heapq import nsmallest
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import normalize
from normalize.integrations.required import required
from normalize.io import write_atomic
from normalize.report.page import sentences, tables
from normalize.report.page.audited import audited
from normalize.report.page.cards import Card, cards
from normalize.report.page.charts import library
from normalize.report.page.chosen import Chosen
from normalize.report.page.legible import legible
from normalize.report.page.pictures import pictures
from normalize.report.page.tables import Table
from normalize.report.page.tally import Tally
from normalize.rules import Rule, all_rules
from normalize.run.journal import Run
from normalize.run.originals import plugins_of
from normalize.run.outcomes import Outcome, documents
from normalize.text.counted import counted

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

PASSAGES = 500  # findings whose passages a page shows: what a browser opens at once and a person may look through
_OF_LEFT = 0.4  # of as many, what is left is shown
_FILES, _FAILED = 50, 50  # named in a page
_TEMPLATES = "templates"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A passage with its number on the page and where it is, in words."""

    number: int
    card: Card
    place: str


@dataclass(frozen=True, slots=True)
class Section:
    """Passages under a heading, and tables before them; ``proposed`` where they show what could be changed."""

    name: str
    heading: str
    says: str
    tables: Sequence[Table]
    cards: Sequence[Numbered]
    proposed: bool

    @property
    def files(self) -> list[tuple[str, list[Numbered]]]:
        """The passages by file, in their order."""
        return [(path, list(shown)) for path, shown in groupby(self.cards, lambda one: one.card.path)]


def check_libraries() -> None:
    """Raise MissingLibrary where a page cannot be made."""
    _environment()
    library()


def write(run: Run, path: Path, shown: int = PASSAGES) -> None:
    """Write the page of a run to a file. Raises MissingLibrary, JournalError and OutputError."""
    write_atomic(path, page(run, shown))


def page(run: Run, shown: int = PASSAGES) -> bytes:
    """The page of a run, with the passages of at most so many changes. Raises MissingLibrary and JournalError."""
    template = _environment().get_template("report.html.j2")
    return template.render(_Page(run, shown).values()).encode("utf-8", "replace")


class _Page:
    """Goes over a run and works out what its page shows."""

    def __init__(self, run: Run, shown: int) -> None:
        self.run = run
        self.checked = any(entry["status"] == "checked" for entry in run.files())
        self.made = Outcome.READY if self.checked else Outcome.MADE
        self.tally = Tally()
        self.of_made, self.of_left = Chosen(shown), Chosen(max(1, round(shown * _OF_LEFT)))
        self.rules: dict[str, Rule] = {rule.code: rule for rule in all_rules(plugins_of(run).rules)}
        self._read()

    def _read(self) -> None:
        self.tally.add_files(self.run)
        for key, told in documents(self.run):
            self.tally.add(key[0], told)
            for one in told:
                if one.outcome is self.made:
                    self.of_made.offer(one)
                elif one.outcome in (Outcome.PROPOSED, Outcome.UNMADE):
                    self.of_left.offer(one)

    def values(self) -> dict[str, Any]:
        """What the template is given."""
        tally, checked = self.tally, self.checked
        sections = self._sections()
        first = {rule: one.number for one in reversed(sections[0].cards) for rule in one.card.rules}
        inputs = [Path(name).name for name in self.run.manifest["inputs"]]
        style, script = (_asset(name) for name in ("report.css", "report.js"))
        audit = audited(self.run)
        return {
            "title": f"{'Check' if checked else 'Cleaning'} of {sentences.listed([legible(name) for name in inputs])}",
            "version": normalize.__version__,
            "style": style,
            "script": script,
            "checked": checked,
            "interrupted": not self.run.complete,
            "contents": self._contents(audit is not None),
            "tiles": self._tiles(),
            "came_in": list(sentences.came_in(tally, inputs)),
            "changed": list(sentences.changed(tally, checked=checked)),
            "left": list(sentences.left(tally)),
            "numbers": [tables.by_rule(tally, self.rules, first, self.made), *self._languages()],
            "pictures": pictures(tally),
            "passages": sections,
            "last": sum(len(section.cards) for section in sections),
            "names": self._named,
            "files": [tables.by_folder(tally), *self._files()],
            "failed": tally.failed[:_FAILED],
            "more_failed": max(0, len(tally.failed) - _FAILED),
            "audit": audit,
            "left_out": list(self._left_out(sections)),
            "versions": sorted(self.run.manifest["versions"].items()),
        }

    def _contents(self, with_audit: bool) -> list[tuple[str, str]]:
        head = [("summary", "In short"), ("pictures", "In pictures")]
        body = [("changes", "Before and after"), ("left", "What is left")]
        tail = [("numbers", "By rule"), ("files", "Folders and files"), ("about", "How to read it")]
        return [*head, *body, *([("audit", "How much is right")] if with_audit else []), *tail]

    def _tiles(self) -> list[tuple[str, str]]:
        tally = self.tally
        proposed = tally.outcomes[Outcome.PROPOSED] + tally.outcomes[Outcome.UNMADE]
        tiles = [
            (tally.documents or tally.files, "Documents" if tally.documents else "Files"),
            (tally.outcomes[self.made], "Changes ready" if self.checked else "Changes made"),
            (proposed, "Waiting for a decision"),
            (tally.outcomes[Outcome.SHOWN], "Only pointed out"),
        ]
        return [(f"{count:,}", label) for count, label in tiles]

    def _languages(self) -> list[Table]:
        return [tables.by_language(self.tally, self.made)] if self.tally.languages else []

    def _files(self) -> list[Table]:
        found = nsmallest(_FILES, self.run.files(), key=lambda e: (-e["edits"], -e["findings"], e["path"]))
        caption = "Files with most changes" if len(found) < self.tally.files else "Files"
        return [tables.by_file(found, caption)]

    def _sections(self) -> list[Section]:
        made, left = self.made, frozenset([Outcome.PROPOSED, Outcome.UNMADE])
        changes = _numbered(cards(self.run, self.of_made.ids(), frozenset([made])), 1)
        others = _numbered(cards(self.run, self.of_left.ids(), left), len(changes) + 1)
        frequent = tables.replacements(self.tally, self.rules, made, "Most frequent changes")
        proposed = tables.replacements(self.tally, self.rules, Outcome.PROPOSED, "Most frequent proposals")
        return [
            Section(
                "changes",
                "Before and after",
                _says(changes, self.of_made, "change"),
                [frequent],
                changes,
                proposed=False,
            ),
            Section(
                "left",
                "What is left",
                _says(others, self.of_left, "proposal"),
                [proposed, tables.shown(self.tally, self.rules)],
                others,
                proposed=True,
            ),
        ]

    def _named(self, code: str) -> str:
        known = self.rules.get(code)
        return f"{known.name.replace('-', ' ').capitalize()} ({code})" if known else code

    def _left_out(self, sections: Sequence[Section]) -> list[str]:
        said = []
        for chosen, section, what in zip((self.of_made, self.of_left), sections, ("changes", "proposals"), strict=True):
            shown = sum(len(one.card.notes) for one in section.cards)
            if shown < chosen.offered:
                said.append(f"Of {chosen.offered:,} {what}, {shown:,} are shown in their place, of each rule some.")
        if any(seen.forgot for seen in self.tally.replacements.values()):
            said.append("There are so many different changes that the counts of rare ones are not exact.")
        if sum(self.tally.assessed.scores) == 0:
            said.append("Scores of documents: they are worked out where a run is asked for its report (--report).")
        return said


def _says(shown: Sequence[Numbered], chosen: Chosen, noun: str) -> str:
    if not chosen.offered:
        return "There is nothing to show."
    notes = sum(len(one.card.notes) for one in shown)
    some = f"{notes:,} of " if notes < chosen.offered else ""
    keys = " The keys n and p go to the next passage and the one before." if shown else ""
    return f"{some}{counted(chosen.offered, noun)} in {counted(len(shown), 'passage')}, by file.{keys}"


def _numbered(found: Sequence[Card], first: int) -> list[Numbered]:
    return [Numbered(number, card, _place(card)) for number, card in enumerate(found, start=first)]


def _place(card: Card) -> str:
    parts = [] if card.record is None else [f"record {legible(card.id) if card.id else card.record}"]
    parts += [] if card.field is None or card.record is None else [f"field {legible(card.field)}"]
    return ", ".join([*parts, *([f"line {card.line}"] if card.line else [])])


@dataclass(frozen=True, slots=True)
class _Asset:
    """A stylesheet or script of the page, and its hash for the policy that allows it."""

    text: Markup
    hash: str


def _asset(name: str) -> _Asset:
    from markupsafe import Markup

    text = (files("normalize.report.page") / _TEMPLATES / name).read_text(encoding="utf-8")
    digest = b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
    return _Asset(Markup(text), f"sha256-{digest}")  # noqa: S704  a file of the package


@cache
def _environment() -> Environment:
    with required("jinja2", "report"):
        from jinja2 import Environment, PackageLoader, StrictUndefined
    made = Environment(
        loader=PackageLoader("normalize.report.page", _TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["legible"] = legible
    return made
