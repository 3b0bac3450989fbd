"""One run over files: clean copies, or the files themselves rewritten, and a journal of what was done."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from normalize.evidence.profile import Profile
from normalize.io import FileRef, write_atomic
from normalize.io.atomic import sweep
from normalize.io.refs import packed_refs
from normalize.io.remote import check_bucket, desk, is_remote
from normalize.judgements import store
from normalize.judgements.applied import Judgements
from normalize.model import Applicability
from normalize.names.folder import Folder
from normalize.run import journal
from normalize.run.again import Again, Reason, sentence
from normalize.run.alone import alone
from normalize.run.copies import forget_same
from normalize.run.earlier import Earlier, last_run
from normalize.run.engines import Engine, Here
from normalize.run.file_entries import FileEntries
from normalize.run.file_report import FileReport, of_one, stamps, tried
from normalize.run.gather import gather, size_of
from normalize.run.in_place import InPlace
from normalize.run.listener import Advance, Listener, nobody
from normalize.run.listing import Files, list_files
from normalize.run.manifest import manifest_head
from normalize.run.order import Order, Outcome
from normalize.run.private import keep_private
from normalize.run.resume import reopen
from normalize.run.states import Noting
from normalize.run.strangers import told_of_strangers
from normalize.run.survey import Questions, survey_files
from normalize.run.targets import Targets, check_apart
from normalize.run.task import Work
from normalize.run.unfinished import recorded
from normalize.run.work import fix_files
from normalize.settings.settings import Settings


class FolderRun:
    """Surveys files, writes clean copies or rewrites the files, and records what was done.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from normalize.run.engines import Here
    >>> from normalize.settings import settings
    >>> from normalize.settings.config import Config
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
        # The journal of what is written elsewhere stays here.
        self._desk = desk(order.output) if is_remote(order.output) else order.output
        check_bucket(order.output)
        self._settings = settings.with_judgements(self._judgements(settings), settings.corpus)
        self._profile = Profile.load(order.profile) if order.profile else None
        self._earlier: Earlier | None = None
        self._again: dict[str, Again | None] = {}  # of each file, if there is an earlier run
        self._counted: Sequence[FileRef] = ()
        self._begun = b""
        # What a run that was broken off has written is no trouble to one that resumes it.
        self._resumed = self._broken_off() if order.resume else None
        given = Targets(
            order.output, self._desk, force=order.force, resume=self._resumed is not None, follow=order.trust
        )
        self._targets = None if order.in_place else given
        self.is_begun = False  # and can be resumed

    def go(self) -> Outcome:
        """Survey, fix, and write the journal.

        Where it is interrupted, or fails as a whole, the journal says so, and the run can be resumed.
        """
        order = self.order
        if not order.in_place:
            check_apart(order.paths, order.output)
        listed = list_files(
            order.paths,
            order.config,
            self._listener,
            skip=() if order.in_place else (self._desk, order.output),
            one_device=order.in_place,
            shard=order.shard,
        )
        if self._targets is not None:
            self._targets.check(listed.files)
        with alone(self._desk):
            return self._go(listed)

    def _go(self, listed: Files) -> Outcome:
        """What is done while no other program may write to the folder."""
        order, head = self.order, self._head(listed)
        if not order.in_place and (mixed := told_of_strangers(self._desk, order.paths)):
            self._listener.warning(mixed)
        keep_private(self._desk / journal.HOME, (ref.path for ref in listed.files))
        self._writer, done, damaged = self._open(head)
        with recorded(self._desk) as self._mark:
            return self._run(listed, head, done, damaged)

    def _run(self, listed: Files, head: dict[str, Any], done: FileEntries, damaged: bool) -> Outcome:
        """What is done once the journal is open; it says that files are ``done`` already."""
        order, self.is_begun = self.order, True
        self._in_place = InPlace(self._writer.run, order.output, follow=order.trust) if order.in_place else None
        self._noting = Noting(self._writer.run.parent)
        self._outcome = Outcome(self._writer.run, done_before=len(done))
        todo = packed_refs(ref for ref in listed.files if ref.relative not in done)
        if self._targets is not None:
            self._targets.keep(self._writer.run, done, self._listener)
        last, why = (None, None) if order.afresh else last_run(self._desk, head)
        if why is not None:
            self._listener.news(why)
        if last is not None:
            self._earlier = Earlier(last, listed.files, order.config, self._settings, assess=order.assess)
        totals = self._outcome.totals
        totals.failed = listed.failed or damaged or any(entry["problems"] for entry in done)
        for entry in done:
            totals.remaining.update({Applicability(kind): count for kind, count in entry["remaining"].items()})
        try:
            self._fix(todo, self._gather(listed.files, todo))
        except BaseException:
            self._writer.close("interrupted")
            raise
        self._end()
        return self._outcome

    def _head(self, listed: Files) -> dict[str, Any]:
        """What is known of the run before it starts."""
        order = self.order
        head = manifest_head(order.config, order.paths, order.in_place, order.profile, self._settings.judgements)
        conf = order.config
        names = map(Path, (*conf.glossary, *conf.phrases, *conf.plugins))
        if any(not path.is_absolute() and path.is_file() for path in names):  # else it is all one where a run starts
            head[journal.FOLDER] = str(Path.cwd())
        if is_remote(order.output):
            head[journal.ELSEWHERE] = str(order.output)
        return head if order.shard is None else {**head, journal.SHARD: order.shard.as_json(listed.listed)}

    def _end(self) -> None:
        """Put all in order when everything is done."""
        shutil.rmtree(self._writer.run / "staged", ignore_errors=True)
        if not isinstance(self._engine, Here):  # workers may have died
            sweep(self._desk, self._mark)
        self._writer.close("complete")
        self._noting.keep()
        self._outcome.taken = len(self._taken)
        if self._taken and self._earlier is not None:
            again = filter(None, self._again.values())
            self._outcome.of_earlier = sentence(again, len(self._taken), self._earlier.number)

    def _gather(self, files: Sequence[FileRef], todo: Sequence[FileRef]) -> Profile:
        """The profile of the folder as it was when the run began, kept in the run, and the translations.

        Where the profile is known (given, or kept by this run or by an earlier one that counted the same), the
        translations of what is left to do are asked for.
        """
        self._counted, self._begun = files, stamps(files)
        kept = self._writer.run / journal.PROFILE
        known = self._profile or (Profile.load(kept) if kept.is_file() else None)
        if known is None and self._earlier is not None:
            known = self._earlier.profile(self._count)
        if known is not None:
            self._look(todo, self._settings.linker.folder(known))
            taken = self._taken
            files = packed_refs(ref for ref in todo if ref.relative not in taken)
        fields = self.order.config.fields
        profile, self._settings = gather(
            files, self._settings, self._engine, self._listener, fields=fields, profile=known
        )
        if known is None:
            self._look(todo, self._settings.linker.folder(profile))
        if self._profile is None and not kept.is_file():
            write_atomic(kept, profile.to_json())
        return profile

    def _count(self, some: Sequence[FileRef]) -> Profile:
        """The profile of files that are new or gone: seldom so many that a bar of progress would be seen."""
        questions = Questions(self._settings.with_translator(None), self.order.config.fields)
        return survey_files(some, questions, self._engine, nobody).profile

    def _look(self, todo: Sequence[FileRef], folder: Folder) -> None:
        """Find out which files have to be done again, if an earlier run did any."""
        if self._earlier is not None:
            self._earlier.look(folder)
            left = (ref for ref in todo if ref.relative not in self._edited)
            self._again = {ref.relative: self._earlier.again(ref) for ref in left}

    @property
    def _taken(self) -> frozenset[str]:
        """The files that are taken from an earlier run."""
        return frozenset(path for path, again in self._again.items() if again is None)

    def _fix(self, todo: Sequence[FileRef], profile: Profile) -> None:
        order = self.order
        target = order.output if self._in_place is None else self._in_place.staged
        apart = self._taken | self._edited
        left = packed_refs(ref for ref in todo if ref.relative not in apart) if apart else todo
        # Of records that are known, no assessment is.
        known = self._earlier.known(left) if self._earlier is not None and not order.assess else {}
        folder = self._settings.linker.folder(profile)
        fields = order.config.fields
        work = Work(self._settings, folder, fields, target, known, order.assess, note=True, mark=self._mark)
        advance = self._listener.stage("fix", size_of(todo))
        reports = fix_files(left, work, self._engine)
        for ref in todo:
            for report in self._reports(ref, reports, work):
                self._settle(ref, report, advance)
            if (again := self._again.get(ref.relative)) is not None:
                self._writer.tell_again({"path": ref.relative, **again.as_dict()})
        if not order.in_place and stamps(self._counted) != self._begun:
            # What was counted are other bytes than those that the journal names: the next run has to count anew.
            (self._writer.run / journal.PROFILE).unlink(missing_ok=True)

    def _reports(self, ref: FileRef, reports: Iterator[FileReport], work: Work) -> Iterator[FileReport]:
        """The reports on the next file; ``reports`` are those of files that are worked on."""
        if self._targets is not None and ref.relative in self._edited:
            yield FileReport(ref.relative, str(ref.path), error=self._targets.told(ref.relative))
        elif self._again.get(ref.relative, self) is None:
            yield from self._taken_over(ref, work)
        else:
            yield from of_one(reports)

    @property
    def _edited(self) -> frozenset[str]:
        """Files whose clean copies somebody edited, which are left alone."""
        return frozenset() if self._targets is None else self._targets.left

    def _taken_over(self, ref: FileRef, work: Work) -> Iterator[FileReport]:
        """The report on a file from the earlier run; where somebody wrote to it meanwhile it is done again."""
        assert self._earlier is not None
        if (report := self._earlier.report_of(ref)) is not None:
            yield report
            return
        self._again[ref.relative] = Again(Reason.CHANGED)
        yield from fix_files([ref], work, Here())

    def _settle(self, ref: FileRef, report: FileReport, advance: Advance) -> None:
        """Count and record a finished file, or a part of one.

        In place the original is kept first, then the journal says what will stand there, then the clean copy moves
        over the file: whenever the run is stopped, `undo` and `--resume` know what to do.
        """
        written = report.written
        changed = written is not None and written.changed
        replaces = self._in_place if changed else None
        settled = report if replaces is None else tried(ref, report, replaces.keep)
        self._writer.add(ref, settled)
        if replaces is not None and settled is report and (settled := tried(ref, report, replaces.put)) is not report:
            self._writer.add(ref, settled)
        if written is not None:
            forget_same(self._writer.run, ref.relative, written.after)
        if self._in_place is not None and settled.is_last and (settled is not report or not changed):
            self._in_place.forget(ref)
        if settled.written is not None:
            self._noting.read(ref.path, settled.written.before)
            if changed or self._in_place is None:
                self._noting.written(self._desk / ref.relative, settled.written.after)
        self._outcome.totals.add(settled)
        for trouble in settled.troubles:
            self._listener.problem(trouble)
        for line in settled.notes:
            self._listener.warning(line)
        self._listener.found(settled)
        advance(settled.disk)

    def _judgements(self, settings: Settings) -> Judgements:
        """The judgements in force: those that the output folder keeps itself, then those of the settings."""
        own = journal.own_judgements(self._desk)
        return Judgements([*(store.read(own) if own.is_file() else ()), *settings.judgements])

    def _broken_off(self) -> journal.Run | None:
        """The last run into the output folder, if it did not come to its end."""
        runs = journal.runs_in(self._desk / journal.HOME)
        last = journal.open_run(runs[-1], trust=self.order.trust) if runs else None
        return last if last is not None and not last.complete else None

    def _open(self, head: dict[str, Any]) -> tuple[journal.Writer, FileEntries, bool]:
        """The journal to write to, what it says of files that are done, and whether it was damaged."""
        if self._resumed is None:
            lines = store.dump(self._settings.judgements)
            return journal.Writer(journal.new_run(self._desk), head, lines), FileEntries(), False
        writer, done = reopen(self._resumed, head)
        for damaged in self._resumed.damage.sentences():
            self._listener.problem(damaged)
        return writer, done, bool(self._resumed.damage)
