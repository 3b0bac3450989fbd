"""The facts that a document rests on: what it asked of its folder, and what it was answered.

They are kept beside the runs, a line for each document. A document is judged by its text, the settings and these
answers alone, and asks its next question by the answers before: so where a folder gives the same answers again, it
comes out the same. Answers that most documents get are noted without being written out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from normalize.detectors.consistency import asked as consistency
from normalize.detectors.furniture import repeated as furniture
from normalize.evidence.around import EVERYTHING, Arguments, Around, Noted, Question
from normalize.io import Unit
from normalize.io.jsonlines import dump
from normalize.names.acronym_definitions import ATTESTS, PROOF

_QUESTIONS: Mapping[str, Question[Any, Any]] = {
    question.name: question for question in (PROOF, ATTESTS, *consistency.QUESTIONS, *furniture.QUESTIONS, EVERYTHING)
}
# Of one document: {"usual": {question: [arguments, …]}, "others": [[question, arguments, answer], …]}.
Facts = Mapping[str, Any]


def facts_of(noted: Noted) -> Facts:
    """What was noted of one document, as a line of JSON holds it; in one order, whatever was asked first."""
    usual: dict[str, list[Any]] = defaultdict(list)
    others = []
    for (name, arguments), answer in sorted(noted.items(), key=lambda item: (item[0][0], tuple(map(str, item[0][1])))):
        known = _QUESTIONS.get(name)  # a detector of another package may ask questions of its own
        if known is not None and answer == known.usual:
            usual[name].append(arguments[0] if len(arguments) == 1 else list(arguments))
        else:
            others.append([name, list(arguments), _plain(answer)])
    return {"usual": dict(usual), "others": others}


def text_of(units: Iterable[Unit]) -> str:
    """What the text of a document is known by: its fields, their kind and their names."""
    digest = blake2b(digest_size=16)
    for unit in units:
        for part in (unit.field or "", unit.encoding, unit.markup, unit.text):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()


def fact_line(path: str, units: Sequence[Unit], facts: Facts | None) -> bytes:
    """What is kept of one document of a file; nothing where nobody noted anything."""
    if facts is None:
        return b""
    told = {"usual": facts["usual"], "others": facts["others"]}
    return dump({"path": path, "record": units[0].record, "text": text_of(units), **told})


class Answers:
    """What a folder answers now, compared with what it answered then. Each question is put once."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._known: dict[tuple[str, Arguments], Any] = {}

    def differing(self, facts: Facts) -> str | None:
        """What a document asked and would be answered differently, in words; None where all is the same.

        Raises ValueError for facts that name no question of this package: nobody can put it again.
        """
        try:
            for name, asked in facts["usual"].items():
                usual = _plain(_QUESTIONS[name].usual)
                for given in asked:
                    arguments = tuple(given) if isinstance(given, list) else (given,)
                    if self._answer(name, arguments) != usual:
                        return _told(name, arguments)
            for name, given, answer in facts["others"]:
                if self._answer(name, tuple(given)) != answer:
                    return _told(name, given)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"no facts of a document: {error}") from error
        return None

    def _answer(self, name: str, arguments: Arguments) -> Any:
        key = name, arguments
        if key not in self._known:
            self._known[key] = _plain(_QUESTIONS[name].answer(self._around, *arguments))
        return self._known[key]


def _plain(answer: object) -> Any:
    """An answer as it can be written and compared: short ones as they are, others by a digest of all they hold."""
    if answer is None or isinstance(answer, (bool, int, str)):
        return answer
    return blake2b(repr(answer).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _told(name: str, arguments: Sequence[str | int]) -> str:
    return _QUESTIONS[name].about.format(*arguments)
