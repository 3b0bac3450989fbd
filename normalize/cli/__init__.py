"""The command line: one thin module per command, and the one place where errors become exit statuses."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from normalize.cli.exit_status import EXIT_INTERRUPTED, EXIT_TROUBLE
from normalize.run.garbage import THRESHOLDS
from normalize.storage import notice

if TYPE_CHECKING:
    from typer import BadParameter


def main() -> None:
    """Run the command line and exit: 0 or 1 as the command says, 2 for trouble of any kind, 130 when interrupted."""
    gc.set_threshold(*THRESHOLDS)
    notice.tell(_note, _warn)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a character that the terminal's encoding lacks is shown as its escape
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        if sys.stdout is None and not _needs_no_output():
            raise OSError("standard output is closed")
        status = _run()
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        status = EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader went away (`| head`): nothing is wrong, unless files were to be written
        status = EXIT_TROUBLE if _needs_no_output() else 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        if sys.stderr is not None:
            from normalize.text.visible import visible

            sys.stderr.write(f"error: {visible(f'{where}{error.strerror or error}')}\n")
        status = EXIT_TROUBLE
    _leave(status)


def _needs_no_output() -> bool:
    """Whether the command writes to files alone: `fix`, `discover` and `survey` with somewhere to write, and
    `undo`."""
    command = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    flags = {word.partition("=")[0] for word in sys.argv[1:]}
    to_output = {
        "fix": {"-", "--diff", "--output-format"},
        "discover": {"--output-format"},
        "survey": {"-", "-o-"},
        "undo": set[str](),
    }
    return command in to_output and not to_output[command] & flags and "--output=-" not in sys.argv


def _run() -> int:
    import typer

    from normalize.cli.app import app
    from normalize.errors import NormalizeError
    from normalize.io.messages import unexpected

    # The class of all usage errors: BadParameter's base's base, under whatever name this version of typer has it.
    usage: type[typer.BadParameter] = typer.BadParameter.__mro__[2]
    try:
        _check_words()
        status = app(standalone_mode=False)
    except typer.Exit as stop:
        status = stop.exit_code
    except SystemExit as stop:  # the library's answer to a reader that went away, of output or of messages
        raise BrokenPipeError from stop
    except usage as error:
        _tell_usage(error)
        status = EXIT_TROUBLE
    except typer.Abort:
        status = EXIT_INTERRUPTED
    except NormalizeError as error:
        _complain(str(error))
        status = EXIT_TROUBLE
    except MemoryError:
        _complain("memory ran out; fewer --jobs, a higher --max-memory, or parts of the corpus (--shard i/n) help")
        status = EXIT_TROUBLE
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - a crash must not look like "findings remain" (1)
        _complain(unexpected(error))
        status = EXIT_TROUBLE
    return status if isinstance(status, int) else 0


def _check_words() -> None:
    """Refuse what no shell can give, but a program that calls this one: no path and no setting has it."""
    from normalize.errors import ConfigError

    for word in sys.argv[1:]:
        if "\0" in word:
            raise ConfigError(f"{word!r} holds a NUL character, which no argument has")


def _tell_usage(error: BadParameter) -> None:
    """Say what is wrong with the command line; nothing at all after a command that has others asks for its help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        from normalize.cli.session import errors

        errors().print(error.format_message())
        return
    from normalize.cli.usage import sentence

    _complain(sentence(error, sys.argv[1:]))


def _complain(message: str) -> None:
    from normalize.cli.session import complain

    complain(message)


def _note(message: str) -> None:
    """What takes some seconds, once: told on a terminal, not in a pipe."""
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(f"{message}\n")


def _warn(message: str) -> None:
    """What is no error, but goes on until somebody does something; the console may not be loaded yet."""
    if sys.stderr is not None:
        from normalize.text.visible import visible

        sys.stderr.write(f"warning: {visible(message)}\n")


def _leave(status: int) -> None:
    """Exit; a stream that cannot be written must not change the status at the last flush. The library may have put
    another in its place meanwhile."""
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        if stream is None:
            continue
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(status)
