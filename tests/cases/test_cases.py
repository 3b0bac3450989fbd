"""Runs every case of the YAML files beside it: a text, what stands around it, and what must come out.

A case has ``id`` and ``text``, and may have ``corpus`` (other documents of the folder), ``glossary`` (names of shipped
glossaries, ``desk`` for the one beside this file, or entries; ``desk`` by default), ``markup``, ``expected`` (the text
after the safe edits; without it nothing may change) and ``findings`` (rule, applicability and perhaps text and
replacement of findings that must be there). Cases of known-failures.yaml also give the ``reason`` why they fail.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from normalize import Applicability, Document, Result
from normalize.evidence.profile import merged, survey
from normalize.names.glossary.read import combine, read
from normalize.names.linker import Linker
from normalize.names.setup import build_linker
from normalize.run import pipeline
from normalize.settings.settings import Settings

HERE = Path(__file__).parent
KINDS = ("in-the-wild", "synthetic", "negative", "known-failures")
KEYS = {"id", "text", "corpus", "glossary", "expected", "findings", "reason"}


def cases(kind: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((HERE / f"{kind}.yaml").read_text(encoding="utf-8")))


@cache
def named_linker(names: tuple[str, ...]) -> Linker:
    return build_linker([str(HERE / "desk.yaml") if name == "desk" else name for name in names], "en")


def linker(case: dict[str, Any], folder: Path) -> Linker:
    wanted = case.get("glossary", ["desk"])
    if all(isinstance(item, str) for item in wanted):
        return named_linker(tuple(wanted))
    names = []
    for part in _parts(wanted):
        if isinstance(part, str):
            names.append(part)
        else:
            file = folder / f"{len(names)}.yaml"
            file.write_text(yaml.safe_dump({"entries": part}, allow_unicode=True), encoding="utf-8")
            names.append(str(file))
    if "shipped" in names:
        return build_linker(names, "en")  # what ships is compiled once
    paths = (HERE / f"{name}.yaml" if name == "desk" else Path(name) for name in names)
    return Linker(combine(entry for rank, path in enumerate(paths, start=1) for entry in read(path, rank)))


def _parts(wanted: list[Any]) -> list[Any]:
    """Names and lists of entries as they stand; a plain list of entries is one glossary."""
    return [wanted] if all(isinstance(item, dict) for item in wanted) else wanted


def run(texts: list[str], settings: Settings) -> Result:
    """The first text, with all of them as its folder."""
    folder = settings.linker.folder(merged(map(survey, texts)))
    return pipeline.run(Document(texts[0]), settings, folder)


def check(case: dict[str, Any], folder: Path) -> None:
    settings = Settings(linker(case, folder))
    corpus = case.get("corpus", [])
    result = run([case["text"], *corpus], settings)
    expected = case.get("expected", case["text"])
    assert result.text == expected, [(f.rule, f.text, f.replacement, f.evidence.get("why")) for f in result.findings]
    for wanted in case.get("findings", []):
        found = [f.as_dict() for f in result.findings]
        assert any(all(f[key] == value for key, value in wanted.items()) for f in found), found
    assert all(e.finding.applicability is Applicability.SAFE for e in result.edits)
    assert run([result.text, *corpus], settings).edits == (), "a second run changes more"


def _parameters() -> list[Any]:
    found = []
    for kind in KINDS:
        for case in cases(kind):
            marks = [pytest.mark.xfail(strict=True, reason=case["reason"])] if kind == "known-failures" else []
            found.append(pytest.param(case, id=f"{kind}/{case['id']}", marks=marks))
    return found


@pytest.mark.parametrize("case", _parameters())
def test_case(case, tmp_path):
    check(case, tmp_path)


def test_the_files_are_well_formed():
    everything = [(kind, case) for kind in KINDS for case in cases(kind)]
    ids = [case["id"] for _, case in everything]
    assert len(set(ids)) == len(ids)
    for kind, case in everything:
        assert set(case) <= KEYS, case["id"]
        assert ("reason" in case) == (kind == "known-failures"), case["id"]
        if kind == "negative":
            assert case.get("expected", case["text"]) == case["text"], case["id"]
        elif kind in ("in-the-wild", "synthetic"):
            assert "expected" in case or "findings" in case, case["id"]
    assert len(everything) >= 120
