"""How far a stage has come, as a column of a progress bar: bytes with their rate, or steps."""

from __future__ import annotations

from rich.filesize import decimal
from rich.progress import ProgressColumn, Task
from rich.text import Text


class AmountColumn(ProgressColumn):
    """*1.2 MB of 3.4 MB, 1.1 MB/s* for bytes, *3/4* for anything else."""

    def render(self, task: Task) -> Text:
        """The column of one bar."""
        done, total = int(task.completed), None if task.total is None else int(task.total)
        if not task.fields.get("is_bytes"):
            return Text(f"{done}/{'?' if total is None else total}", style="progress.download")
        speed = task.finished_speed or task.speed
        rate = "" if speed is None else f", {decimal(int(speed))}/s"
        return Text(f"{decimal(done)} of {decimal(total or 0)}{rate}", style="progress.download")
