"""One run over files: clean copies, or the files themselves rewritten, and a journal of what was done."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from normalize.errors import ConfigError, InputError, OutputError
from normalize.evidence.profile import Profile
from normalize.io import FileRef, write_atomic
from normalize.io.atomic import sweep
from normalize.io.source import Stamp, stamp
from normalize.judgements import store
from normalize.judgements.applied import Judgements
from normalize.model import Applicability
from normalize.run import journal
from normalize.run.earlier import Earlier, last_run
from normalize.run.engines import Engine, Here
from normalize.run.file_report import FileReport
from normalize.run.gather import gather, size_of
from normalize.run.listener import Advance, Listener
from normalize.run.listing import list_files
from normalize.run.manifest import manifest_head
from normalize.run.shards import Shard
from normalize.run.task import Work
from normalize.run.totals import Totals
from normalize.run.work import fix_files
from normalize.settings.config import Config
from normalize.settings.settings import Settings


@dataclass(frozen=True)
class Order:
    """What a run is to do: clean the files under ``paths``, which go to ``output``; with ``in_place`` they are
    rewritten, and ``output`` is the folder that they lie in.

    ``profile`` is a file of counts that stand for those of the files; with ``resume`` an interrupted run into the same
    folder is gone on with, where there is one; with ``assess`` it is said how far documents read like machine
    translation; with ``shard`` the files are those of one shard.
    """

    paths: Sequence[Path]
    config: Config
    output: Path
    in_place: bool = False
    profile: Path | None = None
    resume: bool = False
    assess: bool = False
    shard: Shard | None = None


@dataclass
class Outcome:
    """What came of a run: its folder, its totals (of what it did itself), and how many files were ``done_before`` it
    was resumed, or ``taken`` over from an earlier run."""

    run: Path
    totals: Totals = field(default_factory=Totals)
    done_before: int = 0
    taken: int = 0


class FolderRun:
    """Surveys files, writes clean copies or rewrites the files, and records what was done.

    >>> import tempfile
    >>> from normalize.run.engines import Here
    >>> from normalize.settings import settings
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("Fighting in the Panchir valley.")
    >>> config = Config(glossary=("afghanistan",), no_translate=True)
    >>> order = Order([folder / "a.txt"], config, folder / "clean")
    >>> FolderRun(order, settings.settings_of(config), Here(), Listener()).go().totals.edits
    1
    >>> (folder / "clean" / "a.txt").read_text()
    'Fighting in the Panjshir valley.'
    """

    def __init__(self, order: Order, settings: Settings, engine: Engine, listener: Listener) -> None:
        self.order, self._engine, self._listener = order, engine, listener
        self._settings = settings.with_judgements(self._judgements(settings), settings.corpus)
        self._profile = Profile.load(order.profile) if order.profile else None
        self._earlier: Earlier | None = None
        self._taken: frozenset[str] = frozenset()
        self._begun: dict[FileRef, Stamp | None] = {}
        self.is_begun = False  # and can be resumed

    def go(self) -> Outcome:
        """Survey, fix, and write the journal.

        Where it is interrupted, or fails as a whole, the journal says so, and the run can be resumed.
        """
        order = self.order
        self._check_output()
        skip = () if order.in_place else (order.output,)
        listed = list_files(order.paths, order.config, self._listener, skip, shard=order.shard)
        broken_off = self._broken_off()
        resumed = broken_off if order.resume else None
        if resumed is None:
            self._check_targets(listed.files)
            if broken_off is not None:
                self._listener.news(f"the last run here was broken off; --resume would go on with it: {order.output}")
        head = manifest_head(order.config, order.paths, order.in_place, order.profile, self._settings.judgements)
        if order.shard is not None:
            head[journal.SHARD] = order.shard.as_json()
        self._writer, done = self._open(head, resumed)
        self.is_begun = True
        self._outcome = Outcome(self._writer.run, done_before=len(done))
        todo = [ref for ref in listed.files if ref.relative not in done]
        if (last := last_run(order.output, head)) is not None:
            self._earlier = Earlier(last, listed.files, order.config, self._settings, assess=order.assess)
        totals = self._outcome.totals
        totals.failed = listed.failed or any(entry["problems"] for entry in done.values())
        for entry in done.values():
            totals.remaining.update({Applicability(kind): count for kind, count in entry["remaining"].items()})
        try:
            self._fix(todo, self._gather(listed.files, todo))
        except BaseException:
            self._writer.close("interrupted")
            raise
        shutil.rmtree(self._writer.run / "staged", ignore_errors=True)
        if not isinstance(self._engine, Here):  # workers may have died
            sweep(order.output)
        self._writer.close("complete")
        self._outcome.taken = len(self._taken)
        return self._outcome

    def _gather(self, files: tuple[FileRef, ...], todo: list[FileRef]) -> Profile:
        """The profile of the folder as it was when the run began, kept in the run, and the translations.

        Where the profile is known (given, or kept by this run or by an earlier one that counted the same), the
        translations of what is left to do are asked for.
        """
        self._begun = _stamps(files)
        kept = self._writer.run / journal.PROFILE
        known = self._profile or (Profile.load(kept) if kept.is_file() else None)
        if known is None and self._earlier is not None:
            known = self._earlier.profile
        if known is not None:
            self._find_taken(todo, known)
            files = tuple(ref for ref in todo if ref.relative not in self._taken)
        fields = self.order.config.fields
        profile, self._settings = gather(
            files, self._settings, self._engine, self._listener, fields=fields, profile=known
        )
        if known is None:
            self._find_taken(todo, profile)
        if self._profile is None and not kept.is_file():
            write_atomic(kept, profile.to_json())
        return profile

    def _find_taken(self, todo: list[FileRef], profile: Profile) -> None:
        """The files that are taken from an earlier run, if it had the same profile."""
        if self._earlier is not None and self._profile is None and profile != self._earlier.kept_profile:
            self._earlier = None
        if self._earlier is not None:
            self._taken = frozenset(ref.relative for ref in todo if self._earlier.holds(ref))

    def _fix(self, todo: list[FileRef], profile: Profile) -> None:
        order = self.order
        target = self._writer.run / "staged" if order.in_place else order.output
        left = [ref for ref in todo if ref.relative not in self._taken]
        # Of records that are known, no assessment is.
        known = self._earlier.known(left) if self._earlier is not None and not order.assess else {}
        folder = self._settings.linker.folder(profile)
        work = Work(self._settings, folder, order.config.fields, target, known, order.assess)
        advance = self._listener.stage("fix", size_of(todo))
        reports = fix_files(left, work, self._engine)
        for ref in todo:
            for report in self._taken_over(ref, work) if ref.relative in self._taken else _of_one(reports):
                self._settle(ref, report, advance)
        if not order.in_place and _stamps(self._begun) != self._begun:
            # What was counted are other bytes than those that the journal names: the next run has to count anew.
            (self._writer.run / journal.PROFILE).unlink(missing_ok=True)

    def _taken_over(self, ref: FileRef, work: Work) -> Iterator[FileReport]:
        """The report on a file from the earlier run; where somebody wrote to it meanwhile it is done again."""
        assert self._earlier is not None
        if (report := self._earlier.report_of(ref)) is not None:
            yield report
            return
        self._taken -= {ref.relative}
        yield from fix_files([ref], work, Here())

    def _settle(self, ref: FileRef, report: FileReport, advance: Advance) -> None:
        """Count and record a finished file, or a part of one.

        In place the original is kept first, then the journal says what will stand there, then the clean copy moves
        over the file: whenever the run is stopped, `undo` and `--resume` know what to do.
        """
        in_place, run = self.order.in_place, self._writer.run
        staged = run / "staged" / ref.relative
        changed = report.written is not None and report.written.changed
        settled = report
        try:
            if in_place and changed:
                backup = run / journal.ORIGINALS / ref.relative
                write_atomic(backup, ref.path.read_bytes(), mode=ref.path.stat().st_mode & 0o7777)
            self._writer.add(ref, report)
            if in_place and changed:
                staged.replace(ref.path.resolve())
        except OSError as error:
            settled = FileReport(ref.relative, str(ref.path), error=f"{ref.path}: cannot write: {error.strerror}")
            self._writer.add(ref, settled)
        if in_place and not changed and report.is_last:
            staged.unlink(missing_ok=True)
        self._outcome.totals.add(settled)
        for trouble in settled.troubles:
            self._listener.problem(trouble)
        for line in settled.notes:
            self._listener.warning(line)
        self._listener.found(settled)
        advance(settled.disk)

    def _check_output(self) -> None:
        """Refuse an output folder that is an input, or that holds inputs."""
        given = self.order.output
        for path in self.order.paths:
            folder = (path if path.is_dir() else path.parent).resolve()
            output = given.resolve()
            if self.order.in_place or not path.exists():
                continue
            if output == folder:
                raise ConfigError(
                    f"{given}: the output folder is the input; use --in-place to rewrite the files themselves"
                )
            inside = path.is_dir() and output.is_relative_to(folder) and output.is_dir()
            if inside and not (output / journal.HOME).is_dir() and any(output.iterdir()):
                raise OutputError(f"{given}: lies in the input and holds files; choose an empty or another folder")

    def _check_targets(self, files: tuple[FileRef, ...]) -> None:
        """Refuse to overwrite files that no run wrote."""
        output = self.order.output
        if self.order.in_place:
            return
        there = [ref.relative for ref in files if (output / ref.relative).is_file()]
        strange = sorted(set(there) - journal.written_by_runs(output)) if there else []
        if strange:
            more = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
            raise OutputError(
                f"{output / strange[0]}{more}: would be overwritten, and no run wrote it; choose another folder"
            )

    def _judgements(self, settings: Settings) -> Judgements:
        """The judgements in force: those that the output folder keeps itself, then those of the settings."""
        own = journal.own_judgements(self.order.output)
        return Judgements([*(store.read(own) if own.is_file() else ()), *settings.judgements])

    def _broken_off(self) -> journal.Run | None:
        """The last run into the output folder, if it did not come to its end."""
        runs = journal.runs_in(self.order.output / journal.HOME)
        last = journal.open_run(runs[-1]) if runs else None
        return last if last is not None and not last.complete else None

    def _open(self, head: dict[str, Any], resumed: journal.Run | None) -> tuple[journal.Writer, dict[str, Any]]:
        """The journal to write to, and what it says of files that are done."""
        if resumed is None:
            lines = store.dump(self._settings.judgements)
            return journal.Writer(journal.new_run(self.order.output), head, lines), {}
        writer, done = journal.reopen(resumed, head)
        return writer, {entry["path"]: entry for entry in done}


def _of_one(reports: Iterator[FileReport]) -> Iterator[FileReport]:
    """The reports on the next file."""
    for report in reports:
        yield report
        if report.is_last:
            return


def _stamps(files: Iterable[FileRef]) -> dict[FileRef, Stamp | None]:
    """The state of each file; None for one that cannot be read, which is told when it is worked on."""
    found: dict[FileRef, Stamp | None] = dict.fromkeys(files)
    for ref in found:
        with suppress(InputError):
            found[ref] = stamp(ref.path)
    return found
