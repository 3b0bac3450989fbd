"""asyncio: a normalizer that leaves the event loop free. It needs nothing but the standard library."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import AsyncIterable, AsyncIterator, Iterable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import Any, Self

from normalize.arguments import count_of, texts_of
from normalize.integrations.given import normalizer_of
from normalize.model import Result, TranslationAssessment
from normalize.normalizer import Normalizer


class AsyncNormalizer:
    """A normalizer whose methods are awaited; texts are worked on in threads, or in processes of their own.

    ``limit`` is how many texts are worked on at once; more wait for their turn, and :meth:`normalize_many` reads about
    as many ahead. Threads keep the loop free, and share one processor; ``processes=True`` uses as many
    processors as ``limit`` says. Cancelling a call takes a text that waits out of the queue; one that is being worked
    on is finished, and its result dropped. Leave the context, or call :meth:`close`, to end threads and processes.

    ``settings`` are those of :class:`normalize.Normalizer`.

    >>> async def clean() -> list[str]:
    ...     async with AsyncNormalizer(glossaries=["afghanistan"]) as normalizer:
    ...         first = await normalizer.normalize("in the Panchir Valley")
    ...         return [first.text] + [r.text async for r in normalizer.normalize_many(["Panchir", "on the road"])]
    >>> asyncio.run(clean())
    ['in the Panjshir Valley', 'Panjshir', 'on the road']
    """

    def __init__(
        self, normalizer: Normalizer | None = None, *, limit: int = 2, processes: bool = False, **settings: Any
    ) -> None:
        self.limit = limit = count_of("limit", limit)
        self.normalizer = normalizer_of(normalizer, settings)
        self._executor: Executor
        if processes:
            context = multiprocessing.get_context("spawn")  # a fork would copy a loop that is running
            self._executor = ProcessPoolExecutor(limit, context, _remember, (self.normalizer,))
            self._ask = _ask_remembered
        else:
            self._executor = ThreadPoolExecutor(limit, "normalize")
            self._ask = partial(_ask, self.normalizer)

    async def normalize(self, text: str) -> Result:
        """Repair one text. Raises NotText for what is no text."""
        result: Result = await self._answer("normalize", text)
        return result

    async def assess(self, text: str) -> TranslationAssessment:
        """How far the text reads like machine translation, and from which language."""
        assessment: TranslationAssessment = await self._answer("assess", text)
        return assessment

    async def normalize_many(self, texts: Iterable[str] | AsyncIterable[str]) -> AsyncIterator[Result]:
        """Repair texts, in order: each result comes when it is ready, however slow the next text is.

        What is not begun when the loop over the results is left is cancelled.
        """
        queue: _Queue = asyncio.Queue(self.limit)
        reader = asyncio.create_task(self._read(texts, queue))
        try:
            while (working := await queue.get()) is not None:
                yield await working
        finally:
            queued = [queue.get_nowait() for _ in range(queue.qsize())]
            left: list[asyncio.Future[Any]] = [reader, *(working for working in queued if working is not None)]
            for future in left:
                future.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    async def _read(self, texts: Iterable[str] | AsyncIterable[str], queue: _Queue) -> None:
        """Put texts to work as they come, no further ahead than the queue is long; an error of theirs comes last."""
        try:
            async for text in _each(texts):
                working = asyncio.create_task(self.normalize(text))
                try:
                    await queue.put(working)
                except asyncio.CancelledError:
                    working.cancel()
                    raise
            await queue.put(None)
        except Exception as error:  # noqa: BLE001  raised again where the results are read
            failed: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
            failed.set_exception(error)
            failed.exception()  # asked for once: no warning where nobody reads on
            await queue.put(failed)

    async def _answer(self, question: str, text: str) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._executor, self._ask, question, text)

    async def close(self) -> None:
        """End threads and processes; what waits is cancelled."""
        await asyncio.to_thread(self._executor.shutdown, cancel_futures=True)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()


_Queue = asyncio.Queue["asyncio.Future[Result] | None"]
_remembered: list[Normalizer] = []  # of a worker process: the normalizer that it was started with


def _remember(normalizer: Normalizer) -> None:
    _remembered[:] = [normalizer]


def _ask_remembered(question: str, text: str) -> Any:
    return _ask(_remembered[0], question, text)


def _ask(normalizer: Normalizer, question: str, text: str) -> Any:
    return getattr(normalizer, question)(text)


async def _each(texts: Iterable[str] | AsyncIterable[str]) -> AsyncIterator[str]:
    if isinstance(texts, AsyncIterable):
        async for text in texts:
            yield text
        return
    for text in texts_of(texts):
        yield text
