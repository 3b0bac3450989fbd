"""The foreign text that a run left as it is, told once: how much, of which languages, and what would help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.util import find_spec

from normalize.detectors.foreign.rules import REJECTED, UNTRANSLATED
from normalize.errors import installing
from normalize.run.located import Located
from normalize.text.counted import counted

_NAMED = 5  # languages named in one line


class Untranslated:
    """Counts spans that nothing could translate, and translations that a guard refused, by language."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._left: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()

    def count(self, found: Iterable[Located]) -> None:
        """Take the findings of a file or record in."""
        for at in found:
            if at.finding.rule == UNTRANSLATED.code:
                self._left[at.finding.lang or "?"] += 1
            elif at.finding.rule == REJECTED.code:
                self._refused[at.finding.lang or "?"] += 1

    def sentences(self) -> Iterator[str]:
        """What there is to say: nothing where all was translated."""
        if self._left:
            source, *others = (lang for lang, _ in self._ordered(self._left))
            missing = find_spec("argostranslate") is None
            install = f"`{installing('argos')}`, then " if missing else ""
            likewise = f" (likewise {', '.join(others[: _NAMED - 1])})" if others else ""
            yield (
                f"{counted(self._left.total(), 'foreign span')} not translated ({self._languages(self._left)}); "
                f"for a model: {install}`normalize models install {source} {self._target}`{likewise}"
            )
        if self._refused:
            spans = counted(self._refused.total(), "translation")
            yield f"{spans} refused, the text stays ({self._languages(self._refused)}); `normalize why` says why"

    def _ordered(self, spans: Counter[str]) -> list[tuple[str, int]]:
        return sorted(spans.items(), key=lambda item: (-item[1], item[0]))

    def _languages(self, spans: Counter[str]) -> str:
        ordered = self._ordered(spans)
        return ", ".join(f"{n} {lang}" for lang, n in ordered[:_NAMED]) + (", …" if len(ordered) > _NAMED else "")
