"""``normalize models``: install, list, remove and examine translation models. Only `install` uses the network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from normalize.cli.exit_status import finish
from normalize.cli.session import note, warn
from normalize.cli.terminal import console
from normalize.errors import ConfigError
from normalize.text.counted import counted

app = typer.Typer(help="Install, list, remove and examine translation models.", no_args_is_help=True)
Index = Annotated[
    str | None,
    typer.Option("--index", metavar="URL", help="An index of packages in place of Argos Translate's official one."),
]


@app.command("list")
def list_(
    available: Annotated[bool, typer.Option("--available", help="What the index offers (uses the network).")] = False,
    index: Index = None,
) -> None:
    """List the translation models that are installed."""
    from normalize.translate.backends import apertium
    from normalize.translate.packages.index import offers
    from normalize.translate.packages.installed import installed, packages_folder

    table = Table("from", "to", "backend", "version", "" if available else "where", box=None, pad_edge=False)
    if available or index:
        for offer in offers(index):
            table.add_row(offer.source, offer.target, "argos", offer.version)
    else:
        good, broken = installed()
        for package in good:
            table.add_row(package.source, package.target, "argos", package.version, str(package.path))
        for (source, target), mode in sorted(apertium.modes().items()):
            if not mode.missing:
                table.add_row(source, target, "apertium", "", str(mode.path))
        if broken:
            are = "is no package" if len(broken) == 1 else "are no packages"
            warn(f"{counted(len(broken), 'folder')} in {packages_folder()} {are}: normalize models doctor")
    console().print(table)
    if not table.row_count:
        note("no models: normalize models install es en")


@app.command("install")
def install_(
    what: Annotated[
        list[str], typer.Argument(metavar="FROM TO | FILE", help="Two languages (es en), or an .argosmodel file.")
    ],
    index: Index = None,
    sha256: Annotated[
        str | None, typer.Option("--sha256", metavar="HEX", help="What the SHA-256 of FILE must be.")
    ] = None,
) -> None:
    """Install an Argos package: from the index (two languages) or from a file."""
    from normalize.translate.packages.install import install_file, install_pair

    if len(what) == 2 and not sha256:
        package = install_pair(what[0], what[1], index)
    elif len(what) == 1 and not index:
        file = Path(what[0])
        if not file.is_file():
            raise ConfigError(f"{file}: no such file (to install from the index give two languages: es en)")
        package = install_file(file, sha256)
    else:
        raise ConfigError("give two languages (es en) and perhaps --index, or one file and perhaps --sha256")
    note(f"installed {package.name} in {package.path}; `normalize models doctor` tries it")


@app.command("remove")
def remove_(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The language that it translates from.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="The language that it translates to.")],
) -> None:
    """Remove the Argos packages of a pair of languages, all versions."""
    from normalize.translate.packages.install import remove

    for package in remove(source, target):
        note(f"removed {package.name} from {package.path}")


@app.command("doctor")
def doctor_() -> None:
    """Say what is there, what is wrong and how to mend it. Tries every model; exit 2 where something is broken."""
    from normalize.translate.packages.doctor import State, examine

    broken = False
    out = console()
    colours = {State.OK: "green", State.ABSENT: "yellow", State.BROKEN: "red"}
    for found in examine():
        broken |= found.state is State.BROKEN
        out.print(f"{found.state:7}", style=colours[found.state], end="")
        out.print(f"{found.about}: {found.message}")
    finish(failed=broken)
