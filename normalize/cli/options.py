"""The flags that commands share, so that each is named, described and checked once."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer


class OutputFormat(StrEnum):
    """How findings are written to standard output."""

    FULL = "full"
    CONCISE = "concise"
    JSONL = "jsonl"


Paths = Annotated[
    list[Path],
    typer.Argument(help="Files or folders of .txt, .md, .jsonl, .csv and .tsv, each also .gz.", show_default=False),
]
Glossary = Annotated[
    list[str] | None,
    typer.Option(
        "--glossary",
        "-g",
        metavar="FILE|NAME",
        help="A glossary file, the name of one that ships, or `shipped` for all of these (the default). Repeatable; "
        "later ones win.",
    ),
]
Plugin = Annotated[
    list[str] | None,
    typer.Option(
        "--plugin",
        metavar="NAME",
        help="Use what an installed package adds: its detectors, glossary readers, file formats and translators. "
        "Repeatable.",
    ),
]
Target = Annotated[
    str | None,
    typer.Option(
        "--target", metavar="LANG", help="The language that the texts should be in (ISO 639-1).  [default: en]"
    ),
]
Select = Annotated[
    str | None,
    typer.Option("--select", metavar="CODES", help="Only these rules: codes or their beginnings, with commas."),
]
Ignore = Annotated[str | None, typer.Option("--ignore", metavar="CODES", help="Not these rules.")]
Format = Annotated[
    OutputFormat,
    typer.Option(
        "--output-format",
        metavar="full|concise|jsonl",
        help="How findings are written to standard output.",
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
        "--profile", metavar="FILE", help="Evidence of a corpus from `normalize survey`, in place of a survey of PATHS."
    ),
]
NoTranslate = Annotated[
    bool, typer.Option("--no-translate", help="Translate nothing; foreign spans are still reported.")
]
Foreign = Annotated[
    str | None,
    typer.Option(
        "--foreign",
        metavar="translate|flag|keep|drop",
        help="Foreign text: translate what can be, only report it, leave it without a word, or take it out.  "
        "[default: translate]",
    ),
]
Bilingual = Annotated[bool, typer.Option("--bilingual", help="Put translations beside the source, not in its place.")]
Phrases = Annotated[
    list[str] | None,
    typer.Option("--phrases", metavar="FILE.tmx", help="A phrase memory that goes before the shipped one. Repeatable."),
]
CacheFolder = Annotated[
    Path | None,
    typer.Option("--cache", metavar="DIR", help="Where translations are kept.  [default: the user's cache folder]"),
]
Furniture = Annotated[
    str | None,
    typer.Option(
        "--furniture",
        metavar="off|display|drop",
        help="Web furniture around articles: say nothing, report it, or take it out.  [default: display]",
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings; else normalize.toml or pyproject.toml in this folder."),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="GLOB", help="Leave out files by a .gitignore pattern. Repeatable."),
]
TextField = Annotated[
    str | None,
    typer.Option("--text-field", metavar="NAME", help="The field of a record that holds the text.  [default: text]"),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit 0 although findings remain.")]

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def translation(foreign: str | None, bilingual: bool, phrases: list[str] | None, no_translate: bool) -> dict[str, Any]:
    """The settings of the flags on foreign text."""
    own = tuple(phrases or ())
    return {"foreign": foreign, "bilingual": bilingual, "phrases": own, "no_translate": no_translate}


def codes(text: str | None) -> tuple[str, ...]:
    """The codes of a comma-separated list."""
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())
