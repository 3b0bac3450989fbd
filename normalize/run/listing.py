"""The files of a run: those below the paths that are given, but for those that have nothing to work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from normalize.errors import MissingField
from normalize.io import Fields, FileRef, records, walk
from normalize.io.formats import Others
from normalize.io.packing import unpacked_name
from normalize.io.refs import packed_refs
from normalize.run.listener import Listener
from normalize.run.shards import Listed, Shard
from normalize.settings.config import Config
from normalize.text.counted import counted

_NAMED = 5  # files named in one line


@dataclass(frozen=True)
class Files:
    """The files to work on, and whether any trouble was met with others; of a shard, too, what the whole corpus has."""

    files: Sequence[FileRef]
    failed: bool
    listed: Listed | None = None


def list_files(
    paths: Sequence[Path],
    config: Config,
    listener: Listener,
    skip: Sequence[Path] = (),
    *,
    distinct: bool = True,
    one_device: bool = False,
    shard: Shard | None = None,
) -> Files:
    """The files under the paths, or those of one shard; the listener is told of those that are not read.

    A record file without the text field is skipped with a warning where a folder holds it, and an error where it is
    named. Raises InputError for a path that does not exist, and for inputs that must be `distinct` in the output and
    are not. With `one_device` folders of other file systems are left alone, and told.
    """
    formats = config.named.formats
    listing = walk(paths, exclude=config.exclude, skip=skip, others=formats, distinct=distinct, one_device=one_device)
    for path, message in listing.problems:
        listener.problem(message if path in message else f"{path}: {message}")
    if listing.unsupported:
        shown = ", ".join(listing.unsupported[:_NAMED]) + (" …" if len(listing.unsupported) > _NAMED else "")
        listener.warning(f"{counted(len(listing.unsupported), 'file')} of other formats left out: {shown}")
    named = {path.resolve() for path in paths if path.is_file()}
    own = {path.resolve() for path in config.own_files}
    without = packed_refs()

    listed = Listed() if shard is not None else None

    def is_asked(ref: FileRef) -> bool:
        if shard is None or listed is None:
            return True
        listed.add(ref.relative)
        return shard.holds(ref.relative)

    def is_kept(ref: FileRef) -> bool:
        if own and ref.path.resolve() in own:
            return False
        if _has_field(ref, config.fields, formats) or ref.path.resolve() in named:
            return True
        without.append(ref)
        return False

    kept = packed_refs(filter(is_kept, filter(is_asked, listing.files)))
    if without:
        listener.warning(_skipped(without, config))
    if not kept:
        listener.warning("no files to read" if shard is None else f"no files to read in shard {shard}")
    return Files(kept, bool(listing.problems), listed)


def _has_field(ref: FileRef, fields: Fields, formats: Others) -> bool:
    if unpacked_name(ref.path).suffix.lower() in (".txt", ".md"):
        return True
    try:
        next(records(ref, fields=fields, others=formats, broken=_told_later), None)
    except MissingField:
        return False
    except Exception:  # noqa: BLE001  whatever else is wrong is told when the file is worked on
        return True
    return True


def _told_later(problem: str) -> None:
    """A record that cannot be read is told of when the file is worked on."""


def _skipped(files: Sequence[FileRef], config: Config) -> str:
    """One line on record files that have none of the text fields."""
    wanted = " or ".join(repr(name) for name in config.text_field)
    shown = ", ".join(str(ref.path) for ref in files[:_NAMED]) + (", …" if len(files) > _NAMED else "")
    which = f"{counted(len(files), 'record file')} without a text in the field {wanted}"
    return f"{which} skipped: {shown}; name theirs by --text-field"
