"""Several programs at one file of judgements: nothing that one says, or takes back, is lost by another."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from normalize.errors import JudgementError, OutputError
from normalize.io.lock import locked
from normalize.judgements import store
from normalize.judgements.judgement import Judgement, Scope, Verdict

TIMES = 30
# Says something, and takes back what it said: in the end nothing of it is left, whatever the others do.
PROGRAM = """
import sys
from pathlib import Path
from normalize.judgements import store
from normalize.judgements.judgement import Judgement, Scope, Verdict
path, who, stays = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "stays"
for number in range(int(sys.argv[4])):
    said = Judgement(Verdict.REJECT, "N301", f"{who}{number}", "x", None, Scope.always(), who=who)
    store.append(path, [said])
    if not stays:
        store.take_out(path, lambda all_: [one for one in all_ if one == said])
"""


def said(text: str) -> Judgement:
    return Judgement(Verdict.REJECT, "N301", text, "x", None, Scope.always())


def test_programs_that_add_and_take_back_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / store.NAME
    command = [sys.executable, "-c", PROGRAM, str(path)]
    people = {"a": "stays", "b": "goes", "c": "stays"}
    running = [subprocess.Popen([*command, who, what, str(TIMES)]) for who, what in people.items()]
    assert [one.wait() for one in running] == [0, 0, 0]
    left = [one.text for one in store.read(path)]
    assert sorted(left) == sorted(f"{who}{number}" for who in "ac" for number in range(TIMES))


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / store.NAME
    program = (
        "import os, sys; from pathlib import Path; from normalize.io.lock import locked\n"
        "with locked(Path(sys.argv[1])): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == 9
    store.append(path, [said("Panchir")])
    assert len(store.read(path)) == 1


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    path = tmp_path / store.NAME
    with locked(path), pytest.raises(OutputError, match="another program is writing to it"), locked(path, 0.05):
        pass


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_told_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / store.NAME
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    with pytest.raises(JudgementError, match="and this is none"):
        store.read(path)
    with pytest.raises(JudgementError, match="and this is none"):
        store.append(path, [said("Panchir")])
    with pytest.raises(JudgementError, match="and this is none"):
        store.write(path, [])


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    real, path = tmp_path / "shared.jsonl", tmp_path / store.NAME
    store.append(real, [said("Panchir"), said("Panshir")])
    real.chmod(0o640)
    path.symlink_to(real.name)

    def first(judgements: Sequence[Judgement]) -> Sequence[Judgement]:
        return judgements[:1]

    store.take_out(path, first)
    assert path.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert [one.text for one in store.read(real)] == ["Panshir"]
