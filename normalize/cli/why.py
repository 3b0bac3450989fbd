"""``normalize why``: one edit or finding explained from the journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from normalize.errors import ConfigError, JournalError
from normalize.model import Applicability, Category
from normalize.plugins import load
from normalize.report.text import visible
from normalize.rules import Rule, all_rules
from normalize.run import journal

EditId = Annotated[
    str, typer.Argument(metavar="EDIT_ID", help="The id of an edit or finding, or its beginning.", show_default=False)
]
RunFolder = Annotated[
    Path | None,
    typer.Option("--run", metavar="RUN", help="The run to look in; else those of this folder and the folders in it."),
]


def why(edit_id: EditId, run: RunFolder = None) -> None:
    """Explain one edit: the evidence, the runner-up, and the versions that made it."""
    for found in [journal.open_run(run)] if run is not None else _nearby():
        whole = found.id_of(edit_id)
        edit = next((e for e in found.lines(journal.EDITS) if e["id"] == whole), None)
        line = edit or next((f for f in found.lines(journal.FINDINGS) if f["id"] == whole), None)
        if line is not None:
            typer.echo(explain(found, line, made=edit is not None))
            return
    where = str(run) if run is not None else "the runs of this folder and the folders in it (name one with --run)"
    raise JournalError(f"no edit or finding {edit_id!r} in {where}")


def _nearby() -> Iterator[journal.Run]:
    here = Path()
    homes = [here / journal.HOME, *sorted(here.glob(f"*/{journal.HOME}")), *sorted(here.glob(f"*/*/{journal.HOME}"))]
    for home in homes:
        for folder in reversed(journal.runs_in(home)):
            yield journal.open_run(folder)


def _why_not(run: journal.Run, line: dict[str, Any]) -> str:
    """Why a fix was not made, as the end of a sentence; empty where the finding has none."""
    reason = next((left["why"] for left in run.lines(journal.UNMADE) if left["id"] == line["id"]), None)
    if reason is not None:
        return f": it {visible(reason)}"
    if line["applicability"] == Applicability.UNSAFE and not run.manifest["configuration"]["unsafe"]:
        return ": unsafe fixes are applied with --unsafe"
    return ""


def _others(run: journal.Run) -> tuple[Rule, ...]:
    """The rules of the plugins that the run named, where they are still installed."""
    try:
        return load(tuple(run.manifest["configuration"].get("plugins", ()))).rules
    except ConfigError:
        return ()


def explain(run: journal.Run, line: dict[str, Any], *, made: bool) -> str:
    """The story of one line of the journal, in plain words."""
    known = next((known for known in all_rules(_others(run)) if known.code == line["rule"]), None)
    what = f"{known.name}: {known.what}" if known else "(of a plugin that is not installed here)"
    undone = {i for entry in run.lines(journal.UNDONE) for i in entry["edits"]}
    place = line["path"] + ("" if line["record"] is None else f", record {line['record']}")
    place += "" if line["field"] is None else f", {line['field']}"
    state = "taken back" if line["id"] in undone else "applied" if made else "not applied" + _why_not(run, line)
    put = "" if line["replacement"] is None else f" → “{visible(line['replacement'])}”"
    evidence = line["evidence"]
    runner = evidence.get("runner_up")
    rest = "none came near" if not runner else f"{runner['entry']} with {runner['score']:.2f}"
    if line["category"] == Category.ACRONYM and not runner:
        rest = "none: acronyms are never matched by likeness"
    rows = [
        f"“{visible(line['text'])}”{put}",
        f"  where       {place}, code points {line['start']} to {line['end']}",
        f"  status      {state}; the fix is {line['applicability']}",
        f"  rule        {line['rule']} {what}",
        f"  because     {evidence.get('why', line['message'])}",
    ]
    if line["entry"]:
        rows.append(
            f"  entry       {line['entry']}"
            + (f" of the glossary {evidence['glossary']}" if evidence.get("glossary") else "")
        )
    if evidence.get("support"):
        rows.append(f"  support     {evidence['support']}")
    rows += [
        f"  score       {line['score']:.2f}",
        f"  runner-up   {rest}",
        "  versions    " + ", ".join(f"{name} {v}" for name, v in run.manifest["versions"].items()),
        f"  run         {run.folder}",
    ]
    return "\n".join(rows)
