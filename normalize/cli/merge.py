"""``normalize merge``: the results of shards as one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from normalize.cli.exit_status import finish
from normalize.cli.session import note
from normalize.cli.survey import write
from normalize.errors import ConfigError, InputError
from normalize.run import journal, merge_profiles
from normalize.run import merge as runs
from normalize.text.counted import counted

Parts = Annotated[
    list[Path],
    typer.Argument(
        metavar="RUN… | PROFILE…",
        help="What `fix --shard i/n` wrote (folders), or `survey --shard i/n` (files): all n of them.",
        show_default=False,
    ),
]
Output = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="PATH", help="The folder of the one run, or the file of the one profile."),
]


def merge(parts: Parts, output: Output) -> None:
    """Put the profiles, or the runs, of the shards of a corpus together: one profile, or one run.

    The result is that of one survey, or one run, over all files, byte for byte. Exit 2 where shards could not read all
    of their files.
    """
    if (missing := next((path for path in parts if not path.exists()), None)) is not None:
        raise InputError(f"{missing}: there is no such run or profile")
    if output.resolve() in (path.resolve() for path in parts):
        raise ConfigError(f"--output {output} is one of the parts, which stay as they are; name another one")
    folders = [path for path in parts if path.is_dir()]
    if folders and len(folders) < len(parts):
        other = next(path for path in parts if path not in folders)
        raise ConfigError(f"runs are folders, profiles are files: {folders[0]} and {other} are not merged")
    if not folders:
        total, unread = merge_profiles.merge(parts)
        write(output, total.to_json(), total)
        if unread:
            note(f"the surveys of the shards could not read all of their files: {counted(unread, 'problem')}")
        finish(failed=unread > 0)
    made = runs.merge([journal.open_run(path) for path in parts], output)
    files, edits = made.files(), sum(entry["edits"] for entry in made.files())
    undone = len(made.taken_back().ids)
    taken_back = f", {undone:,} of them taken back" if undone else ""
    note(f"{counted(len(parts), 'run')} merged: {counted(len(files), 'file')}, {counted(edits, 'edit')}{taken_back}")
    troubles = sum(entry["status"] == "failed" or bool(entry["problems"]) for entry in files)
    if troubles:
        note(f"{counted(troubles, 'file')} of them could not be read in full; the manifest says why")
    note(f"journal in {output / journal.HOME / made.folder.name}")
    finish(failed=troubles > 0)
