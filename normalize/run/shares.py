"""How files are shared out to workers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from normalize.io import FileRef
from normalize.io.packing import packed_suffix
from normalize.io.together import SIZE, together

_LARGEST_GROUP = 64  # files

Progress = Callable[[], None]


def shared_out(files: Sequence[FileRef], jobs: int) -> tuple[int, list[list[FileRef]]]:
    """How many workers, and the files that each gets at a time: small ones together, and no more workers than there is
    work for."""
    most = max(1, min(_LARGEST_GROUP, len(files) // (4 * jobs)))
    groups = [some[at : at + most] for some in together(files, _weight) for at in range(0, len(some), most)]
    return max(1, min(jobs, len(groups))), groups


def _weight(ref: FileRef) -> int:
    """Bytes of a file; as many as come alone where its content may be larger, and 0 where it cannot be read, which is
    told when it is its turn."""
    if packed_suffix(ref.path) or ref.path.suffix.lower() == ".parquet":
        return SIZE
    try:
        return ref.path.stat().st_size
    except OSError:
        return 0
