"""What stands in an output folder where clean copies are to go, and is no work of a run."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import cached_property
from pathlib import Path, PurePath

from normalize.errors import ConfigError, InputError, OutputError
from normalize.io import FileRef
from normalize.io.beneath import place_of
from normalize.io.remote import is_remote
from normalize.run.copies import REPLACED, Copies
from normalize.run.journal import HOME
from normalize.run.listener import Listener
from normalize.text.counted import counted


class Targets:
    """It is refused, or left alone; or kept with the run before it goes: so with ``force``, and when a run is resumed,
    for the one that was stopped may have written it."""

    def __init__(self, output: Path, home: Path, *, force: bool, resume: bool, follow: bool = False) -> None:
        """``home`` is the folder that holds the journals of the runs into ``output``; with ``follow`` links may lead
        out of it."""
        self._output, self._force, self._resume, self._follow = output, force, resume, follow
        self._copies = Copies(output, home)
        self._edited: tuple[FileRef, ...] = ()

    def check(self, files: Sequence[FileRef]) -> None:
        """Look at the place of each file. Raises OutputError where something stands that no run wrote, and where a
        folder is a link that leads out of the output."""
        self._check_links(files)
        self._edited = tuple(self._copies.edited(files))
        strange = self._copies.strange(files)
        if self._copies.is_interrupted:  # it wrote them, as like as not, and could not say so any more
            strange = [*strange, *self._edited]
        if strange and not (self._force or self._resume):
            raise OutputError(self._refused(strange))

    def _check_links(self, files: Sequence[FileRef]) -> None:
        if self._follow or is_remote(self._output) or not self._output.exists():
            return
        for folder in sorted({PurePath(ref.relative).parent for ref in files}):
            try:
                place_of(self._output, str(folder))
            except InputError as error:
                raise OutputError(str(error)) from None

    @cached_property
    def left(self) -> frozenset[str]:
        """The files whose clean copies somebody edited, and which are left alone."""
        return frozenset() if self._force or self._resume else frozenset(ref.relative for ref in self._edited)

    def told(self, path: str) -> str:
        """What is said of one of them."""
        return (
            f"{self._output / path}: was edited since a run wrote it, so it is left alone; --force replaces it, and "
            "keeps the old one with the run"
        )

    def keep(self, run: Path, done: Container[str], listener: Listener) -> None:
        """Keep with a run what it is going to replace: not what it has ``done`` already."""
        if not (self._force or self._resume):
            return
        going = [ref for ref in self._edited if ref.relative not in done]
        self._copies.keep(going, run)
        if going and self._force:
            replaced = f"{counted(len(going), 'file')} that no run left so replaced"
            listener.news(f"{replaced}; the old ones are in {run / REPLACED}")

    def _refused(self, strange: Sequence[FileRef]) -> str:
        more = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
        place = f"{self._output / strange[0].relative}{more}"
        if self._copies.is_interrupted:
            return (
                f"{place}: a run into this folder was stopped before it was done; go on with it by --resume, or begin "
                "a new one by --force, which keeps what it replaces"
            )
        return f"{place}: would be overwritten, and no run wrote it; choose another folder, or give --force"


def check_apart(paths: Iterable[Path], output: Path) -> None:
    """Refuse an output folder that is an input, or that holds inputs. Raises ConfigError or OutputError."""
    place = output.resolve()
    for path in paths:
        if not path.exists():
            continue
        folder = (path if path.is_dir() else path.parent).resolve()
        if place == folder:
            raise ConfigError(
                f"{output}: the output folder is the input; use --in-place to rewrite the files themselves"
            )
        inside = path.is_dir() and place.is_relative_to(folder) and place.is_dir()
        if inside and not (place / HOME).is_dir() and any(place.iterdir()):
            raise OutputError(f"{output}: lies in the input and holds files; choose an empty or another folder")
