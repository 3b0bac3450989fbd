"""What a document may ask of the folder around it: one narrow way, so that all that it rests on can be noted.

Whatever a detector learns of other documents is the answer to a :class:`Question`. A document that gets the same
answers again comes out the same, so a later run over a grown folder need not do it again
(:mod:`normalize.run.facts`). Hence a question asks for what the decision turns on (whether a word is frequent enough)
and not for what lies behind it (how often it occurs): counts change with each new document, answers seldom do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

from normalize.evidence.profile import Profile

if TYPE_CHECKING:
    from normalize.names.folder import Folder

P = ParamSpec("P")
A = TypeVar("A")
Arguments = tuple[str | int, ...]
Noted = dict[tuple[str, Arguments], object]  # answers by the name of the question and its arguments


@dataclass(frozen=True, slots=True, eq=False)
class Question(Generic[P, A]):
    """One thing that a document may ask of its folder.

    ``about`` tells in words what is asked, with ``{0}`` for the first argument; ``answer`` is worked out from the
    folder and the arguments (strings and whole numbers) alone; ``usual`` is the answer that most documents get.
    """

    name: str
    about: str
    answer: Callable[Concatenate[Around, P], A]
    usual: A


class Around:
    """The folder around one document, for readers of ``target``; ``noted`` takes down what is asked and answered."""

    __slots__ = ("folder", "noted", "target")

    def __init__(self, folder: Folder, target: str, noted: Noted | None = None) -> None:
        self.folder, self.target, self.noted = folder, target, noted

    def ask(self, question: Question[P, A], *arguments: P.args, **named: P.kwargs) -> A:
        """The answer of the folder to a question. Arguments are given by their place."""
        answer = question.answer(self, *arguments, **named)
        if self.noted is not None:
            self.noted[question.name, arguments] = answer  # type: ignore[index]  # strings and numbers, by contract
        return answer

    @property
    def profile(self) -> Profile:
        """All counts over the folder, for detectors of other packages: any change of them concerns who looks."""
        if self.noted is not None:  # a digest is not worked out for nobody
            self.ask(EVERYTHING)
        return self.folder.profile


def _digest(profile: Profile) -> str:
    from hashlib import sha256

    return sha256(profile.to_json()).hexdigest()


EVERYTHING: Question[[], str] = Question(
    "everything", "the counts over the folder", lambda around: around.folder.profile.derived(_digest), ""
)
