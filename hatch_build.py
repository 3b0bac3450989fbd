"""What a wheel carries ready-made, as tables that are mapped at each start: our own glossaries, phrases, lines of
furniture and data files.

Without them the first run compiles them into the user's cache, as it does from a source checkout, and wherever the key
of a table says that it was made by another version of Unicode or for another kind of machine.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Of our own data alone: lists of wordfreq, which compiling asks, do not ship.
MADE = ("data", "furniture", "index", "phrases")


class CompiledTables(BuildHookInterface):  # type: ignore[misc]
    """Makes the tables while a wheel is built."""

    _folder: tempfile.TemporaryDirectory[str]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the tables to the wheel; an editable install has none."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory()
        os.environ["NORMALIZE_CACHE_DIR"] = self._folder.name
        sys.path.insert(0, self.root)
        from normalize.detectors.furniture.phrases import recognise
        from normalize.names.setup import build_linker
        from normalize.storage.cache import SHIPPED
        from normalize.translate.phrases import shipped

        build_linker((), "en")
        shipped()
        recognise("Home")
        for path in sorted(path for kind in MADE for path in Path(self._folder.name).glob(f"{kind}-*.store")):
            build_data["force_include"][str(path)] = f"normalize/{SHIPPED}/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clean up."""
        if version != "editable":
            self._folder.cleanup()
