"""The registry of rules. Each rule is declared beside its detector and registers itself when that module loads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

from normalize.errors import ConfigError
from normalize.model import Applicability, Category
from normalize.storage.datafiles import load
from normalize.text.pattern import pattern

_TABLE = "normalize.detectors.table"  # importing it declares all rules


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule finds, why that matters, an example (before, after) and a counter-example that stays as it is."""

    code: str
    name: str
    category: Category
    what: str
    why: str
    applicability: str
    example: tuple[str, str]
    counter_example: str

    def may_be(self, applicability: Applicability) -> bool:
        """Whether its findings may have an applicability, by what it says of them.

        >>> [how.value for how in Applicability if rule("Q215").may_be(how)]
        ['safe', 'unsafe']
        """
        return pattern(rf"\b{applicability}\b").search(self.applicability) is not None


_RULES: dict[str, Rule] = {}


def declare(rule: Rule) -> Rule:
    """Register a rule and return it."""
    if rule.code in _RULES and _RULES[rule.code] != rule:
        raise ValueError(f"the rule code {rule.code} is taken")
    _RULES[rule.code] = rule
    return rule


def all_rules(others: Iterable[Rule] = ()) -> list[Rule]:
    """Every rule that ships, and those of ``others``, sorted by code."""
    import_module(_TABLE)
    known = {**_RULES, **{rule.code: rule for rule in others}}
    return [known[code] for code in sorted(known)]


def rule(code: str, others: Iterable[Rule] = ()) -> Rule:
    """The rule with this code or name, one that ships or one of ``others``; raises ConfigError."""
    wanted = code.casefold()
    for known in all_rules(others):
        if wanted in (known.code.casefold(), known.name):
            return known
    raise ConfigError(f"no rule {code!r}; `normalize rule` lists them")


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a rule reports in human English: its findings in so many words."""

    findings: int
    words: int

    @property
    def per_100_000(self) -> float:
        """Findings in 100,000 words."""
        return 100_000 * self.findings / self.words


def rate(code: str) -> Rate | None:
    """What was measured of a rule (``rates.yaml``, by benchmarks/rule_rates.py); None for one that was not."""
    data = load("normalize", "rates.yaml")
    found = data["findings"].get(code)
    return None if found is None else Rate(found, data["words"])


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules report: codes or their beginnings (``N``, ``N3``, ``N301``); ignored ones win.

    ``others`` are the codes of rules that do not ship. The letters of a code count as a whole: ``N`` is not the
    beginning of ``NEWS001``.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        codes = [*(known.code for known in all_rules()), *self.others] if self.select or self.ignore else []
        for prefix in (*self.select, *self.ignore):
            if not any(_begins(code, prefix) for code in codes):
                meant = f"; write {prefix.split(',')}" if "," in prefix else ""
                raise ConfigError(f"no rule begins with {prefix!r}{meant}; `normalize rule` lists them")

    def __contains__(self, code: object) -> bool:
        if not (self.select or self.ignore):
            return True
        text = str(code)
        if any(_begins(text, p) for p in self.ignore):
            return False
        return not self.select or any(_begins(text, p) for p in self.select)

    def codes(self) -> frozenset[str]:
        """The codes of all rules that may report: to be worked out once a run, and asked before any work is done."""
        return frozenset(known.code for known in all_rules() if known.code in self)


def _begins(code: str, prefix: str) -> bool:
    """Whether a code begins with a prefix, in any letter case, its letters as a whole."""
    prefix = prefix.upper()
    return code.startswith(prefix) and not code[len(prefix) : len(prefix) + 1].isalpha()
