"""A detector that somebody else wrote: asked as any other, and told by name when it fails.

What it raises, and findings that do not fit the document, become a :class:`~normalize.errors.PluginError` that names
the plugin and the document: the file counts as failed, and the other files go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import orjson

from normalize.detectors.detector import Detector, Needs
from normalize.errors import ConfigError, PluginError
from normalize.model import Applicability, Finding
from normalize.rules import Rule, all_rules
from normalize.text.pattern import pattern
from normalize.text.tokens import WORD

if TYPE_CHECKING:
    from normalize.evidence.reading import Reading
    from normalize.settings.settings import Settings

T = TypeVar("T")
_CODE = pattern(r"[A-Z]{2,}[0-9]+")  # one letter is ours


class Guest(Detector):
    """Stands for a detector of a plugin, or of a user's own, called ``name`` in messages.

    Raises ConfigError where the object is no detector.
    """

    def __init__(self, name: str, detector: Detector) -> None:
        if isinstance(detector, type) and issubclass(detector, Detector):
            raise ConfigError(
                f"the class {detector.__name__} is no detector yet: give an object, {detector.__name__}()"
            )
        if not isinstance(detector, Detector):
            raise ConfigError(f"{name}: {_shown(detector)} is no detector: derive a class from normalize.Detector")
        self.name, self.detector = name, detector
        self.rules, self.needs = detector.rules, detector.needs
        self.everywhere, self.testifies, self.shares = detector.everywhere, detector.testifies, detector.shares
        if not isinstance(self.rules, tuple) or not self.rules or not all(isinstance(r, Rule) for r in self.rules):
            raise ConfigError(f"{name}: the detector's `rules` must be a tuple of normalize.Rule, at least one")
        if not isinstance(self.needs, Needs):
            raise ConfigError(f"{name}: the detector's `needs` must be a normalize.Needs")
        self._codes = frozenset(rule.code for rule in self.rules)

    @classmethod
    def of(cls, detector: Detector) -> Guest:
        """One that stands for an object of a user's own, called by its class. Raises ConfigError."""
        return cls(f"the detector {type(detector).__name__}", detector)

    @property
    def words(self) -> frozenset[str]:
        """Lower-case words that it wants."""
        return self._texts("words", lambda word: word == word.lower(), "words in lower case")

    @property
    def forms(self) -> frozenset[str]:
        """Words that it wants as they are written."""
        return self._texts("forms", bool, "words")

    def _texts(self, attribute: str, fits: Callable[[str], bool], what: str) -> frozenset[str]:
        """Words that the detector lists. Raises ConfigError for what no word of a text can be."""
        given = self._guarded(lambda: getattr(self.detector, attribute), f"its `{attribute}`")
        if not isinstance(given, str) and isinstance(given, Iterable):
            listed = self._guarded(lambda: list(given), f"its `{attribute}`")
            wrong = [one for one in listed if not isinstance(one, str) or WORD.fullmatch(one) is None or not fits(one)]
            if not wrong:
                return frozenset(listed)
            given = wrong[0]
        quoted = "; in YAML, quote words such as on and no" if isinstance(given, bool) else ""
        raise ConfigError(f"{self.name}: its `{attribute}` must be {what}, one word each, not {given!r}{quoted}")

    def for_target(self, target: str) -> Guest:
        """One that stands for the detector for a target language."""
        inside = self._guarded(lambda: self.detector.for_target(target), f"the target {target}")
        return self if inside is self.detector else Guest(self.name, inside)

    def may_edit(self, settings: Settings) -> bool:
        """Always: what its rules say of themselves binds nobody."""
        return True

    def wants(self, form: str) -> bool:
        """Whether a word form matters to it."""
        return self._guarded(lambda: bool(self.detector.wants(form)), f"the word {form!r}")

    def wants_separator(self, separator: str) -> bool:
        """Whether what stands between two words matters to it."""
        return self._guarded(lambda: bool(self.detector.wants_separator(separator)), f"the separator {separator!r}")

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Its findings, each of which fits the document."""
        where = place(reading)
        found = self._guarded(lambda: list(self.detector.find(reading)), where)
        for finding in found:
            if problem := self._problem(finding, reading):
                raise PluginError(f"{self.name} gave a finding that is refused ({where}): {problem}")
        return found

    def _guarded(self, work: Callable[[], T], at: str) -> T:
        try:
            return work()
        except (Exception, SystemExit) as error:  # a plugin must not end the run
            raise PluginError(f"{self.name} failed ({at}): {type(error).__name__}: {error}") from error

    def _problem(self, finding: object, reading: Reading) -> str | None:
        """What is wrong with a finding, None where nothing is."""
        if not isinstance(finding, Finding):
            return f"{_shown(finding)} is no Finding"
        span, document = f"{finding.start}..{finding.end}", reading.document
        if not 0 <= finding.start <= finding.end <= len(reading.text):
            return f"the span {span} does not lie in the text, which has {len(reading.text)} characters"
        if finding.text != reading.text[finding.start : finding.end]:
            return f"its text {finding.text!r} is not what stands at {span}"
        if finding.rule not in self._codes:
            return f"the rule {finding.rule} is none of the detector's"
        if not isinstance(finding.replacement, str | None) or not isinstance(finding.applicability, Applicability):
            return "its replacement must be a text or None, its applicability an Applicability"
        if not 0 <= finding.score <= 1:
            return f"its score must be a number from 0 to 1, not {finding.score!r}"
        try:
            orjson.dumps(finding.as_dict())
        except TypeError as error:
            return f"it holds what JSON cannot: {error}"
        if (finding.path, finding.record, finding.field) != (document.path, document.record, document.field):
            return "it names another document: make findings by `reading.finding(…)`"
        return None


def place(reading: Reading) -> str:
    """The document of a reading, as messages name it."""
    path, record = reading.document.path or "the text", reading.document.record
    return path if record is None else f"{path}, record {record}"


def check_codes(guests: Sequence[Guest]) -> None:
    """Raise ConfigError for a rule code that is ours, that two detectors claim, or that may become ours."""
    ours = {rule.code: rule for rule in all_rules()}
    claimed: dict[str, tuple[Guest, Rule]] = {}
    for guest in guests:
        for rule in guest.rules:
            if not _CODE.fullmatch(rule.code):
                hint = "two or more capital letters and a number, such as ACME001"
                raise ConfigError(f"{guest.name}: the rule code {rule.code!r} must be {hint}")
            if ours.get(rule.code, rule) is not rule:
                raise ConfigError(f"{guest.name}: the rule code {rule.code} is one of normalize's own")
            other, same = claimed.setdefault(rule.code, (guest, rule))
            if same is not rule:
                both = f"{other.name} and {guest.name} both claim"
                raise ConfigError(f"{both} the rule code {rule.code}: name only one of them")


def _shown(thing: object) -> str:
    """A thing in a message: short, whatever it is."""
    text = f"{type(thing).__name__} {thing!r}" if not isinstance(thing, type) else f"the class {thing.__name__}"
    return text if len(text) <= 80 else text[:79] + "…"
