"""Where settings come from: defaults, then a file, then the environment, then flags; or the arguments of a call.

A file is ``normalize.toml``, or the table ``[tool.normalize]`` of ``pyproject.toml``. The environment gives
``NORMALIZE_TARGET``, ``NORMALIZE_GLOSSARY`` and so on; lists are separated by commas. Every message says where the
value stands.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from normalize.errors import ConfigError
from normalize.judgements.found import beside
from normalize.settings.config import DEFAULTS, Config, Invalid, about, declared
from normalize.storage.whole import read_whole

PREFIX = "NORMALIZE_"
# Variables with the prefix that are no settings.
VARIABLES: Mapping[str, str] = {
    "NORMALIZE_CACHE_DIR": "The folder of compiled glossaries, word lists and translations in place of the user's "
    "cache folder; empty, nothing is kept.",
    "NORMALIZE_DEBUG": "Show where an internal error happened.",
    "NORMALIZE_TOKEN": "The token that clients of `normalize serve` must send.",
}
_FILES = ("normalize.toml", "pyproject.toml")
_TRUE, _FALSE = ("1", "true"), ("0", "false")


def load(file: Path | None = None, environment: Mapping[str, str] | None = None, **flags: Any) -> Config:
    """The settings in force: ``flags`` that were not given (None, or an empty list) leave what stands elsewhere.

    Judgements that are not named are those beside the file, or in the working folder where there is no file.

    Raises ConfigError for a file that cannot be read, an unknown setting or variable, and a value that cannot be.
    """
    path = file or next((p for p in map(Path, _FILES) if p.is_file()), None)
    config = Config() if path is None else _from_file(Config(), path)
    config = _from_environment(config, os.environ if environment is None else environment)
    given = {name: value for name, value in flags.items() if value is not None and value != []}
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    config = _with(config, values, lambda name: about(name).flags[0].partition("/")[0])
    found = beside(path)
    in_force = str(found) if not config.judgements and found.is_file() else config.judgements
    return replace(config, judgements=in_force, beside=str(found))


def from_arguments(own_codes: tuple[str, ...] = (), **given: Any) -> Config:
    """The settings that the keywords of :class:`normalize.Normalizer` say.

    ``own_codes`` are the rule codes of detectors that are given as objects.

    Raises ConfigError, which names the keyword.

    >>> from_arguments(glossaries=["afghanistan"], translator=None).glossary
    ('afghanistan',)
    """
    names = {described.python: name for name, _, described in declared() if described.python}
    values = {names[keyword]: _from_python(names[keyword], value) for keyword, value in given.items()}
    if values.get("translator", "") is None:
        values |= {"translator": DEFAULTS["translator"], "no_translate": True}
    return _with(Config(own_codes=own_codes), values, lambda name: about(name).python)


def _from_python(name: str, value: Any) -> Any:
    """A setting as Python callers give it: paths are texts, any sequence is a list, no table is an empty one."""
    default = DEFAULTS[name]
    if isinstance(default, str) and isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(default, tuple):
        if isinstance(value, str | os.PathLike):
            listed = f"[{os.fspath(value)!r}]"
            raise Invalid(about(name).python, f" must be a list of texts: write {listed}")
        if isinstance(value, Iterable) and not isinstance(value, bytes):
            return tuple(os.fspath(item) if isinstance(item, os.PathLike) else item for item in value)
    if isinstance(default, dict):
        return dict(value) if isinstance(value, Mapping) else {} if value is None else value
    return value


def _with(config: Config, values: Mapping[str, Any], spelled: Callable[[str], str]) -> Config:
    """The settings with some values replaced; ``spelled`` tells how a setting is called where they stand."""
    try:
        return replace(config, **values)
    except Invalid as error:
        raise ConfigError(spelled(error.name) + error.problem) from None


def _from_file(config: Config, path: Path) -> Config:
    values = {}
    for key, value in _table(path).items():
        name = key.replace("-", "_")
        if name not in DEFAULTS:
            raise ConfigError(f"{path}: unknown setting {key!r}{_known(name, DEFAULTS)}")
        values[name] = _listed(value) if isinstance(DEFAULTS[name], tuple) else value
    return _with(config, values, lambda name: f"{path}: {name.replace('_', '-')}")


def _listed(value: Any) -> Any:
    """A list of a file; a single text stands for a list of one."""
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


def _table(path: Path) -> dict[str, Any]:
    """The settings of a file as they stand there."""
    try:
        data = tomllib.loads(read_whole(path).decode())
    except OSError as error:
        raise ConfigError(f"{path}: cannot read the configuration: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    except RecursionError:
        raise ConfigError(f"{path}: not valid TOML: nested too deeply") from None
    except ValueError as error:  # a number of thousands of digits
        raise ConfigError(f"{path}: holds a value that cannot be read: {str(error).partition(';')[0]}") from error
    if path.name == "pyproject.toml":
        tool = data.get("tool", {})
        data = tool.get("normalize", {}) if isinstance(tool, dict) else {}
        if not isinstance(data, dict):
            raise ConfigError(f"{path}: [tool.normalize] must be a table")
    return data


def _from_environment(config: Config, environment: Mapping[str, str]) -> Config:
    known = {PREFIX + name.upper(): name for name in DEFAULTS}
    ours = {variable: text for variable, text in sorted(environment.items()) if variable.startswith(PREFIX)}
    for variable in ours:
        if variable not in known and variable not in VARIABLES:
            raise ConfigError(
                f"unknown environment variable {variable}{_known(variable, (*known, *VARIABLES), PREFIX)}"
            )
    values = {known[v]: _from_text(known[v], text) for v, text in ours.items() if v in known and text}
    return _with(config, values, lambda name: f"the environment variable {PREFIX}{name.upper()}")


def _from_text(name: str, text: str) -> Any:
    """A setting as a variable of the environment has it."""
    default = DEFAULTS[name]
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if isinstance(default, tuple):
        return tuple(parts)
    if isinstance(default, dict):
        return {key.strip(): word.strip() for key, _, word in (part.partition("=") for part in parts)}
    if isinstance(default, bool):
        return True if text.lower() in _TRUE else False if text.lower() in _FALSE else text
    return text


def _known(name: str, known: Iterable[str], prefix: str = "") -> str:
    """The end of a message on an unknown name: the nearest one (all have the ``prefix``), else all."""
    names = {full.removeprefix(prefix): full for full in known}
    near = get_close_matches(name.removeprefix(prefix), names, n=1)
    return f"; did you mean {names[near[0]]}?" if near else f"; known are {', '.join(names.values())}"
