"""A console of rich that lets nothing through that acts on a terminal, but for what rich itself puts there."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from normalize.text.visible import visible_lines


class Harmless(Console):
    """Shows foreign strings as they are seen, not as they act."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of something that is shown; those that rich makes to steer the terminal stay as they are."""
        for segment in super().render(renderable, options):
            if segment.control:
                yield segment
            else:
                yield Segment(visible_lines(segment.text), segment.style)

    def on_broken_pipe(self) -> None:
        """Tell the caller; rich would leave with status 1."""
        raise BrokenPipeError
