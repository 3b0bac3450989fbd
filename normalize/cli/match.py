"""``normalize match``: link names of a column, one a line."""

from __future__ import annotations

from typing import Annotated

import typer

from normalize.cli import options as o
from normalize.cli.session import settings_of
from normalize.cli.standard_input import StandardInput
from normalize.cli.terminal import data_out
from normalize.io.jsonlines import dump
from normalize.names.matcher import Matcher, scored
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
    matcher = Matcher(settings_of(conf, reads_texts=False).linker)
    out = data_out()
    for name in StandardInput().lines():
        if name is None:
            out.flush()
            continue
        answer = matcher.match(name).as_dict()
        if candidates > 1:
            answer["candidates"] = [scored(c) for c in matcher.candidates(name)[:candidates]]
        out.write(dump(answer))
    out.flush()
