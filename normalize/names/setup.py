"""From the names of glossaries to a linker: loaded, of the target language, and true to their own examples."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.errors import GlossaryError
from normalize.names.glossary import load
from normalize.names.link import Linker
from normalize.names.lint import failing_examples


def build_linker(glossaries: Sequence[str], target: str) -> Linker:
    """A linker for the entries whose glossary is written in the target language.

    Raises GlossaryError where a glossary cannot be read, or where an entry of a user's own glossary fails its own
    examples (those that ship are tested with the package).
    """
    entries = [entry for entry in load(glossaries) if entry.language == target]
    # Each glossary keeps its examples by itself: a later one may well claim what an earlier one claims.
    own = [entry for entry in entries if entry.rank > 0]
    ranks = sorted({entry.rank for entry in own})
    problems = [p for rank in ranks for p in failing_examples([e for e in own if e.rank == rank])]
    if problems:
        first, more = problems[0], len(problems) - 1
        rest = f" (and {more} more: see `normalize glossary test`)" if more else ""
        raise GlossaryError(f"{first.place}: {first.message}{rest}")
    return Linker(entries, target)
