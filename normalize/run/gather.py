"""What is gathered before any document is worked on: the profile of the corpus, and the translations it needs."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from normalize.evidence.profile import Profile
from normalize.io import Fields, FileRef
from normalize.run.engines import Engine
from normalize.run.listener import Listener
from normalize.run.survey import Questions, survey_files
from normalize.settings.settings import Settings
from normalize.text.counted import counted
from normalize.translate.translator import Translations


def gather(
    files: Iterable[FileRef],
    settings: Settings,
    engine: Engine,
    listener: Listener,
    *,
    fields: Fields,
    profile: Profile | None = None,
) -> tuple[Profile, Settings]:
    """Survey the files: their profile (unless one is given), and settings that know all translations they need.

    The translator is asked here and nowhere else, in this process, before any worker starts.
    """
    translator = settings.translator
    if profile is not None and translator is None:
        return profile, settings
    advance = listener.stage("survey", size_of(files))
    found = survey_files(files, Questions(settings, fields, profile is None), engine, advance)
    if translator is not None:
        what = f"translate {counted(len(found.requests), 'passage')}"
        answers = translator.answers(found.requests, listener.stage(what, None, is_bytes=False))
        settings = settings.with_translator(Translations(answers))
        translator.close()
    return profile if profile is not None else found.profile, settings


def size_of(files: Iterable[FileRef]) -> int:
    """The bytes that files take on disk; those that cannot be read take none."""
    total = 0
    for ref in files:
        with suppress(OSError):
            total += ref.path.stat().st_size
    return total
