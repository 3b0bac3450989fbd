"""An error that nobody expected while a file is read or worked on costs that file, by its name; the others go on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from normalize.io import FileRef
from normalize.io.batches import SIZE
from normalize.names.linker import Linker
from normalize.run.engines import local
from normalize.run.survey import Questions, survey_files
from normalize.run.task import Work
from normalize.run.work import check_files, fix_files
from normalize.settings.settings import Settings

FILES = {"a.jsonl": '{"text": "A road."}\n', "b.jsonl": '{"text": "bad"}\n', "c.jsonl": '{"text": "A town."}\n'}
TOLD = "b.jsonl: internal error, please report it: ValueError: read length (NORMALIZE_DEBUG=1 shows where)"


@pytest.fixture(params=[1, SIZE // 14], ids=["small", "large"])
def refs(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[FileRef]:
    """Three files; the reader of JSON lines fails at the second, which is small or read in parts."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text * (request.param if name == "b.jsonl" else 1))
    reading = sys.modules["normalize.io.rewrite"]
    real = reading.jsonl_pieces

    def fails(path, fields):
        for number, piece in enumerate(real(path, fields)):
            if path.name == "b.jsonl" and number == min(2, request.param - 1):
                raise ValueError("read length")
            yield piece

    monkeypatch.setattr(reading, "jsonl_pieces", fails)
    return [FileRef(tmp_path / name, name) for name in FILES]


def failed(errors):
    """The errors that there are, without the folder of the file."""
    return [error.rpartition("/")[2] for error in errors if error is not None]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_other_files_go_on(refs, jobs, tmp_path):
    settings = Settings(Linker(()))
    found = survey_files(refs, Questions(settings), local(jobs), lambda amount: None)
    assert failed(found.errors) == [TOLD]
    assert found.profile.documents
    work = Work(settings, None, out=tmp_path / "out")
    assert failed(report.error for report in check_files(refs, work, local(jobs))) == [TOLD]
    assert failed(report.error for report in fix_files(refs, work, local(jobs))) == [TOLD]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.jsonl", "c.jsonl"]


def test_where_it_happened_is_shown_on_request(refs, monkeypatch):
    monkeypatch.setenv("NORMALIZE_DEBUG", "1")
    with pytest.raises(ValueError, match="read length"):
        survey_files(refs, Questions(Settings(Linker(()))), local(1), lambda amount: None)
