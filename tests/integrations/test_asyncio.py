"""asyncio: the loop stays free, order and limits hold, and what is cancelled is not worked on."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import recipes

from normalize import ConfigError, Normalizer, NotText, Result
from normalize.integrations.aio import AsyncNormalizer

TEXTS = [f"day {i} in Panchir" for i in range(20)]
CLEAN = [text.replace("Panchir", "Panjshir") for text in TEXTS]


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(["afghanistan"])


class Gated(Normalizer):
    """A normalizer that works on nothing before its gate is open, and counts what it works on."""

    def __init__(self) -> None:
        super().__init__(["none"])
        self.gate, self.lock, self.seen = threading.Event(), threading.Lock(), list[str]()
        self.working = self.most = 0

    def normalize(self, text: str) -> Result:
        with self.lock:
            self.seen.append(text)
            self.working += 1
            self.most = max(self.most, self.working)
        assert self.gate.wait(60)
        with self.lock:
            self.working -= 1
        return super().normalize(text)


def test_the_recipe(tmp_path: Path) -> None:
    recipes.run("asyncio", tmp_path, "aio")


@pytest.mark.parametrize("processes", [False, True])
def test_results_come_in_order(normalizer: Normalizer, processes: bool) -> None:
    async def main() -> tuple[list[str], float]:
        async with AsyncNormalizer(normalizer, limit=2, processes=processes) as working:
            made = [result.text async for result in working.normalize_many(TEXTS)]
            return made, (await working.assess(TEXTS[0])).score

    assert asyncio.run(main()) == (CLEAN, normalizer.assess(TEXTS[0]).score)


def test_many_callers_share_one(normalizer: Normalizer) -> None:
    async def main() -> list[str]:
        async with AsyncNormalizer(normalizer, limit=3) as working:
            return [result.text for result in await asyncio.gather(*map(working.normalize, TEXTS))]

    assert asyncio.run(main()) == CLEAN


def test_the_loop_runs_on_and_the_limit_holds() -> None:
    """Nothing is finished before the loop itself opens the gate: a loop that is blocked would never come to it."""
    gated = Gated()

    async def main() -> None:
        async with AsyncNormalizer(gated, limit=3) as working:
            calls = asyncio.gather(*map(working.normalize, TEXTS))
            while gated.working < 3:
                await asyncio.sleep(0)
            gated.gate.set()
            assert [result.text for result in await calls] == TEXTS

    asyncio.run(main())
    assert gated.most == 3


def test_texts_are_not_read_far_ahead() -> None:
    gated, read = Gated(), []

    def source() -> Iterator[str]:
        for i in range(100):
            read.append(i)
            yield str(i)

    async def main() -> int:
        async with AsyncNormalizer(gated, limit=2) as working:
            results = working.normalize_many(source())
            first = asyncio.ensure_future(anext(results))
            while gated.working < 2:
                await asyncio.sleep(0)
            ahead = len(read)
            gated.gate.set()
            assert (await first).text == "0"
            await results.aclose()
            return ahead

    assert asyncio.run(main()) <= 4


def test_a_slow_source_holds_no_result_back(normalizer: Normalizer) -> None:
    """The second text is given only when the first result is there."""
    answered = asyncio.Event()

    async def source() -> AsyncIterator[str]:
        yield TEXTS[0]
        await answered.wait()
        yield TEXTS[1]

    async def main() -> list[str]:
        made = []
        async with AsyncNormalizer(normalizer) as working:
            async for result in working.normalize_many(source()):
                made.append(result.text)
                answered.set()
        return made

    assert asyncio.run(main()) == CLEAN[:2]


def test_a_call_that_is_cancelled_is_not_worked_on() -> None:
    gated = Gated()

    async def main() -> None:
        async with AsyncNormalizer(gated, limit=1) as working:
            first = asyncio.create_task(working.normalize("first"))
            while not gated.seen:
                await asyncio.sleep(0)
            second, third = (asyncio.create_task(working.normalize(text)) for text in ("second", "third"))
            await asyncio.sleep(0)
            second.cancel()
            with pytest.raises(asyncio.CancelledError):
                await second
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0):
                    await third
            gated.gate.set()
            assert (await first).text == "first"

    asyncio.run(main())
    assert gated.seen == ["first"]


def test_leaving_the_results_cancels_the_rest() -> None:
    gated = Gated()
    gated.gate.set()

    async def main() -> None:
        async with AsyncNormalizer(gated, limit=1) as working:
            results = working.normalize_many(TEXTS)
            assert (await anext(results)).text == TEXTS[0]
            await results.aclose()
            assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []

    asyncio.run(main())
    assert len(gated.seen) < len(TEXTS)


def test_an_error_that_nobody_reads_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    gated = Gated()
    gated.gate.set()

    def source() -> Iterator[str]:
        yield from ("one", "two")
        raise OSError("the disk is gone")

    async def main() -> None:
        async with AsyncNormalizer(gated, limit=1) as working:
            results = working.normalize_many(source())
            await anext(results)
            for _ in range(20):  # the reader comes to the error, and waits to hand it on
                await asyncio.sleep(0)
            await results.aclose()

    asyncio.run(main())
    gc.collect()
    assert caplog.messages == []


def test_errors_come_where_their_text_is(normalizer: Normalizer) -> None:
    def source() -> Iterator[str]:
        yield TEXTS[0]
        raise OSError("the disk is gone")

    async def main() -> None:
        async with AsyncNormalizer(normalizer) as working:
            results = working.normalize_many(source())
            assert (await anext(results)).text == CLEAN[0]
            with pytest.raises(OSError, match="the disk is gone"):
                await anext(results)
            results = working.normalize_many([TEXTS[0], None])  # type: ignore[list-item]
            assert (await anext(results)).text == CLEAN[0]
            with pytest.raises(NotText, match="not None"):
                await anext(results)
            with pytest.raises(NotText, match="an iterable of texts, not one text"):
                await anext(working.normalize_many(TEXTS[0]))

    asyncio.run(main())
    with pytest.raises(ConfigError, match="limit must be a whole number, at least 1, not 0"):
        AsyncNormalizer(normalizer, limit=0)
