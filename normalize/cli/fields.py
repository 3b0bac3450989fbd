"""What a run tells of the fields that it was asked for."""

from __future__ import annotations

from collections.abc import Collection

from normalize.cli.session import warn
from normalize.io.fields import IDS
from normalize.io.messages import named
from normalize.settings.config import Config


def warn_of_fields(config: Config, places: Collection[str]) -> None:
    """Name the fields asked for in which no record has a text, where records have texts in others (one that is asked
    for alone, and is nowhere, is told of each file), and that of the ids if no record has one."""
    if places and (missing := config.fields.without_texts(places)):
        warn(f"no record has a text in {named(missing)}, which --text-field names, too")
    if places and config.id_field and IDS not in places:
        warn(f"no record has an id in {config.id_field!r}, which --id-field names: numbers tell records apart")
