"""``normalize apply``: accepted judgements become aliases of a glossary."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from normalize.cli import options as o
from normalize.cli.exit_status import finish
from normalize.cli.session import complain, note
from normalize.cli.terminal import data_out
from normalize.errors import GlossaryError
from normalize.io import write_atomic
from normalize.io.atomic import mode_of
from normalize.judgements import store
from normalize.judgements.apply import Plan, plan, short
from normalize.judgements.judgement import Reach
from normalize.names.glossary.amend import Form, amended
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.lint import failing_examples, lint
from normalize.names.glossary.read import combine, read
from normalize.names.glossary.yaml_files import from_yaml
from normalize.names.index import Index
from normalize.names.setup import build_linker
from normalize.settings.config import Config
from normalize.settings.sources import load
from normalize.text.counted import counted

JudgementsFile = Annotated[Path, typer.Argument(metavar="JUDGEMENTS", help="A file of judgements.", show_default=False)]
Onto = Annotated[
    Path,
    typer.Option("--onto", metavar="GLOSSARY.yaml", help="The glossary to add to; it is made if it is not there."),
]
Least = Annotated[
    Reach,
    typer.Option(
        "--scope",
        metavar="this|document|corpus|always",
        help="Only judgements that reach at least so far.",
        case_sensitive=False,
    ),
]
_PAIRS = 3  # pairs without an entry that are named
Diff = Annotated[bool, typer.Option("--diff", help="Print what would change; write nothing.")]


def apply(
    judgements: JudgementsFile,
    onto: Onto,
    scope: Least = Reach.CORPUS,
    diff: Diff = False,
    glossary: o.Glossary = None,
    target: o.Target = None,
    config: o.ConfigFile = None,
) -> None:
    """Make aliases of a glossary of what was accepted; comments and order of the file stay.

    Entries that the file has not come from the glossaries in force, with the accepted forms alone. A form that another
    entry claims is refused and named. The glossary is checked before it is written. Exit status: 0 done, 2 something
    was refused, or trouble.
    """
    conf = load(config, glossary=glossary, target=target)
    if onto.suffix.lower() not in (".yaml", ".yml"):
        raise GlossaryError(f"{onto}: forms are added to glossaries in YAML; `normalize glossary convert` makes one")
    index = _index(conf, onto)
    own = {entry.id: entry for entry in read(onto, target=conf.target)} if onto.is_file() else {}
    found = plan(store.read(judgements), index, own, scope)
    for problem in found.refused:
        complain(f"{onto}: not added: {problem}")
    before = _text(onto, conf)
    after = _written(before, onto, found, index, conf) if found.forms else before
    if diff:
        old, new = (text.splitlines(keepends=True) for text in (before, after))
        patch = "".join(difflib.unified_diff(old, new, f"a/{onto}", f"b/{onto}"))
        data_out().write(patch.encode("utf-8", "surrogateescape"))
    elif after != before:
        bom = onto.is_file() and onto.read_bytes().startswith(b"\xef\xbb\xbf")
        write_atomic(onto, after.encode("utf-8-sig" if bom else "utf-8"), mode=mode_of(onto))
    if found.loose:
        note(_no_entry(found.loose, onto))
    left = f", {counted(found.already, 'form')} there already" if found.already else ""
    left += f", {len(found.refused)} refused" if found.refused else ""
    note(f"{counted(len(found.forms), 'form')} {'would be ' if diff else ''}added to {onto}{left}")
    finish(failed=bool(found.refused))


def _index(conf: Config, onto: Path) -> Index:
    """All glossaries in force, with the one that is added to on top."""
    names = conf.glossary or ("shipped",)
    if onto.is_file() and str(onto) not in names:
        names = (*names, str(onto))
    return build_linker(names, conf.target).index


def _text(onto: Path, conf: Config) -> str:
    if onto.is_file():
        return onto.read_bytes().decode("utf-8-sig")
    return f"glossary: {onto.stem}\nlanguage: {conf.target}\nentries: []\n"


def _no_entry(loose: Sequence[tuple[str, str]], onto: Path) -> str:
    """What is said of accepted pairs that no entry has."""
    pairs = ", ".join(f"“{short(text)}” → “{short(put)}”" for text, put in loose[:_PAIRS])
    more = ", …" if len(loose) > _PAIRS else ""
    return (
        f"{counted(len(loose), 'accepted pair')} without an entry ({pairs}{more}): followed by every run, and nothing "
        f"for a glossary; for a name, write an entry into {onto}, with what was accepted under `aliases`"
    )


def _written(before: str, onto: Path, found: Plan, index: Index, conf: Config) -> str:
    """The glossary with the forms in it. Raises GlossaryError where it would not work as it did before."""
    after = amended(before, onto, found.forms, index.entries)
    old, new = (list(from_yaml(text, onto, 1, conf.target)) for text in (before, after))
    missing = [form for form in found.forms if not any(_has(entry, form) for entry in new)]
    known = {problem.message for problem in (*lint(old), *failing_examples(combine(old)))}
    worse = [p for p in (*lint(new), *failing_examples(combine(new))) if p.grave and p.message not in known]
    if missing or worse:
        what = worse[0].message if worse else f"“{missing[0].text}” would not be read back"
        raise GlossaryError(f"{onto}: nothing is written: {what}")
    return after


def _has(entry: Entry, form: Form) -> bool:
    return entry.id == form.entry and form.text in {known.text for known in (*entry.aliases, *entry.acronyms)}
