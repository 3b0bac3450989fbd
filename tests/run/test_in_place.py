"""Nothing that stands in the place of a file, or belongs to it, is lost when a run rewrites it."""

import os
import stat
from hashlib import sha256

import pytest

from normalize.errors import InputError, OutputError
from normalize.io import FileRef, Rewritten
from normalize.io.atomic import replacing
from normalize.run.engines import Here
from normalize.run.file_report import FileReport
from normalize.run.folder_run import FolderRun
from normalize.run.in_place import InPlace
from normalize.run.listener import Listener
from normalize.run.order import Order
from normalize.settings.config import Config
from normalize.settings.settings import settings_of

OLD, NEW = b"The Panchir valley.\n", b"The Panjshir valley.\n"


def replaced(data: bytes) -> FileReport:
    """The report on a file that held these bytes."""
    before, after = (sha256(one).hexdigest() for one in (data, NEW))
    return FileReport("a.txt", written=Rewritten(before, after, changed=True))


OF_OLD = replaced(OLD)


@pytest.fixture
def place(tmp_path):
    (tmp_path / "a.txt").write_bytes(OLD)
    run = tmp_path / ".normalize/0001"
    (run / "staged").mkdir(parents=True)
    (run / "staged/a.txt").write_bytes(NEW)
    return InPlace(run, tmp_path), FileRef(tmp_path / "a.txt", "a.txt"), run / "originals/a.txt"


def test_the_original_is_kept_and_the_copy_takes_its_place(place):
    files, ref, kept = place
    files.keep(ref, OF_OLD)
    files.put(ref, OF_OLD)
    assert (ref.path.read_bytes(), kept.read_bytes()) == (NEW, OLD)


def test_a_line_written_since_it_was_read_stays(place):
    files, ref, kept = place
    with ref.path.open("ab") as stream:
        stream.write(b"A note.\n")
    with pytest.raises(InputError, match="was changed by another program while the run was on"):
        files.keep(ref, OF_OLD)
    assert ref.path.read_bytes() == OLD + b"A note.\n"
    assert not kept.exists()


def test_a_line_written_since_it_was_kept_stays(place):
    files, ref, _ = place
    files.keep(ref, OF_OLD)
    with ref.path.open("ab") as stream:
        stream.write(b"A note.\n")
    with pytest.raises(InputError, match="was changed by another program"):
        files.put(ref, OF_OLD)
    assert ref.path.read_bytes() == OLD + b"A note.\n"


def test_the_first_original_is_never_replaced(place):
    files, ref, kept = place
    files.keep(ref, OF_OLD)
    files.put(ref, OF_OLD)
    edited = NEW + b"A note.\n"
    ref.path.write_bytes(edited)
    with pytest.raises(InputError, match="was edited after this run rewrote it"):
        files.keep(ref, replaced(edited))
    assert (ref.path.read_bytes(), kept.read_bytes()) == (edited, OLD)


def test_a_file_with_two_names_is_left_as_it_is(place):
    files, ref, _ = place
    os.link(ref.path, ref.path.with_name("b.txt"))
    with pytest.raises(OutputError, match=r"has 2 names \(hard links\)"):
        files.keep(ref, OF_OLD)


def test_permissions_are_kept_but_for_those_to_run_as_another(place):
    files, ref, kept = place
    ref.path.chmod(0o4740)
    files.keep(ref, OF_OLD)
    files.put(ref, OF_OLD)
    assert oct(ref.path.stat().st_mode & 0o7777) == oct(0o740)
    assert oct(kept.stat().st_mode & 0o7777) == oct(0o740)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="a system without extended attributes")
@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
@pytest.mark.parametrize(("mode", "expected"), [(0o600, 0o700), (0o640, 0o750), (0o644, 0o755)])
def test_nobody_reads_the_journal_who_may_not_read_the_files(tmp_path, mode, expected):
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_bytes(OLD)
    (tmp_path / "in/b.txt").chmod(mode)
    config = Config(glossary=("none",), no_translate=True)
    order = Order([tmp_path / "in"], config, tmp_path / "out")
    before = os.umask(0o022)
    try:
        FolderRun(order, settings_of(config), Here(), Listener()).go()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out/.normalize").stat().st_mode) == expected
    assert stat.S_IMODE((tmp_path / "out/b.txt").stat().st_mode) == mode


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_what_is_being_written_is_as_closed_as_what_it_becomes(tmp_path):
    with replacing(tmp_path / "a.txt", mode=0o600) as output:
        output.write(b"private")
        [unfinished] = tmp_path.iterdir()
        assert stat.S_IMODE(unfinished.stat().st_mode) == 0o600


def test_extended_attributes_are_kept(place):
    files, ref, _ = place
    try:
        os.setxattr(ref.path, "user.source", b"wire")
    except OSError:
        pytest.skip("a file system without extended attributes")
    files.keep(ref, OF_OLD)
    files.put(ref, OF_OLD)
    assert os.getxattr(ref.path, "user.source") == b"wire"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_is_kept(place):
    files, ref, _ = place
    os.chown(ref.path, 65534, 65534)
    files.keep(ref, OF_OLD)
    files.put(ref, OF_OLD)
    assert (ref.path.stat().st_uid, ref.path.stat().st_gid) == (65534, 65534)
