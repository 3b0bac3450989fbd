"""What workers need in common, made before they are forked: made once, and shared by all of them.

Libraries, lists and patterns are read when a text first needs them. The examples of the rules need most of them; what
comes of these texts is thrown away.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from normalize.errors import PluginError
from normalize.model import Document
from normalize.names.folder import Folder
from normalize.rules import all_rules
from normalize.run import pipeline, prepare
from normalize.run.engines import Engine, Keeps
from normalize.settings.settings import Settings


def may_fork(engine: Engine) -> bool:
    """Whether workers of an engine begin with what this process knows."""
    return engine.workers > 1 and not isinstance(engine, Keeps)


def ready_to_count(settings: Settings) -> None:
    """Make ready for a survey."""
    with suppress(PluginError):  # it is told of the file in which it is met
        prepare.survey(_examples(), settings)


def ready_to_work(settings: Settings, folder: Folder | None) -> None:
    """Make ready for the work on the documents of a folder; its words are shown to all detectors."""
    with suppress(PluginError):
        if folder is not None:
            settings.plan.wanted.show(folder.profile.words)
        pipeline.run_many(_examples(), settings, folder)


@cache
def _examples() -> list[Document]:
    return [Document(rule.example[0]) for rule in all_rules()]
