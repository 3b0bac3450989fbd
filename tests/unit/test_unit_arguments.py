"""What callers in Python give of a wrong kind is refused in one sentence: what is expected, and what was given."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from normalize import ConfigError, Normalizer, NotText, Profile
from normalize.integrations.aio import AsyncNormalizer
from normalize.integrations.rows import check_columns

WRONG: list[tuple[str, Any, str]] = [
    *(("detectors", value, "detectors must be a list of detectors, or names of plugins") for value in (None, 5, b"x")),
    ("detectors", "acme", r"detectors must be a list of detectors, or names of plugins: write \['acme'\]"),
    *(("plugins", value, "plugins must be a list of texts") for value in (None, 5, [5], b"x")),
    ("plugins", "acme", r"plugins must be a list of texts: write \['acme'\]"),
    *(("judgements", value, "judgements must be a list of normalize.Judgement") for value in (5, [5], b"x", True)),
    *(("profile", value, "profile must be a Profile, or its file") for value in (5, b"x", ["a"], True, {})),
    *(("cache", value, r"cache must be a folder \(str or Path\), not ") for value in (5, b"x", ["a"], True)),
    *((name, b"x", f"{name} must be a list of texts, not b'x'") for name in ("glossaries", "select", "phrases")),
    ("translator", 5, "the translator must be "),
]
NUL = "a\0b"


@pytest.fixture(scope="module")
def none() -> Normalizer:
    return Normalizer(glossaries=["none"])


@pytest.mark.parametrize(("name", "value", "told"), WRONG, ids=lambda value: repr(value)[:20])
def test_an_argument_of_a_wrong_type_is_a_config_error(name: str, value: Any, told: str) -> None:
    with pytest.raises(ConfigError, match=f"^{told}"):
        Normalizer(**{"glossaries": ["none"], name: value})


@pytest.mark.parametrize("name", ["profile", "cache", "judgements", "phrases", "glossaries", "plugins", "corpus"])
@pytest.mark.parametrize("kind", [str, Path])
def test_a_nul_is_in_no_path(name: str, kind: type[str] | type[Path]) -> None:
    given = [kind(NUL)] if name in ("phrases", "glossaries", "plugins") else NUL if name == "corpus" else kind(NUL)
    with pytest.raises(ConfigError, match=rf"^{name}: 'a\\x00b' holds a NUL character"):
        Normalizer(**{"glossaries": ["none"], name: given})


def test_an_argument_that_is_empty_is_not_given() -> None:
    Normalizer(["none"], profile="", cache="", judgements="")


@pytest.mark.parametrize("value", [None, 5, b"x", object], ids=repr)
def test_what_has_no_texts_is_refused(none: Normalizer, value: Any) -> None:
    with pytest.raises(NotText, match=r"^normalize_many takes an iterable of texts, not "):
        list(none.normalize_many(value))

    async def ask() -> None:
        async with AsyncNormalizer(none) as working:
            with pytest.raises(NotText, match=r"^normalize_many takes an iterable of texts, not "):
                await anext(working.normalize_many(value))

    asyncio.run(ask())


@pytest.mark.parametrize("value", [None, "2", 1.5, 0])
def test_what_is_no_number_of_workers_is_refused(none: Normalizer, value: Any) -> None:
    with pytest.raises(ConfigError, match=r"^jobs must be a whole number, at least 1, not "):
        list(none.normalize_many([], jobs=value))
    with pytest.raises(ConfigError, match=r"^limit must be a whole number, at least 1, not "):
        AsyncNormalizer(none, limit=value)


def test_other_arguments(none: Normalizer) -> None:
    with pytest.raises(NotText, match="not None"):
        none.matcher.match(None)  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match=r"^a profile must be a path"):
        Profile.load(None)  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match=r"^columns must be a list of names of columns, not None"):
        check_columns(None)  # type: ignore[arg-type]
