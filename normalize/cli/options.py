"""The flags that commands share, so that each is named, described and checked once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from normalize.errors import ConfigError
from normalize.io.remote import is_remote, located
from normalize.model import Applicability
from normalize.settings.config import DEFAULTS, about


def _setting(name: str) -> Any:
    """The flag of a setting, described as the setting is; None stands for "not given"."""
    known, default = about(name), DEFAULTS[name]
    what = known.what + (f"  [default: {default}]" if isinstance(default, str) else "")
    return typer.Option(*known.flags, metavar=known.metavar or None, help=what, show_default=False)


class OutputFormat(StrEnum):
    """How findings are written to standard output."""

    FULL = "full"
    CONCISE = "concise"
    JSONL = "jsonl"
    SARIF = "sarif"
    GITHUB = "github"

    @property
    def is_for_people(self) -> bool:
        """Whether a line of totals on standard error belongs to it."""
        return self in (OutputFormat.FULL, OutputFormat.CONCISE)


class EngineChoice(StrEnum):
    """What works on the files."""

    PROCESS = "process"
    RAY = "ray"


class ListFormat(StrEnum):
    """How a list is written to standard output."""

    FULL = "full"
    JSONL = "jsonl"


class StreamFormat(StrEnum):
    """What standard input holds."""

    TEXT = "text"
    MD = "md"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"


class FailOn(StrEnum):
    """Which findings make the exit status 1."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    NEVER = "never"

    def is_failed_by(self, remaining: Mapping[Applicability, int]) -> bool:
        """Whether the findings that remain, counted by applicability, make the exit status 1."""
        safe, unsafe = (bool(remaining.get(kind)) for kind in (Applicability.SAFE, Applicability.UNSAFE))
        return (safe and self is not FailOn.NEVER) or (unsafe and self is FailOn.UNSAFE)


class Show(StrEnum):
    """Which findings are listed one by one."""

    FIXES = "fixes"
    DISPLAY = "display"


def _located(paths: list[Path]) -> list[Path]:
    return [located(path) for path in paths]


def one_located(path: Path | None) -> Path | None:
    """Where a file is meant to lie, which may be elsewhere; the callback of an option."""
    return located(path) if path is not None else None


_KINDS = "Files or folders of .txt, .md, .jsonl, .csv, .tsv, packed too (.gz, .zst …), .parquet, .warc"


def _only_files(paths: list[Path]) -> list[Path]:
    if any(str(path) == "-" for path in paths):
        raise ConfigError("name files or folders, not standard input (-): this command does not read it")
    return _located(paths)


def _here(paths: list[Path]) -> list[Path]:
    found = _only_files(paths)
    for path in filter(is_remote, found):
        os.fspath(path)  # says that files elsewhere will not do
    return found


Paths = Annotated[
    list[Path],
    typer.Argument(
        callback=_located,
        help=f"{_KINDS}; s3:// and the like; `-` is stdin.",
        show_default=False,
    ),
]
FilePaths = Annotated[
    list[Path], typer.Argument(callback=_only_files, help=f"{_KINDS}; s3:// and the like.", show_default=False)
]
FilesHere = Annotated[list[Path], typer.Argument(callback=_here, help=f"{_KINDS}.", show_default=False)]
Glossary = Annotated[list[str] | None, _setting("glossary")]
Plugin = Annotated[list[str] | None, _setting("plugins")]
Target = Annotated[str | None, _setting("target")]
Select = Annotated[str | None, _setting("select")]
Ignore = Annotated[str | None, _setting("ignore")]
Unsafe = Annotated[bool | None, _setting("unsafe")]
WithUnsafe = Annotated[
    bool | None,
    typer.Option(*about("unsafe").flags, help="Decide as `fix --unsafe` does; nothing is applied."),
]
Format = Annotated[
    OutputFormat,
    typer.Option(
        "--output-format",
        metavar="full|concise|jsonl|sarif|github",
        help="How findings are written to standard output.",
        case_sensitive=False,
    ),
]
Listing = Annotated[
    ListFormat,
    typer.Option(
        "--output-format",
        metavar="full|jsonl",
        help="How the list is written to standard output.",
        case_sensitive=False,
    ),
]
Showing = Annotated[
    Show,
    typer.Option(
        "--show",
        metavar="fixes|display",
        help="Which findings to list: those with a fix, the others being counted by kind, or all. jsonl has all.",
        case_sensitive=False,
    ),
]
Statistics = Annotated[bool, typer.Option("--statistics", help="Print a table of findings by rule to standard error.")]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help="Worker processes. The result does not depend on it.",
        show_default="the cores",
    ),
]
ProfileFile = Annotated[
    Path | None,
    typer.Option(
        "--profile",
        metavar="FILE",
        callback=one_located,
        help="Evidence of a corpus from `normalize survey`, in place of a survey of PATHS.",
    ),
]
EngineName = Annotated[
    EngineChoice,
    typer.Option(
        "--engine",
        metavar="process|ray",
        help="What works on the files: processes of this machine, or the Ray cluster that RAY_ADDRESS names or that"
        " runs here.",
        case_sensitive=False,
    ),
]
MaxMemory = Annotated[
    str | None,
    typer.Option(
        "--max-memory",
        metavar="SIZE",
        help="Memory that all processes together may take, as 2GB: there are as many --jobs as fit, and a document that"
        " needs more is set aside.",
    ),
]
ShardOf = Annotated[
    str | None,
    typer.Option(
        "--shard",
        metavar="i/n",
        help="Work on one of n parts of PATHS: each file belongs to one. `normalize merge` puts the results together.",
    ),
]
NoTranslate = Annotated[bool | None, _setting("no_translate")]
Foreign = Annotated[str | None, _setting("foreign")]
Bilingual = Annotated[bool | None, _setting("bilingual")]
Phrases = Annotated[list[str] | None, _setting("phrases")]
CacheFolder = Annotated[
    Path | None,
    typer.Option("--cache", metavar="DIR", help="Where translations are kept.  [default: the user's cache folder]"),
]
Furniture = Annotated[str | None, _setting("furniture")]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings; else normalize.toml or pyproject.toml in this folder."),
]
Judgements = Annotated[str | None, _setting("judgements")]
Corpus = Annotated[str | None, _setting("corpus")]
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Who says so, as free text.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, as free text.")]
MaxSize = Annotated[str | None, _setting("max_size")]
Exclude = Annotated[list[str] | None, _setting("exclude")]
TextField = Annotated[list[str] | None, _setting("text_field")]
IdField = Annotated[str | None, _setting("id_field")]
Form = Annotated[
    StreamFormat | None,
    typer.Option(
        "--format",
        metavar="text|md|jsonl|csv|tsv",
        help="With `-`: what standard input holds.  [default: jsonl with --text-field, or where the first line is a "
        "JSON object; else text]",
        case_sensitive=False,
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="With `-`: stop at the first record that cannot be read.")]
Rolling = Annotated[
    bool,
    typer.Option(
        "--rolling",
        help="With `-`: decide each record by the cleaned records before it, too (on one core: each waits for them).",
    ),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 although findings remain: --fail-on never.")]
Failing = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        metavar="safe|unsafe|never",
        help="Exit 1 where findings of this kind remain: safe ones alone, safe and unsafe ones, or none.",
        case_sensitive=False,
    ),
]

ReportFile = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE.html",
        callback=one_located,
        help="Write a page for people: what came in, what changed, what is left.",
    ),
]
CsvFile = Annotated[
    Path | None,
    typer.Option(
        "--csv",
        metavar="FILE",
        callback=one_located,
        help="Write every finding and what became of it as a table for a spreadsheet.",
    ),
]
PerFile = Annotated[bool, typer.Option("--per-file", help="Print a row of counts for each file to standard error.")]
Trust = Annotated[
    bool,
    typer.Option(
        "--trust", help="Follow a journal of another user, and links that lead out of its folder. Look at it before."
    ),
]

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def names(given: list[str] | None) -> tuple[str, ...] | None:
    """The names of a flag that may be repeated, each with commas; None is "not given"."""
    return codes(",".join(given)) if given else None


def codes(text: str | None) -> tuple[str, ...] | None:
    """The codes of a comma-separated list; an empty one is none of them, None is "not given"."""
    return None if text is None else tuple(part.strip() for part in text.split(",") if part.strip())
