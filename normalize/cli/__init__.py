"""The command line: one thin module per command, and the one place where errors become exit statuses."""

from __future__ import annotations

import os
import sys

import typer

# The class of all usage errors: BadParameter's base's base, under whatever name this version of typer has it.
_USAGE: type[typer.BadParameter] = typer.BadParameter.__mro__[2]
EXIT_TROUBLE, EXIT_INTERRUPTED = 2, 130


def main() -> None:
    """Run the command line and exit: 0 or 1 as the command says, 2 for trouble of any kind, 130 when interrupted."""
    from normalize.cli.app import app
    from normalize.cli.session import complain
    from normalize.errors import NormalizeError

    try:
        status = app(standalone_mode=False)
    except typer.Exit as stop:
        status = stop.exit_code
    except _USAGE as error:
        error.show()
        status = EXIT_TROUBLE
    except (typer.Abort, KeyboardInterrupt):
        status = EXIT_INTERRUPTED
    except NormalizeError as error:
        complain(str(error))
        status = EXIT_TROUBLE
    except BrokenPipeError:
        # The reader went away (`| head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except Exception as error:
        if os.environ.get("NORMALIZE_DEBUG"):
            raise
        complain(f"internal error, please report it: {type(error).__name__}: {error} (NORMALIZE_DEBUG=1 shows where)")
        status = EXIT_TROUBLE
    sys.exit(status if isinstance(status, int) else 0)
