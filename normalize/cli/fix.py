"""``normalize fix``: write clean copies and a journal, or filter standard input."""

from __future__ import annotations

import difflib
import shlex
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from normalize import config as configuration
from normalize import journal, pipeline
from normalize.cli import options as o
from normalize.cli.check import show, summary
from normalize.cli.session import complain, errors, finish, list_files, note, profile_of, progress, settings_of
from normalize.config import Config
from normalize.errors import ConfigError, JournalError, OutputError
from normalize.folder import FileReport, Work, check_files, fix_files
from normalize.io import FileRef, write_atomic
from normalize.io.encoding import decode
from normalize.model import Document
from normalize.report import text
from normalize.survey import Profile

Out = Annotated[Path | None, typer.Option("--out", "-o", metavar="DIR", help="Where clean copies and the journal go.")]
InPlace = Annotated[
    bool, typer.Option("--in-place", help="Rewrite the files themselves; the originals are kept for `undo`.")
]
Diff = Annotated[bool, typer.Option("--diff", help="Print what would change; write nothing.")]
Unsafe = Annotated[bool, typer.Option("--unsafe", help="Apply unsafe fixes, too.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the interrupted run in the output folder.")]


def fix(
    paths: o.Paths,
    out: Out = None,
    in_place: InPlace = False,
    diff: Diff = False,
    unsafe: Unsafe = False,
    resume: Resume = False,
    glossary: o.Glossary = None,
    target: o.Target = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    output_format: Annotated[
        o.OutputFormat | None,
        typer.Option(
            "--output-format", metavar="full|concise|jsonl", help="Also write the findings to standard output."
        ),
    ] = None,
    statistics: o.Statistics = False,
    jobs: o.Jobs = o.CORES,
    profile: o.ProfileFile = None,
    no_translate: o.NoTranslate = False,
    config: o.ConfigFile = None,
    exclude: o.Exclude = None,
    text_field: o.TextField = None,
    exit_zero: o.ExitZero = False,
) -> None:
    """Write clean copies of files and folders with a journal, or clean standard input (`-`) to standard output.

    Exit status: 0 clean or everything fixed, 1 safe or unsafe findings remain, 2 trouble, 130 interrupted.
    """
    conf = configuration.load(
        config,
        glossary=tuple(glossary or ()),
        target=target,
        select=o.codes(select),
        ignore=o.codes(ignore),
        exclude=tuple(exclude or ()),
        text_field=text_field,
        unsafe=unsafe,
    )
    if [str(p) for p in paths] == ["-"]:
        if out is not None or in_place or diff:
            raise ConfigError("`fix -` writes to standard output; --out, --in-place and --diff do not go with it")
        _filter(conf, profile, statistics)
        return
    if any(str(p) == "-" for p in paths):
        raise ConfigError("`-` stands for standard input and goes with no other path")
    if (out is not None) + in_place + diff != 1:
        raise ConfigError("say where the result goes: --out DIR, --in-place or --diff")
    if diff:
        _show_diff(paths, conf, jobs, profile, exit_zero)
        return
    output = out if out is not None else _folder_of(paths)
    _check_output(paths, output, in_place)
    _Run(paths, conf, output, in_place, jobs, profile, resume).go(output_format, statistics, exit_zero)


def _filter(conf: Config, profile: Path | None, statistics: bool) -> None:
    """Standard input to standard output, in the encoding that it came in."""
    decoded = decode(sys.stdin.buffer.read(), "standard input")
    encoding = decoded.encoding
    settings = settings_of(conf)
    folder = settings.linker.folder(Profile.load(profile)) if profile else None
    result = pipeline.run(Document(decoded.text, "-", None, encoding.name), settings, folder)
    sys.stdout.buffer.write(encoding.bom + encoding.encode(result.text))
    sys.stdout.buffer.flush()
    if statistics:
        found = Counter(f"{f.rule} {f.applicability}" for f in result.findings)
        found.update(f"{e.finding.rule} made" for e in result.edits)
        text.statistics([found], errors)


def _show_diff(paths: list[Path], conf: Config, jobs: int, profile: Path | None, exit_zero: bool) -> None:
    settings = settings_of(conf)
    files = list_files(paths, conf)
    failed, remaining = files.failed, 0
    with progress() as bars:
        folder = settings.linker.folder(profile_of(files.files, conf, jobs, profile, bars))
        for report in check_files(files.files, Work(settings, folder, conf.text_field, keep_texts=True), jobs):
            if report.error:
                complain(report.error)
                failed = True
            remaining += len(report.remaining)
            for record, (before, after) in report.texts.items():
                name = report.path if record is None else f"{report.path}#{record}"
                lines = (before.splitlines(keepends=True), after.splitlines(keepends=True))
                for line in difflib.unified_diff(*lines, f"a/{name}", f"b/{name}"):
                    shown = line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
                    sys.stdout.buffer.write(shown.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()
    finish(failed=failed, remaining=remaining > 0, exit_zero=exit_zero)


def _folder_of(paths: list[Path]) -> Path:
    if len(paths) != 1:
        raise ConfigError("--in-place takes one folder or one file: its journal lies beside it")
    return paths[0] if paths[0].is_dir() else paths[0].parent


def _check_output(paths: list[Path], output: Path, in_place: bool) -> None:
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output}: not a folder")
    for path in paths:
        folder = path if path.is_dir() else path.parent
        if not in_place and output.resolve() == folder.resolve():
            raise ConfigError(
                f"{output}: the output folder is the input; use --in-place to rewrite the files themselves"
            )


class _Run:
    """One run over a folder, with its journal."""

    def __init__(
        self,
        paths: list[Path],
        conf: Config,
        output: Path,
        in_place: bool,
        jobs: int,
        profile: Path | None,
        resume: bool,
    ) -> None:
        self.paths, self.conf, self.output, self.in_place, self.jobs = paths, conf, output, in_place, jobs
        self.profile_file, self.resume = profile, resume
        self.tally: list[Counter[str]] = []
        self.words = self.remaining = self.edits = 0

    def go(self, output_format: o.OutputFormat | None, statistics: bool, exit_zero: bool) -> None:
        """Survey, fix, write the journal, say what was done, and leave with the exit status."""
        settings = settings_of(self.conf)
        files = list_files(self.paths, self.conf, skip=() if self.in_place else (self.output,))
        failed = files.failed
        head = journal.manifest_head(self.conf, self.paths, self.in_place, self.profile_file)
        writer, done = self._open(head)
        todo = [ref for ref in files.files if ref.relative not in done]
        try:
            with progress() as bars:
                found = self._profile(files.files, writer, bars)
                target = writer.run / "staged" if self.in_place else self.output
                work = Work(
                    settings, settings.linker.folder(found), self.conf.text_field, journal.rejected(self.output), target
                )
                task = bars.add_task("fix", total=len(todo))
                console = Console(highlight=False, soft_wrap=True)
                for ref, fixed in zip(todo, fix_files(todo, work, self.jobs), strict=True):
                    bars.advance(task)
                    report = self._settle(ref, fixed, writer)
                    failed = failed or report.error is not None
                    if output_format is not None:
                        show(report, output_format, console)
        except KeyboardInterrupt:
            writer.close("interrupted")
            note(f"interrupted; go on with: {self._command()} --resume")
            raise typer.Exit(130) from None
        except BaseException:
            writer.close("interrupted")
            raise
        shutil.rmtree(writer.run / "staged", ignore_errors=True)
        writer.close("complete")
        note(summary(len(todo), self.words, self.tally))
        note(f"{self.edits} edits made; journal in {writer.run}")
        if statistics:
            text.statistics(self.tally, errors)
        finish(failed=failed, remaining=self.remaining > 0, exit_zero=exit_zero)

    def _open(self, head: dict[str, object]) -> tuple[journal.Writer, frozenset[str]]:
        runs = journal.runs_in(self.output / journal.HOME)
        if self.resume:
            if not runs or journal.open_run(runs[-1]).complete:
                raise JournalError(f"{self.output}: no interrupted run to resume; start without --resume")
            writer, done = journal.reopen(journal.open_run(runs[-1]), head)
            return writer, frozenset(entry["path"] for entry in done)
        return journal.Writer(journal.new_run(self.output), head), frozenset()

    def _profile(self, files: tuple[FileRef, ...], writer: journal.Writer, bars: Progress) -> Profile:
        """The profile of the folder as it was when the run began, kept until the run is complete."""
        kept = writer.run / journal.PROFILE
        if kept.is_file():
            return Profile.load(kept)
        found = profile_of(files, self.conf, self.jobs, self.profile_file, bars)
        write_atomic(kept, found.to_json())
        return found

    def _settle(self, ref: FileRef, report: FileReport, writer: journal.Writer) -> FileReport:
        """Count and record a finished file; in place, move its clean copy over it once the original is safe."""
        if report.error is not None:
            complain(report.error)
        elif self.in_place and report.written is not None:
            staged = writer.run / "staged" / ref.relative
            try:
                if report.written.changed:
                    backup = writer.run / journal.ORIGINALS / ref.relative
                    write_atomic(backup, ref.path.read_bytes())
                    staged.replace(ref.path.resolve())
                else:
                    staged.unlink()
            except OSError as error:
                complain(f"{ref.path}: cannot write: {error.strerror}")
                report = FileReport(ref.relative, error=str(error), error_is_output=True)
        self.tally.append(text.counts(report))
        self.words += report.words
        self.edits += len(report.edits)
        self.remaining += len(report.remaining)
        writer.add(ref, report)
        return report

    def _command(self) -> str:
        return shlex.join(["normalize", *(a for a in sys.argv[1:] if a != "--resume")])
