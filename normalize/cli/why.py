"""``normalize why``: one edit or finding explained from the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from normalize.cli import options as o
from normalize.cli.exit_status import finish
from normalize.cli.runs import is_damaged
from normalize.cli.session import warn
from normalize.cli.terminal import say
from normalize.errors import JournalError
from normalize.model import JUDGEMENT, Applicability
from normalize.report.evidence import entry_of, judged, of_translation, runner_up
from normalize.report.text import mark
from normalize.rules import all_rules
from normalize.run import again, journal
from normalize.run.context import context_of, overlapping
from normalize.run.originals import plugins_of
from normalize.text.visible import visible

_INDENT = " " * 14  # of what stands below the first column

EditId = Annotated[
    str, typer.Argument(metavar="EDIT_ID", help="The id of an edit or finding, or its beginning.", show_default=False)
]
RunFolder = Annotated[
    Path | None,
    typer.Option("--run", metavar="RUN", help="The run to look in; else those of this folder and the folders in it."),
]


Verbose = Annotated[bool, typer.Option("--verbose", help="Name the versions of all that the run's result depends on.")]
# What translates for a service, as manifests name it.
_TRANSLATE = {"argos": ("argostranslate", "argos-translate-lt", "ctranslate2"), "apertium": ("apertium",)}


def why(edit_id: EditId, run: RunFolder = None, verbose: Verbose = False, trust: o.Trust = False) -> None:
    """Explain one edit: the evidence, the runner-up, and the versions that made it."""
    damaged = False
    for found in [journal.open_run(run, trust=trust)] if run is not None else _nearby(trust):
        whole = found.id_of(edit_id)
        edit = next((e for e in found.lines(journal.EDITS) if e["id"] == whole), None)
        line = edit or next((f for f in found.lines(journal.FINDINGS) if f["id"] == whole), None)
        if line is not None:
            say(explain(found, line, made=edit is not None, verbose=verbose))
            finish(failed=is_damaged(found) or damaged)
        damaged |= is_damaged(found)
    where = str(run) if run is not None else "the runs of this folder and the folders in it (name one with --run)"
    raise JournalError(f"no edit or finding {edit_id!r} in {where}")


def _nearby(trust: bool) -> Iterator[journal.Run]:
    """The runs of this folder and of those in it; of one that cannot be read it is said why."""
    here = Path()
    homes = [here / journal.HOME, *sorted(here.glob(f"*/{journal.HOME}")), *sorted(here.glob(f"*/*/{journal.HOME}"))]
    for home in homes:
        for folder in reversed(journal.runs_in(home)):
            try:
                yield journal.open_run(folder, trust=trust)
            except JournalError as error:
                warn(str(error))


def _why_not(run: journal.Run, line: dict[str, Any]) -> str:
    """Why a fix was not made, as the end of a sentence; empty where the finding has none."""
    reason = next((left["why"] for left in run.lines(journal.UNMADE) if left["id"] == line["id"]), None)
    if reason is not None:
        return f": it {visible(reason)}"
    if line["applicability"] == Applicability.UNSAFE and not run.manifest["configuration"].get("unsafe"):
        other = overlapping(run, line)
        beside = f", and this one overlaps {other['id']}, which was made" if other is not None else ""
        return f": unsafe fixes are applied with --unsafe{beside}"
    return ""


def explain(run: journal.Run, line: dict[str, Any], *, made: bool, verbose: bool = False) -> str:
    """The story of one line of the journal, in plain words."""
    plugins = plugins_of(run)
    known = next((known for known in all_rules(plugins.rules) if known.code == line["rule"]), None)
    what = f"{known.name}: {known.what}" if known else "(of a plugin that is not installed here)"
    evidence = line["evidence"]
    rows = {
        "where": _where(line, context_of(run, line, plugins.formats)),
        "status": _status(run, line, made=made),
        "judged": visible(judged(evidence)),
        "rule": f"{line['rule']} {what}",
        "because": evidence.get("why", line["message"]),
        "entry": entry_of(evidence, line["entry"]),
        "support": evidence.get("support"),
        "score": f"{line['score']:.2f}",
        "runner-up": visible(runner_up(evidence, line["category"], line["entry"])),
        **{name: visible(text) for name, text in of_translation(evidence) if name != "score"},
        "versions": _versions(run, evidence, all_=verbose, plugins=plugins.versions if known in plugins.rules else ()),
        "run": str(run.folder) + _again(run, line["path"]),
    }
    put = "" if line["replacement"] is None else f" → “{visible(line['replacement'])}”"
    told = [f"  {name:<11} {text}" for name, text in rows.items() if text]
    return "\n".join([f"“{visible(line['text'])}”{put} ({line['id']})", *told])


def _versions(run: journal.Run, evidence: Mapping[str, Any], *, all_: bool, plugins: Iterable[str]) -> str:
    """The versions of what made it: normalize, the service that translated, the ``plugins`` of the rule; or all."""
    versions = run.manifest["versions"]
    made = ("normalize", *_TRANSLATE.get(str(evidence.get("backend")), ()), *plugins)
    named = [name for name in versions if all_ or name in made]
    more = len(versions) - len(named)
    told = ", ".join(f"{name} {versions[name]}" for name in named)
    return f"{told} ({more:,} more: --verbose)" if more else told


def _again(run: journal.Run, path: str) -> str:
    """Why that run did the file again, as the end of a sentence; empty where it was its first."""
    told = (one for one in run.lines(journal.AGAIN) if one["path"] == path)
    return next((f"; the file {visible(again.of(one).sentence)}" for one in told), "")


def _where(line: dict[str, Any], context: tuple[int, int, str] | None) -> str:
    """The file as it can be opened from here, the place in it, and below it the line with a mark."""
    file = Path(line["file"])
    place = visible(str(file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file))
    place += "" if line["record"] is None else f", record {line['record']}"
    place += "" if line["field"] is None else f", {line['field']}"
    if context is None:
        return f"{place}, code points {line['start']} to {line['end']} (the original is gone or changed)"
    number, column, shown = context
    marked = f"{_INDENT}{visible(shown)}\n{_INDENT}{mark(shown, column, line['text'])}"
    return f"{place}, line {number}, column {column}\n{marked}"


def _status(run: journal.Run, line: dict[str, Any], *, made: bool) -> str:
    if line["applicability"] == Applicability.DISPLAY and JUDGEMENT in line["evidence"]:
        return f"not applied{_why_not(run, line)}"
    if line["applicability"] == Applicability.DISPLAY:
        return "shown; findings for display never change text"
    undone = run.taken_back().ids
    state = "taken back" if line["id"] in undone else "applied" if made else "not applied" + _why_not(run, line)
    return f"{state}; the fix is {line['applicability']}"
