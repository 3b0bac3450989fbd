"""What is wrong with translation on this machine, in words, and how to mend it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from normalize.errors import TranslationError
from normalize.translate.backends import apertium
from normalize.translate.backends.argos import try_out
from normalize.translate.backends.argos_engine import Engine, library
from normalize.translate.packages.installed import installed, packages_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.translate.packages.installed import Package

APERTIUM_PACKAGES = "apertium apertium-eng-spa apertium-fr-es apertium-spa-ita cg3"


class State(StrEnum):
    """How things stand: all right, not there although nobody needs it, or broken."""

    OK = "ok"
    ABSENT = "absent"
    BROKEN = "broken"


@dataclass(frozen=True)
class Note:
    """One thing that was looked at."""

    state: State
    about: str
    message: str


def examine() -> Iterator[Note]:
    """Look at argostranslate, each package, and Apertium. Loads and tries every model; fetches nothing."""
    yield from _argos()
    yield from _apertium()


def _argos() -> Iterator[Note]:
    usable = False
    try:
        yield Note(State.OK, "argostranslate", f"installed: {library().version}")
        usable = True
    except TranslationError as error:
        yield Note(State.ABSENT if "not installed" in str(error) else State.BROKEN, "argostranslate", str(error))
    if usable and _asks_for_auto():
        message = (
            'the compute type is "auto", with which argostranslate itself makes garbage of some packages (es_en 1.9 is '
            "one): normalize uses its default; set ARGOS_COMPUTE_TYPE=default for other programs"
        )
        yield Note(State.OK, "compute type", message)
    folder = packages_folder()
    good, broken = installed(folder)
    for folder_note in broken:
        message = f"{folder_note.why}; argostranslate fails as long as the folder is there: remove {folder_note.path}"
        yield Note(State.BROKEN, folder_note.path.name, message)
    if not good:
        yield Note(
            State.ABSENT, "Argos packages", f"none in {folder}: normalize models install es en (or a FILE.argosmodel)"
        )
    pairs: dict[tuple[str, str], list[Package]] = {}
    for package in good:
        pairs.setdefault((package.source, package.target), []).append(package)
        yield _examined(package, usable)
    for (source, target), versions in pairs.items():
        if len(versions) > 1:
            names = ", ".join(f"{p.version} ({p.path.name})" for p in versions)
            message = f"{names}: normalize uses the highest that works; argostranslate itself uses either"
            yield Note(State.OK, f"{source} → {target} has {len(versions)} versions", message)


def _examined(package: Package, usable: bool) -> Note:
    about = f"{package.name} ({package.path.name})"
    again = f"install it again: normalize models install {package.source} {package.target}"
    recorded = package.recorded_digest
    try:
        if recorded is not None and recorded != package.digest:
            return Note(State.BROKEN, about, f"its files are not those that were installed (SHA-256 differs); {again}")
        if not usable:
            return Note(State.OK, about, "installed; it cannot be tried without argostranslate")
        engine = Engine(package)
        verdict = try_out(engine)
        engine.close()
    except TranslationError as error:
        return Note(State.BROKEN, about, f"{error}; {again}")
    if verdict.passed is False:
        return Note(State.BROKEN, about, f"{verdict.why}; it is not used; {again}, or use another version")
    message = verdict.why + ("" if verdict.passed else "; its translations are never safe")
    message += ", checksum as installed" if recorded else ", no checksum recorded (not installed by normalize)"
    if (package.path / "stanza").is_dir():
        message += "; its stanza folder, for which argostranslate reaches for the network, is not used by normalize"
    return Note(State.OK, about, message)


def _asks_for_auto() -> bool:
    import argostranslate.settings as settings

    return getattr(settings, "compute_type", "auto") == "auto"


def _apertium() -> Iterator[Note]:
    how = f"apt-get install {APERTIUM_PACKAGES} (Debian, Ubuntu)"
    if shutil.which("apertium") is None:
        yield Note(State.ABSENT, "Apertium", f"not on the PATH; it is optional: {how}")
        return
    try:
        yield Note(State.OK, "Apertium", f"installed: {apertium.version()}")
    except TranslationError as error:
        yield Note(State.BROKEN, "Apertium", str(error))
        return
    modes = apertium.modes()
    if not modes:
        yield Note(State.ABSENT, "Apertium", f"no language pairs: {how}")
    backend = apertium.ApertiumBackend()
    try:
        for (source, target), mode in sorted(modes.items()):
            if mode.missing:
                programs = ", ".join(mode.missing)
                hint = ": apt-get install cg3" if "cg-proc" in mode.missing else ""
                message = f"{source} → {target} needs {programs}, not on the PATH{hint}"
                yield Note(State.BROKEN, f"Apertium {mode.name}", message)
                continue
            try:
                answer = backend.translate(["1"], source, target)[0].text
                working = State.OK if answer == "1" else State.BROKEN
                message = f"{source} → {target} answers" if working is State.OK else f"{source} → {target} is broken"
            except TranslationError as error:
                working, message = State.BROKEN, str(error)
            yield Note(working, f"Apertium {mode.name}", message)
    finally:
        backend.close()
