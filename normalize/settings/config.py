"""Settings: defaults, then a file, then the environment, then what the call says; an unknown key is an error.

A file is ``normalize.toml``, or the table ``[tool.normalize]`` of ``pyproject.toml``. The environment gives
``NORMALIZE_TARGET``, ``NORMALIZE_GLOSSARY`` and so on; lists are separated by commas.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from normalize import plugins
from normalize.errors import ConfigError

_PREFIX = "NORMALIZE_"
_FILES = ("normalize.toml", "pyproject.toml")

FOREIGN = ("translate", "flag", "keep", "drop")
FURNITURE = ("off", "display", "drop")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "foreign": FOREIGN,
    "foreign_by_language": FOREIGN,
    "translator": ("auto", "argos", "apertium", "phrases"),
    "furniture": FURNITURE,
    "hygiene": ("off", "display", "safe"),
}


@dataclass(frozen=True, slots=True)
class Config:
    """All settings that change what comes out. How many workers there are is none of them."""

    plugins: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    target: str = "en"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unsafe: bool = False
    text_field: str = "text"
    exclude: tuple[str, ...] = ()
    foreign: str = "translate"
    foreign_by_language: Mapping[str, str] = field(default_factory=dict)
    bilingual: bool = False
    no_translate: bool = False
    translator: str = "auto"
    phrases: tuple[str, ...] = ()
    furniture: str = "display"
    hygiene: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        others = plugins.load(self.plugins).translators
        for name, choices in CHOICES.items():
            allowed = (*choices, *others) if name == "translator" else choices
            value = getattr(self, name)
            for key, word in value.items() if isinstance(value, Mapping) else ((None, value),):
                if word not in allowed:
                    setting = name if key is None else f"{name}.{key}"
                    raise ConfigError(f"{setting.replace('_', '-')} must be {', '.join(allowed)}, not {word!r}")
        if self.target != "en" and not _is_language(self.target):
            raise ConfigError(f"the target language {self.target!r} is not an ISO 639-1 code such as en, fr or uk")

    def as_dict(self) -> dict[str, Any]:
        """The settings as plain values, in declared order."""
        values = ((f.name, getattr(self, f.name)) for f in fields(self))
        return {name: _plain(value) for name, value in values}


def _plain(value: Any) -> Any:
    """A setting as JSON has it; tables with sorted keys."""
    if isinstance(value, Mapping):
        return dict(sorted(value.items()))
    return list(value) if isinstance(value, tuple) else value


def _is_language(code: str) -> bool:
    """Whether a code is of ISO 639-1 and assigned."""
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    try:
        return len(code) == 2 and code.islower() and Language.get(code, normalize=False).is_valid()
    except LanguageTagError:
        return False


def load(file: Path | None = None, environment: Mapping[str, str] | None = None, **flags: Any) -> Config:
    """The settings in force: ``flags`` that are None or empty leave what the file and the environment say.

    Raises ConfigError for a file that cannot be read, an unknown key or a value of the wrong type.
    """
    config = replace(Config(), **_from_file(file))
    config = replace(config, **_from_environment(os.environ if environment is None else environment))
    return replace(config, **{key: value for key, value in flags.items() if value not in (None, (), False, {})})


def _from_file(file: Path | None) -> dict[str, Any]:
    path = file or next((p for p in map(Path, _FILES) if p.is_file()), None)
    if path is None:
        return {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot read the configuration: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    if path.name == "pyproject.toml":
        tool = data.get("tool", {})
        data = tool.get("normalize", {}) if isinstance(tool, dict) else {}
        if not isinstance(data, dict):
            raise ConfigError(f"{path}: [tool.normalize] must be a table")
    return {key: _checked(key, value, str(path)) for key, value in _underscored(data).items()}


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    known = {f.name for f in fields(Config)}
    for name, text in sorted(environment.items()):
        key = name.removeprefix(_PREFIX).lower()
        if not name.startswith(_PREFIX) or key not in known or not text:
            continue
        default = getattr(Config(), key)
        if isinstance(default, tuple):
            found[key] = tuple(part.strip() for part in text.split(",") if part.strip())
        elif isinstance(default, bool):
            if text.lower() not in ("0", "1", "true", "false"):
                raise ConfigError(f"the environment variable {name} must be true or false, not {text!r}")
            found[key] = text.lower() in ("1", "true")
        elif isinstance(default, dict):
            pairs = [part.partition("=") for part in text.split(",") if part.strip()]
            found[key] = {name.strip(): word.strip() for name, _, word in pairs}
        else:
            found[key] = text
    return found


def _underscored(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key.replace("-", "_"): value for key, value in data.items()}


def _checked(key: str, value: Any, where: str) -> Any:
    known = {f.name: getattr(Config(), f.name) for f in fields(Config)}
    if key not in known:
        raise ConfigError(f"{where}: unknown setting {key!r}; known are {', '.join(known)}")
    default = known[key]
    if isinstance(default, tuple):
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise ConfigError(f"{where}: {key} must be a text or a list of texts")
        return tuple(items)
    if isinstance(default, dict):
        if not isinstance(value, dict) or not all(isinstance(word, str) for word in value.values()):
            raise ConfigError(f"{where}: {key} must be a table of texts")
        return value
    if type(value) is not type(default):
        raise ConfigError(f"{where}: {key} must be {'true or false' if isinstance(default, bool) else 'a text'}")
    return value
