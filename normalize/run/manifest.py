"""What is known of a run before it starts: all that its result depends on, and what its corpus is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import normalize
from normalize.errors import JournalError
from normalize.io import sha256_file
from normalize.judgements import store
from normalize.judgements.judgement import Judgement
from normalize.names.glossary.read import locate
from normalize.run.journal import FORMAT, HOME, open_run, runs_in
from normalize.settings.config import Config
from normalize.text.pattern import pattern

_NAME = pattern(r"[\w.-]+")
# Dependencies that change no finding; the versions of all others are recorded.
_PRESENTATION = frozenset(["orjson", "platformdirs", "rich", "typer"])
# What is not always installed and writes files: the bytes of a clean copy are its work.
_WRITING = ("backports.zstd", "pyarrow")


def versions(config: Config) -> dict[str, str]:
    """The versions that a result depends on, those of the translators among them where they may be asked."""
    import unicodedata
    from importlib.metadata import PackageNotFoundError, requires, version

    from normalize.translate.setup import translators

    found = {"normalize": normalize.__version__, "unicode": unicodedata.unidata_version}
    with suppress(PackageNotFoundError):  # a source tree that is not installed
        names = (_NAME.match(needed) for needed in requires("normalize-news") or () if "extra ==" not in needed)
        shaping = sorted({name[0].lower() for name in names if name} - _PRESENTATION)
        found |= {name: version(name) for name in shaping}
    for name in _WRITING:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return {**found, **translators(config), **config.named.versions}


def manifest_head(
    config: Config,
    inputs: Sequence[Path],
    in_place: bool,
    profile: Path | None,
    judgements: Iterable[Judgement] = (),
) -> dict[str, Any]:
    """What is known of a run before it starts."""
    return {
        "format": FORMAT,
        "status": "running",
        "versions": versions(config),
        "configuration": config.as_dict(),
        "glossaries": _glossary_hashes(config.glossary),
        "phrases": {name: sha256_file(Path(name)) for name in config.phrases},
        "profile": sha256_file(profile) if profile else None,
        "judgements": {
            "file": str(config.judgements_file.resolve()) if config.judgements_file else None,
            "sha256": sha256(store.dump(judgements)).hexdigest(),
        },
        "inputs": sorted(str(path.resolve()) for path in inputs),
        "in_place": in_place,
    }


def _glossary_hashes(names: Sequence[str]) -> dict[str, str]:
    """The SHA-256 of each glossary by its file name; by its path where two have one name."""
    paths = [path for _, path in locate(names)]
    shared = {path.name for path in paths if sum(other.name == path.name for other in paths) > 1}
    return {str(p.resolve()) if p.name in shared else p.name: sha256_file(p) for p in paths}


def corpus_of(paths: Sequence[Path]) -> str:
    """What the corpus of some inputs is called where nobody named it: as the folder that they lie in.

    The clean copies of a corpus are the same corpus: there its name is the one that the run knew. Names of several
    folders are joined by ``+``.
    """
    folders = (path if path.is_dir() else path.parent for path in paths)
    return "+".join(sorted({_corpus_in(folder.resolve()) for folder in folders}))


def _corpus_in(folder: Path) -> str:
    known = None
    with suppress(JournalError):  # a journal that cannot be read says nothing
        runs = runs_in(folder / HOME)
        known = open_run(runs[-1]).manifest["configuration"].get("corpus") if runs else None
    return str(known or folder.name)
