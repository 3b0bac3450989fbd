"""One run of `fix` over a folder, with its journal."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from normalize.cli import options as o
from normalize.cli.also import Also
from normalize.cli.runs import is_damaged
from normalize.cli.session import complain, errors, finish, list_files, note, prepare, progress, settings_of
from normalize.cli.shown import Shown
from normalize.cli.targets import Targets
from normalize.cli.untranslated import Untranslated
from normalize.errors import ConfigError, InputError, JournalError, OutputError
from normalize.evidence.profile import Profile
from normalize.io import FileRef, write_atomic
from normalize.io.source import Stamp, stamp
from normalize.judgements import store
from normalize.judgements.applied import Judgements
from normalize.model import Applicability
from normalize.names.folder import Folder
from normalize.report import text
from normalize.run import journal
from normalize.run.copies import forget_same
from normalize.run.earlier import Earlier, last_run
from normalize.run.folder import FileReport, Work, fix_files
from normalize.run.manifest import manifest_head
from normalize.run.resume import reopen
from normalize.settings.config import Config
from normalize.settings.settings import Settings
from normalize.text.counted import counted
from normalize.text.edits import Unmade

if TYPE_CHECKING:
    from rich.progress import Progress


class FolderRun:
    """Surveys a folder, writes clean copies or rewrites the files, and records what was done."""

    def __init__(
        self,
        paths: list[Path],
        conf: Config,
        output: Path,
        in_place: bool,
        jobs: int,
        profile: Path | None,
        resume: bool,
        cache: Path | None = None,
        *,
        force: bool = False,
        trust: bool = False,
    ) -> None:
        self.paths, self.conf, self.output, self.in_place, self.jobs = paths, conf, output, in_place, jobs
        self.profile_file = profile
        self.profile = Profile.load(profile) if profile else None
        self.resume, self.cache, self.trust = resume, cache, trust
        self.targets = None if in_place else Targets(output, force=force, resume=resume)
        self.assess = False
        self.tally: list[Counter[str]] = []
        self.words = self.edits = 0
        self.remaining: Counter[Applicability] = Counter()
        self.unmade: list[Unmade] = []
        self.untranslated = Untranslated(conf.target)
        self.failed = False
        self.earlier: Earlier | None = None
        self.taken: frozenset[str] = frozenset()
        self.begun: dict[FileRef, Stamp | None] = {}

    def go(
        self, output_format: o.OutputFormat | None, show: o.Show, statistics: bool, fail_on: o.FailOn, also: Also
    ) -> None:
        """Survey, fix, write the journal, say what was done, and leave with the exit status."""
        settings = settings_of(self.conf, self.cache)
        self.assess = also.page is not None
        settings = settings.with_judgements(self._judgements(settings), settings.corpus)
        shown = Shown(output_format, show, settings.plugins.rules) if output_format is not None else None
        self._check_output()
        files = list_files(self.paths, self.conf, skip=() if self.in_place else (self.output,))
        self.failed = files.failed
        if self.targets is not None:
            self.targets.check(files.files)
        head = manifest_head(self.conf, self.paths, self.in_place, self.profile_file, settings.judgements)
        writer, done = self._open(head, settings.judgements)
        todo = [ref for ref in files.files if ref.relative not in done]
        if self.targets is not None:
            self.targets.keep(writer.run, done)
        if (last := last_run(self.output, head)) is not None:
            self.earlier = Earlier(last, files.files, self.conf, settings, assess=self.assess)
        for entry in done.values():
            self.remaining.update({Applicability(kind): count for kind, count in entry["remaining"].items()})
        self.failed |= any(entry["problems"] for entry in done.values())
        try:
            with progress() as bars:
                profile, settings = self._prepare(files.files, todo, settings, writer, bars)
                self._fix(todo, settings, settings.linker.folder(profile), writer, bars, shown)
        except KeyboardInterrupt:
            writer.close("interrupted")
            command = shlex.join(["normalize", *(a for a in sys.argv[1:] if a != "--resume"), "--resume"])
            note(f"interrupted; go on with: {command}")
            raise typer.Exit(130) from None
        except BaseException:
            writer.close("interrupted")
            raise
        shutil.rmtree(writer.run / "staged", ignore_errors=True)
        writer.close("complete")
        self._tell(todo, len(done), writer.run)
        if statistics:
            text.statistics(self.tally, errors(), settings.plugins.rules)
        also.make(journal.open_run(writer.run))
        finish(failed=self.failed, remaining=fail_on.is_failed_by(self.remaining))

    def _tell(self, todo: list[FileRef], before: int, run: Path) -> None:
        """Say what was done; ``before`` files were done when the run was interrupted."""
        if self.taken:
            left = self.targets.left if self.targets is not None else frozenset()
            again = sum(ref.relative not in self.taken and ref.relative not in left for ref in todo)
            note(f"{counted(again, 'file')} done again; nothing changed for the others")
        earlier = f" ({counted(before, 'file')} done before)" if before else ""
        note(text.summary(len(todo), self.words, self.tally) + earlier)
        note(f"{counted(self.edits, 'edit')} made; journal in {run}")
        for line in (*text.unmade(self.unmade), *self.untranslated.sentences()):
            note(line)

    def _fix(
        self,
        todo: list[FileRef],
        settings: Settings,
        folder: Folder,
        writer: journal.Writer,
        bars: Progress,
        shown: Shown | None,
    ) -> None:
        target = writer.run / "staged" if self.in_place else self.output
        edited = self.targets.left if self.targets is not None else ()
        left = [ref for ref in todo if ref.relative not in self.taken and ref.relative not in edited]
        # Of records that are known, no assessment is.
        known = self.earlier.known(left) if self.earlier is not None and not self.assess else {}
        work = Work(settings, folder, self.conf.fields, target, known, self.assess)
        task = bars.add_task("fix", total=len(todo))
        reports = fix_files(left, work, self.jobs)
        for ref in todo:
            if self.targets is not None and ref.relative in edited:
                report = FileReport(ref.relative, str(ref.path), error=self.targets.told(ref.relative))
            else:
                report = self._taken(ref, work) if ref.relative in self.taken else next(reports)
            bars.advance(task)
            self._settle(ref, report, writer)
            if shown is not None:
                shown.show(report)
        if shown is not None:
            shown.finish()
        if not self.in_place and _stamps(self.begun) != self.begun:
            # What was counted are other bytes than those that the journal names: the next run has to count anew.
            (writer.run / journal.PROFILE).unlink(missing_ok=True)

    def _taken(self, ref: FileRef, work: Work) -> FileReport:
        """The report on a file from the earlier run; where somebody wrote to it meanwhile it is done again."""
        assert self.earlier is not None
        if (report := self.earlier.report_of(ref)) is not None:
            return report
        self.taken -= {ref.relative}
        return next(fix_files([ref], work, 1))

    def _check_output(self) -> None:
        """Refuse an output folder that is an input, or that holds inputs."""
        for path in self.paths:
            folder = (path if path.is_dir() else path.parent).resolve()
            output = self.output.resolve()
            if self.in_place or not path.exists():
                continue
            if output == folder:
                raise ConfigError(
                    f"{self.output}: the output folder is the input; use --in-place to rewrite the files themselves"
                )
            inside = path.is_dir() and output.is_relative_to(folder) and output.is_dir()
            if inside and not (output / journal.HOME).is_dir() and any(output.iterdir()):
                raise OutputError(
                    f"{self.output}: lies in the input and holds files; choose an empty or another folder"
                )

    def _judgements(self, settings: Settings) -> Judgements:
        """The judgements in force: those that the output folder keeps itself, then those of the settings."""
        own = journal.own_judgements(self.output)
        return Judgements([*(store.read(own) if own.is_file() else ()), *settings.judgements])

    def _open(self, head: dict[str, Any], judgements: Judgements) -> tuple[journal.Writer, dict[str, Any]]:
        runs = journal.runs_in(self.output / journal.HOME)
        if not self.resume:
            return journal.Writer(journal.new_run(self.output), head, store.dump(judgements)), {}
        if not runs or journal.open_run(runs[-1], trust=self.trust).complete:
            raise JournalError(f"{self.output}: no interrupted run to resume; start without --resume")
        run = journal.open_run(runs[-1], trust=self.trust)
        writer, done = reopen(run, head)
        self.failed |= is_damaged(run)
        return writer, {entry["path"]: entry for entry in done}

    def _prepare(
        self,
        files: tuple[FileRef, ...],
        todo: list[FileRef],
        settings: Settings,
        writer: journal.Writer,
        bars: Progress,
    ) -> tuple[Profile, Settings]:
        """The profile of the folder as it was when the run began, kept in the run, and the translations.

        Where the profile is known (given, or kept by this run or by an earlier one that counted the same), the
        translations of what is left to do are asked for.
        """
        self.begun = _stamps(files)
        kept = writer.run / journal.PROFILE
        known = self.profile or (Profile.load(kept) if kept.is_file() else None)
        if known is None and self.earlier is not None:
            known = self.earlier.profile
        if known is not None:
            self._find_taken(todo, known)
            files = tuple(ref for ref in todo if ref.relative not in self.taken)
        fields = self.conf.fields
        profile, settings = prepare(files, settings, self.jobs, bars, fields=fields, profile=known)
        if known is None:
            self._find_taken(todo, profile)
        if self.profile is None and not kept.is_file():
            write_atomic(kept, profile.to_json())
        return profile, settings

    def _find_taken(self, todo: list[FileRef], profile: Profile) -> None:
        """The files that are taken from an earlier run, if it had the same profile."""
        if self.earlier is not None and self.profile is None and profile != self.earlier.kept_profile:
            self.earlier = None
        if self.earlier is not None:
            edited = self.targets.left if self.targets is not None else ()
            left = (ref for ref in todo if ref.relative not in edited)
            self.taken = frozenset(ref.relative for ref in left if self.earlier.holds(ref))

    def _settle(self, ref: FileRef, report: FileReport, writer: journal.Writer) -> None:
        """Count and record a finished file.

        In place the original is kept first, then the journal says what will stand there, then the clean copy moves
        over the file: whenever the run is stopped, `undo` and `--resume` know what to do.
        """
        staged = writer.run / "staged" / ref.relative
        changed = report.written is not None and report.written.changed
        settled = report
        try:
            if self.in_place and changed:
                backup = writer.run / journal.ORIGINALS / ref.relative
                write_atomic(backup, ref.path.read_bytes(), mode=ref.path.stat().st_mode & 0o7777)
            writer.add(ref, report)
            if self.in_place and changed:
                staged.replace(ref.path.resolve())
        except OSError as error:
            settled = FileReport(ref.relative, str(ref.path), error=f"{ref.path}: cannot write: {error.strerror}")
            writer.add(ref, settled)
        if report.written is not None:
            forget_same(writer.run, ref.relative, report.written.after)
        if self.in_place and not changed:
            staged.unlink(missing_ok=True)
        for trouble in settled.troubles:
            complain(trouble)
            self.failed = True
        self.tally.append(text.counts(settled))
        self.untranslated.count(settled.located)
        self.words += settled.words
        self.edits += len(settled.edits)
        self.unmade += settled.unmade
        self.remaining += settled.remaining


def _stamps(files: Iterable[FileRef]) -> dict[FileRef, Stamp | None]:
    """The state of each file; None for one that cannot be read, which is told when it is worked on."""
    found: dict[FileRef, Stamp | None] = dict.fromkeys(files)
    for ref in found:
        with suppress(InputError):
            found[ref] = stamp(ref.path)
    return found
