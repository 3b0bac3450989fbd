"""The exit status of the command line: 0, 1 where findings remain, 2 for trouble of any kind, 130 where interrupted."""

from __future__ import annotations

EXIT_REMAINING, EXIT_TROUBLE, EXIT_INTERRUPTED = 1, 2, 130


def finish(*, failed: bool, remaining: bool = False) -> None:
    """Leave with the exit status of the contract; with ``remaining`` there are findings that ask for a 1."""
    import typer  # `--version` needs nothing of it

    raise typer.Exit(EXIT_TROUBLE if failed else EXIT_REMAINING if remaining else 0)
