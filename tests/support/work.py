"""Counting work instead of timing it: a busy machine changes no result."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import process_time
from types import FrameType
from typing import Any


def calls(function: Callable[..., Any], *arguments: Any) -> int:
    """How many functions, of Python and of C, are called while one runs."""
    count = 0

    def tick(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        function(*arguments)
    finally:
        sys.setprofile(before)
    return count


def grows_in_proportion(function: Callable[[str], Any], text: str) -> bool:
    """Whether a text costs at most two and a half times what its first half costs, memos being warm."""
    function(text)
    half, whole = calls(function, text[: len(text) // 2]), calls(function, text)
    return whole <= 2.5 * half + 1_000


def processor_time_grows_in_proportion(
    function: Callable[[str], Any], unit: str, count: int, before: str = "", behind: str = ""
) -> bool:
    """The same for what happens inside one expression, where no calls can be counted.

    The processor time of this process alone, the least of three, so that no other process matters.
    """

    def seconds(part: str) -> float:
        times = []
        for _ in range(3):
            start = process_time()
            function(part)
            times.append(process_time() - start)
        return min(times)

    half, whole = (seconds(before + unit * times + behind) for times in (count // 2, count))
    return whole <= 3 * half + 0.05
