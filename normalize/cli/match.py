"""``normalize match``: link names of a column, one a line."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from normalize.cli import options as o
from normalize.cli.session import settings_of
from normalize.cli.standard_input import StandardInput
from normalize.io.jsonlines import dump
from normalize.model import Candidate
from normalize.names.matcher import Match, Matcher
from normalize.settings.sources import load

Best = Annotated[
    int, typer.Option("--candidates", metavar="N", min=1, help="How many candidates to print for each name.")
]


def match(
    glossary: o.Glossary = None,
    target: o.Target = None,
    plugin: o.Plugin = None,
    config: o.ConfigFile = None,
    candidates: Best = 1,
) -> None:
    """Match names against the glossaries: one name a line in, one JSON object a line out."""
    conf = load(config, glossary=glossary, target=target, plugins=plugin)
    matcher = Matcher(settings_of(conf).linker)
    out = sys.stdout.buffer
    for name in StandardInput().lines():
        if name is None:
            out.flush()
            continue
        answer = as_dict(matcher.match(name))
        if candidates > 1:
            answer["candidates"] = [_candidate(c) for c in matcher.candidates(name)[:candidates]]
        out.write(dump(answer))
    out.flush()


def as_dict(found: Match) -> dict[str, Any]:
    """The answer in the shape of the command-line contract."""
    return {
        "query": found.query,
        "entry": found.best.entry if found.best else None,
        "canonical": found.canonical,
        "score": round(found.best.score, 4) if found.best else 0,
        "rule": found.best.rule if found.best else None,
        "applicability": found.applicability.value,
        "runner_up": _candidate(found.runner_up) if found.runner_up else None,
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {"entry": candidate.entry, "score": round(candidate.score, 4)}
