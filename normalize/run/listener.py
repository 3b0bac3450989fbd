"""Who is told what a run does while it goes on."""

from __future__ import annotations

from collections.abc import Callable

from normalize.run.file_report import FileReport

Advance = Callable[[int], None]  # is told how much more is done


def nobody(amount: int) -> None:
    """Nobody follows how far it has come."""


class Listener:
    """Hears what a run tells; each method does nothing unless it is overridden."""

    def problem(self, message: str) -> None:
        """Something could not be read, written or worked on; the run goes on, and its result is not whole."""

    def warning(self, message: str) -> None:
        """Something is left out or left as it is, and that is no trouble."""

    def news(self, message: str) -> None:
        """What there is to know."""

    def stage(self, what: str, total: int | None, *, is_bytes: bool = True) -> Advance:
        """A stage of a run begins: what, and how much there is of it, in bytes of files or other steps, if that is
        known. What is returned is told of progress."""
        return nobody

    def found(self, report: FileReport) -> None:
        """A file is done, or the next part of a large one."""
