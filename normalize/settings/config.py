"""What a user chose, as one checked value: each setting is declared, described and checked here and nowhere else.

Where the values come from (a file, the environment, flags, Python) is the business of
:mod:`normalize.settings.sources`; ``docs/settings.md`` is made from the declarations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from normalize.errors import ConfigError
from normalize.io.fields import Fields
from normalize.io.sizes import size_of
from normalize.judgements.found import NONE
from normalize.plugins import Plugins, load
from normalize.rules import Selection
from normalize.settings.policy import FOREIGN, TRANSLATE, Policy
from normalize.settings.target import problem_of, problem_of_foreign

FURNITURE = ("off", "display", "drop")
TRANSLATORS = ("auto", "argos", "apertium", "phrases")


class Invalid(ConfigError):
    """A value that a setting cannot have; ``problem`` goes on from where the value was given (``--target``)."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name.replace('_', '-')}{problem}")
        self.name, self.problem = name, problem


@dataclass(frozen=True, slots=True)
class About:
    """What there is to know of a setting besides its name and default.

    ``choices`` are the words that it, or each value of its table, may be; ``flags`` its flags on the command line,
    ``metavar`` their value there, ``python`` its keyword of ``Normalizer``; each is empty where it has none.
    """

    what: str
    choices: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    metavar: str = ""
    python: str = ""


def _setting(default: Any, what: str, **about: Any) -> Any:
    metadata = {"about": About(what, **about)}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Config:
    """All settings that change what comes out. How many workers there are is none of them.

    Raises ConfigError for a value of the wrong type, a word that is no choice, a target that is not supported, and
    a rule that does not exist.
    """

    glossary: tuple[str, ...] = _setting(
        (),
        "A glossary file, the name of one that ships, `shipped` for all of these (the default), or `none`. "
        "Repeatable; later ones win.",
        flags=("--glossary", "-g"),
        metavar="FILE|NAME",
        python="glossaries",
    )
    target: str = _setting(
        "en",
        "The language that the texts should be in (ISO 639-1).",
        flags=("--target",),
        metavar="LANG",
        python="target",
    )
    select: tuple[str, ...] = _setting(
        (),
        "Only these rules: codes or their beginnings, with commas.",
        flags=("--select",),
        metavar="CODES",
        python="select",
    )
    ignore: tuple[str, ...] = _setting((), "Not these rules.", flags=("--ignore",), metavar="CODES", python="ignore")
    unsafe: bool = _setting(False, "Apply unsafe fixes, too.", flags=("--unsafe/--no-unsafe",), python="unsafe")
    text_field: tuple[str, ...] = _setting(
        ("text",),
        "A field of a record that holds text: a name, or a path such as `article.body` or `paragraphs[]`. "
        "Repeatable, or with commas; the fields of one record are read as one document.",
        flags=("--text-field",),
        metavar="NAME",
    )
    id_field: str = _setting(
        "",
        "The field of a record that names it where findings are shown, and is their record_id in JSON lines.",
        flags=("--id-field",),
        metavar="NAME",
    )
    max_size: str = _setting(
        "100MB",
        "The largest document that is read: a text file, or a record of another. Larger ones are left alone and told; "
        "0 is no limit.",
        flags=("--max-size",),
        metavar="SIZE",
    )
    exclude: tuple[str, ...] = _setting(
        (), "Leave out files by a .gitignore pattern. Repeatable.", flags=("--exclude",), metavar="GLOB"
    )
    foreign: str = _setting(
        TRANSLATE,
        "Foreign text: translate what can be, only report it, leave it without a word, or take it out.",
        choices=FOREIGN,
        flags=("--foreign",),
        metavar="|".join(FOREIGN),
        python="foreign",
    )
    foreign_by_language: Mapping[str, str] = _setting(
        {},
        "Languages (ISO 639-1) whose foreign text is treated otherwise.",
        choices=FOREIGN,
        python="foreign_by_language",
    )
    bilingual: bool = _setting(
        False,
        "Put translations beside the source, not in its place.",
        flags=("--bilingual/--no-bilingual",),
        python="bilingual",
    )
    no_translate: bool = _setting(
        False,
        "Translate nothing; foreign spans are still reported.",
        flags=("--no-translate/--translate",),
    )
    translator: str = _setting(
        "auto",
        "Who translates: all that are installed, one of them, or the phrase memory alone.",
        choices=TRANSLATORS,
        python="translator",
    )
    phrases: tuple[str, ...] = _setting(
        (),
        "A phrase memory that goes before the shipped one. Repeatable.",
        flags=("--phrases",),
        metavar="FILE.tmx",
        python="phrases",
    )
    furniture: str = _setting(
        "display",
        "Web furniture around articles: say nothing, report it, or take it out.",
        choices=FURNITURE,
        flags=("--furniture",),
        metavar="|".join(FURNITURE),
        python="furniture",
    )
    hygiene: Mapping[str, str] = _setting(
        {},
        'What is done about a rule of text hygiene, by its code: `{T503 = "off"}`.',
        choices=("off", "display", "safe"),
        python="hygiene",
    )
    plugins: tuple[str, ...] = _setting(
        (),
        "Use what an installed package adds: detectors, glossary readers, file formats, translators. Repeatable.",
        flags=("--plugin",),
        metavar="NAME",
        python="plugins",
    )
    judgements: str = _setting(
        "",
        "What people decided about repairs (`none` for nothing); else judgements.jsonl beside the configuration.",
        flags=("--judgements",),
        metavar="FILE",
        python="judgements",
    )
    corpus: str = _setting(
        "",
        "What the corpus is called in judgements; else the name of the folder given.",
        flags=("--corpus",),
        metavar="NAME",
        python="corpus",
    )
    # No setting: the file of judgements beside the configuration, in force or not, there or not.
    beside: str = field(default="", compare=False)
    own_codes: tuple[str, ...] = ()  # no setting: the rule codes of detectors that are given as objects

    def __post_init__(self) -> None:
        _check_type("plugins", self.plugins)  # before they are loaded
        for name, _, about in declared():
            _check_type(name, getattr(self, name))
            others = self.named.translators if name == "translator" else ()
            _check_choice(name, getattr(self, name), (*about.choices, *others))
        if problem := problem_of(self.target):
            raise Invalid("target", problem)
        for language in self.foreign_by_language:
            if problem := problem_of_foreign(language):
                raise Invalid("foreign_by_language", f": the language{problem}")
        for name in ("select", "ignore"):
            try:
                Selection(**{name: getattr(self, name)}, others=self._other_codes)
            except ConfigError as error:
                raise Invalid(name, f": {error}") from None
        try:
            size_of(self.max_size)
        except ConfigError as error:
            raise Invalid("max_size", f": {error}") from None
        _ = self.fields  # checked now
        if self.hygiene:
            from normalize.detectors.hygiene.rules import problem_with  # the detectors' module: loaded when asked

            if problem := problem_with(self.hygiene):
                raise Invalid("hygiene", problem)

    @cached_property
    def selection(self) -> Selection:
        """The rules that report."""
        return Selection(self.select, self.ignore, self._other_codes)

    @property
    def _other_codes(self) -> tuple[str, ...]:
        return (*self.named.codes, *self.own_codes)

    @cached_property
    def named(self) -> Plugins:
        """What the plugins that are named add."""
        try:
            return load(self.plugins)
        except ConfigError as error:
            raise Invalid("plugins", f": {error}") from None

    @cached_property
    def fields(self) -> Fields:
        """The fields of a record that hold text."""
        try:
            return Fields(self.text_field, self.id_field, size_of(self.max_size))
        except ConfigError as error:
            raise Invalid("text_field", f": {error}") from None

    @property
    def judgements_file(self) -> Path | None:
        """The file of the judgements in force, if there is one."""
        return None if self.judgements in ("", NONE) else Path(self.judgements)

    @property
    def own_files(self) -> tuple[Path, ...]:
        """Files that are no part of a corpus, wherever they lie: judgements, in force or not."""
        named = self.judgements_file
        return (*((named,) if named is not None else ()), *((Path(self.beside),) if self.beside else ()))

    @property
    def policy(self) -> Policy:
        """What is done with foreign text."""
        return Policy(self.foreign, self.foreign_by_language, self.bilingual)

    @property
    def translates(self) -> bool:
        """Whether anything is to be translated."""
        return not self.no_translate and TRANSLATE in (self.foreign, *self.foreign_by_language.values())

    def as_dict(self) -> dict[str, Any]:
        """The settings as plain values, in declared order."""
        return {name: _plain(getattr(self, name)) for name, _, _ in declared()}


def declared() -> Iterator[tuple[str, Any, About]]:
    """The name, default and description of each setting, in declared order."""
    for item in (item for item in fields(Config) if item.metadata):
        yield item.name, {} if item.default is MISSING else item.default, item.metadata["about"]


DEFAULTS: Mapping[str, Any] = {name: default for name, default, _ in declared()}


def about(name: str) -> About:
    """The description of one setting."""
    return next(about for known, _, about in declared() if known == name)


def _plain(value: Any) -> Any:
    """A setting as JSON has it; tables with sorted keys."""
    if isinstance(value, Mapping):
        return dict(sorted(value.items()))
    return list(value) if isinstance(value, tuple) else value


def _check_type(name: str, value: Any) -> None:
    default = {f.name: f.type for f in fields(Config)}[name]
    if default == "bool":
        good, wanted = isinstance(value, bool), "true or false"
    elif default == "str":
        good, wanted = isinstance(value, str), "a text"
    elif str(default).startswith("tuple"):
        good = isinstance(value, tuple) and all(isinstance(item, str) for item in value)
        wanted = "a list of texts"
    else:
        good = isinstance(value, Mapping) and all(isinstance(text, str) for pair in value.items() for text in pair)
        wanted = "a table of texts"
    if not good:
        raise Invalid(name, f" must be {wanted}, not {value!r}")
    for text in _texts(value):
        if "\0" in text:
            raise Invalid(name, f": {text!r} holds a NUL character, which no name of a file or a field has")


def _texts(value: Any) -> Iterable[str]:
    """The texts that a setting holds."""
    if isinstance(value, Mapping):
        return chain.from_iterable(value.items())
    return () if isinstance(value, bool) else (value,) if isinstance(value, str) else value


def _check_choice(name: str, value: Any, choices: tuple[str, ...]) -> None:
    if not choices:
        return
    for key, word in value.items() if isinstance(value, Mapping) else ((None, value),):
        if word not in choices:
            inner = "" if key is None else f".{key}"
            raise Invalid(name, f"{inner} must be {', '.join(choices)}, not {word!r}")
