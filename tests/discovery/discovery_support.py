"""Small corpora to discover names in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from normalize.discovery.cluster import Cluster
from normalize.discovery.discover import Discovered, discover
from normalize.io import walk
from normalize.io.fields import TEXT
from normalize.settings.settings import settings_of
from normalize.settings.sources import load


def found_in(
    folder: Path, texts: Mapping[str, str], glossary: tuple[str, ...] = ("none",), jobs: int = 1
) -> Discovered:
    """What is discovered in texts that are written to a folder, each under its name."""
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    settings = settings_of(load(None, glossary=list(glossary), no_translate=True))
    return discover(walk([folder]).files, settings, TEXT, jobs)


def forms(cluster: Cluster) -> set[str]:
    """The forms of a cluster."""
    return {member.form for member in cluster.members}


def cluster_with(found: Discovered, form: str) -> Cluster | None:
    """The cluster that has a form."""
    return next((cluster for cluster in found.clusters if form in forms(cluster)), None)
