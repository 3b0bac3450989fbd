"""A run that breaks off half-way can be gone on with."""

import errno

import pytest

from normalize.errors import OutputError
from normalize.run import journal
from normalize.run.engines import Here
from normalize.run.folder_run import FolderRun
from normalize.run.line_files import LineWriter
from normalize.run.listener import Listener
from normalize.run.order import Order
from normalize.settings import settings
from normalize.settings.config import Config

CONFIG = Config(glossary=("afghanistan",), no_translate=True)


def run(folder, *, resume=False):
    order = Order([folder / "in"], CONFIG, folder / "out", resume=resume)
    return FolderRun(order, settings.settings_of(CONFIG), Here(), Listener()).go()


def test_a_full_disk_breaks_the_run_off_and_it_is_gone_on_with(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    for number in range(4):
        (tmp_path / f"in/{number}.txt").write_text(f"The Panchir Valley, {number}.\n")
    write, written = LineWriter.write, 0

    def write_until_full(writer, lines):
        nonlocal written
        written += bool(lines) and writer._path.name == journal.EDITS
        if written > 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(writer, lines)

    with monkeypatch.context() as full:
        full.setattr(LineWriter, "write", write_until_full)
        with pytest.raises(OutputError, match="cannot write the journal: No space left on device"):
            run(tmp_path)
    [broken] = journal.runs_in(tmp_path / "out/.normalize")
    assert not journal.open_run(broken).complete
    assert run(tmp_path, resume=True).totals.failed is False
    copies = sorted(path.read_text() for path in (tmp_path / "out").glob("*.txt"))
    assert copies == [f"The Panjshir Valley, {number}.\n" for number in range(4)]
