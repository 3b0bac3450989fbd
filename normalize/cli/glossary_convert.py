"""``normalize glossary convert``: glossaries from and to the formats of the field."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from normalize.cli.exit_status import finish
from normalize.cli.session import complain, note, warn
from normalize.errors import ConfigError
from normalize.io.messages import shown
from normalize.names.glossary.entry import KINDS
from normalize.names.glossary.exchange import convert as conversion
from normalize.names.glossary.exchange.columns import parse_map
from normalize.names.glossary.exchange.formats import FORMATS, Format, named, of_output, of_source
from normalize.names.glossary.exchange.job import Job, Report
from normalize.names.glossary.fields import check_language
from normalize.names.glossary.read import locate
from normalize.text.counted import counted

_READ = "|".join(f.name for f in FORMATS.values() if f.reader)
_WRITTEN = "|".join(f.name for f in FORMATS.values() if f.writer)


def convert(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Files, packed ones too, or names of glossaries that ship. Several are one glossary.",
            show_default=False,
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write.", show_default=False)],
    from_: Annotated[
        str | None, typer.Option("--from", metavar=_READ, help="The format of SOURCES.  [default: told by their names]")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar=_WRITTEN, help="The format of FILE.  [default: told by its name]")
    ] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="OURS=COLUMN,…",
            help="Which columns or JSON fields hold what: `name=Name,alias=Variants,alias:fr=Nom`. Repeatable.",
        ),
    ] = None,
    separator: Annotated[
        list[str] | None,
        typer.Option(
            "--separator", metavar="TEXT", help="What separates names in a cell. Repeatable.  [default: `;` and `|`]"
        ),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", metavar="LANG", help="The language whose names are canonical (ISO 639-1).")
    ] = "en",
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND|WORD=KIND",
            help="The kind of entries of which the source says none, or what a word of the source means: "
            "`--kind Ville=place`. Repeatable.",
        ),
    ] = None,
    explicit: Annotated[
        bool, typer.Option("--explicit", help="With solr and elasticsearch: `variant => name` in place of equivalents.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
) -> None:
    """Convert a glossary from one format of the field into another, and say what the target cannot hold.
    Exit status: 0 converted, 2 trouble; of formats with a record a line the good records are written even so."""
    check_language(language, "--language")
    known, other = _kinds(kind)
    paths = [path for _, path in locate(sources)]
    read_as = named(from_) if from_ else _told(paths)
    write_as = named(to) if to else of_output(out)
    report = Report(strict=not read_as.by_line)
    job = Job(
        language=language,
        kind=other,
        kinds=known,
        columns=parse_map(",".join(map_ or ())) if map_ else {},
        separators=tuple(separator) if separator else (";", "|"),
        explicit=explicit,
        name=shown(out.name.partition(".")[0]),
        report=report,
    )
    count = conversion.convert(paths, out, read_as, write_as, job, force=force)
    _tell(report, write_as)
    note(f"{counted(count, 'entry')} written to {out}")
    finish(failed=report.bad_count > 0, remaining=False)


def _told(paths: list[Path]) -> Format:
    """The one format of all sources."""
    found = {of_source(path).name: path for path in paths}
    if len(found) > 1:
        raise ConfigError(f"sources of several formats ({', '.join(found)}); convert each by itself")
    if not found:
        raise ConfigError("no source to convert")
    return named(next(iter(found)))


def _kinds(given: list[str] | None) -> tuple[dict[str, str], str]:
    """What words of the source mean, and the kind of entries without one."""
    known: dict[str, str] = {}
    other = "other"
    for text in given or ():
        word, sign, kind = text.rpartition("=")
        if kind not in KINDS:
            raise ConfigError(f"--kind: unknown kind {kind!r}; known are {', '.join(KINDS)}")
        if sign:
            known[word] = kind
        else:
            other = kind
    return known, other


def _tell(report: Report, target: Format) -> None:
    """All that was left out, once."""
    for problem in report.bad:
        complain(problem)
    if report.bad_count:
        rest = report.bad_count - len(report.bad)
        more = f" ({rest} more like these)" if rest else ""
        complain(f"{counted(report.bad_count, 'record')} left out{more}; the others are written")
    for what, counts in (
        ("left out of the source", report.left_out),
        (f"{target.name} has no place for", report.dropped),
        (f"{target.name} holds as plain aliases", report.as_alias),
    ):
        if counts:
            warn(f"{what}: {_listed(counts)}")


def _listed(counts: Counter[str]) -> str:
    """Counted things, the most frequent first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{count:,} × {what}" for what, count in ordered)
