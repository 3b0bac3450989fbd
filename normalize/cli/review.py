"""``normalize review``: proposals before a person, on a page of this machine or in the terminal."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from normalize.cli import EXIT_INTERRUPTED, EXIT_TROUBLE
from normalize.cli import options as o
from normalize.cli.clock import now
from normalize.cli.folders import Told, list_files
from normalize.cli.keys import Keys
from normalize.cli.next_command import fields_of, fix_command, flags_of, free_output, homeless
from normalize.cli.runs import is_damaged, judgements_of
from normalize.cli.session import complain, errors, finish, note, progress, settings_of, warn
from normalize.discovery.draft import read_clusters
from normalize.discovery.in_use import open_drafts
from normalize.errors import ConfigError, GlossaryError, ServeError, installing
from normalize.evidence.profile import Profile
from normalize.io import Fields
from normalize.judgements import store
from normalize.judgements.found import NONE, beside
from normalize.names.glossary.read import SHIPPED
from normalize.names.index import Index
from normalize.names.overruling import told_once
from normalize.names.setup import build_linker
from normalize.plugins import load as load_plugins
from normalize.review import contexts, sources
from normalize.review.cluster_desk import ClusterDesk
from normalize.review.contexts import Contexts
from normalize.review.desk import Desk
from normalize.review.steps import Room
from normalize.rules import Rule, all_rules
from normalize.run import journal
from normalize.run.engines import local
from normalize.run.gather import gather, size_of
from normalize.run.manifest import corpus_of
from normalize.run.task import Work
from normalize.run.work import foresee_files
from normalize.settings.config import DEFAULTS, Config
from normalize.settings.sources import load

if TYPE_CHECKING:
    from normalize.review.app import Subject

_DRAFTS = (".yaml", ".yml")

Subjects = Annotated[
    list[Path],
    typer.Argument(
        metavar="RUN|DRAFT.yaml|PATHS",
        help="A run (DIR/.normalize, or DIR), a draft of `normalize discover`, or files and folders to check now.",
        show_default=False,
    ),
]
Terminal = Annotated[bool, typer.Option("--terminal", help="Ask in the terminal, where there is no browser.")]
Port = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port; 0 takes any free one.")]


def review(
    subjects: Subjects,
    terminal: Terminal = False,
    port: Port = 0,
    who: o.Who = "",
    judgements: o.Judgements = None,
    corpus: o.Corpus = None,
    glossary: o.Glossary = None,
    plugin: o.Plugin = None,
    target: o.Target = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    jobs: o.Jobs = o.CORES,
    profile: o.ProfileFile = None,
    foreign: o.Foreign = None,
    bilingual: o.Bilingual = None,
    phrases: o.Phrases = None,
    cache: o.CacheFolder = None,
    no_translate: o.NoTranslate = None,
    furniture: o.Furniture = None,
    config: o.ConfigFile = None,
    exclude: o.Exclude = None,
    text_field: o.TextField = None,
    id_field: o.IdField = None,
    trust: o.Trust = False,
) -> None:
    """Accept, reject or edit what was found: on a page that this machine alone can open, or in the terminal.

    Each decision is in the file of judgements as soon as it is taken. Exit status: 0, or 130 by Ctrl-C, 2 trouble.
    """
    conf = load(
        config,
        judgements=judgements,
        corpus=corpus,
        glossary=glossary,
        plugins=plugin,
        target=target,
        select=o.codes(select),
        ignore=o.codes(ignore),
        exclude=exclude,
        text_field=o.names(text_field),
        id_field=id_field,
        furniture=furniture,
        foreign=foreign,
        bilingual=bilingual,
        phrases=phrases,
        no_translate=no_translate,
    )
    asked = _Asked(conf, config, who, trust)
    found = _opened(subjects, asked, jobs, profile, cache)
    if terminal:
        _ask_here(found)
    else:
        _page(found, port)


@dataclass(frozen=True)
class _Asked:
    """What the flags say, and who decides."""

    conf: Config
    config: Path | None
    who: str
    trust: bool = False

    def room(self, corpus: str, known: Path | None = None) -> Room:
        """Where decisions go: the file that is named, that of the run, or the one beside the configuration."""
        if self.conf.judgements == NONE:
            raise ConfigError("--judgements none: a review needs a file to write to")
        named = self.conf.judgements or known
        return Room(Path(named) if named else beside(self.config), self.conf.corpus or corpus, self.who, now)


@dataclass(frozen=True)
class _Opened:
    """What is to be reviewed: for the page by ``subject``, in the terminal by ``desk``.

    ``next`` is the command that follows, ``written`` whether there is a clean copy already,
    ``failed`` whether there was trouble with some files; ``index`` opens the glossaries of the command, if they have to
    have what was accepted.
    """

    room: Room
    title: str
    next: str
    subject: Callable[[], Subject]
    desk: Desk | ClusterDesk
    rules: Sequence[Rule] = ()
    written: bool = False
    failed: bool = False
    index: Callable[[], Index] | None = None


def _opened(paths: list[Path], asked: _Asked, jobs: int, profile: Path | None, cache: Path | None) -> _Opened:
    if own := next((path for path in paths if path.name == store.NAME and path.is_file()), None):
        raise ConfigError(
            f"{own}: holds decisions, and nothing to review; `normalize judgements list {own}` shows them, and a "
            "review of the run, draft or texts that they are on changes them"
        )
    if len(paths) == 1 and paths[0].suffix in _DRAFTS:
        return _of_draft(paths[0], asked)
    if len(paths) == 1 and _is_run(paths[0]):
        return _of_run(journal.open_run(paths[0], trust=asked.trust), asked)
    return _of_paths(paths, asked, jobs, profile, cache)


def _of_draft(path: Path, asked: _Asked) -> _Opened:
    clusters = read_clusters(path)
    known = next((cluster.corpus for cluster in clusters if cluster.corpus), path.stem)
    desk = ClusterDesk(path, asked.room(known))
    named = (*(name for name in asked.conf.glossary or (SHIPPED,) if name != str(path)), str(path))
    conf = replace(asked.conf, glossary=named)
    if conf.text_field == DEFAULTS["text_field"]:
        conf = replace(conf, text_field=fields_of(clusters) or conf.text_field)
    command = ["PATHS", "--out", free_output([], known), *flags_of(conf.as_dict())]
    _warn_of_overruling(named, conf.target)

    def subject() -> Subject:
        from normalize.review.clusters import Clusters

        return Clusters(desk)

    return _Opened(desk.room, str(path), fix_command(command, desk.room), subject, desk)


def _warn_of_overruling(glossaries: Sequence[str], target: str) -> None:
    with suppress(GlossaryError):  # a draft that was edited by hand: the desk says so
        for sentence in told_once(build_linker(glossaries, target).index):
            warn(sentence)


def _of_desk(
    desk: Desk, rules: Sequence[Rule], title: str, arguments: Iterable[str], corpus: str, *, written: bool
) -> _Opened:
    def subject() -> Subject:
        from normalize.review.findings import Findings

        return Findings(desk, rules)

    return _Opened(desk.room, title, fix_command(arguments, desk.room, corpus), subject, desk, rules, written)


def _is_run(path: Path) -> bool:
    return any((home / journal.MANIFEST).is_file() or journal.runs_in(home) for home in (path, path / journal.HOME))


def _of_run(run: journal.Run, asked: _Asked) -> _Opened:
    settings = run.manifest["configuration"]
    plugins = load_plugins(tuple(settings.get("plugins") or ()))
    inputs = [Path(path) for path in run.manifest["inputs"]]
    total = sum(entry["findings"] for entry in run.files())
    with progress() as bars:
        task = bars.add_task("read the journal", total=total)
        proposals = sources.of_run(run, lambda count: bars.advance(task, count))
    room = asked.room(
        settings.get("corpus") or corpus_of(inputs), None if asked.conf.judgements else judgements_of(run)
    )
    places = (place for proposal in proposals for place in proposal.places)
    fields = Fields(tuple(settings["text_field"]))
    desk = Desk(proposals, Contexts(places, contexts.of_run(run), fields, plugins.formats), room)
    goal = ["--in-place"] if run.manifest["in_place"] else ["--out", str(run.output)]
    command = [*map(str, inputs), *goal, *flags_of(settings)]
    opened = _of_desk(desk, all_rules(plugins.rules), str(run.folder), command, corpus_of(inputs), written=True)
    names, target = tuple(settings["glossary"]), settings["target"]
    return replace(opened, failed=is_damaged(run), index=lambda: build_linker(names, target, plugins.readers).index)


def _of_paths(paths: list[Path], asked: _Asked, jobs: int, profile: Path | None, cache: Path | None) -> _Opened:
    conf = replace(asked.conf, judgements=NONE)  # the questions as nobody has answered them
    settings = settings_of(conf, cache)
    files = list_files(paths, asked.conf)  # distinct: places are known by their relative paths
    failed = files.failed
    with progress() as bars:
        given = Profile.load(profile) if profile else None
        engine, told = local(jobs), Told(bars)
        found, settings = gather(files.files, settings, engine, told, fields=conf.fields, profile=given)
        work = Work(settings, settings.linker.folder(found), conf.fields)
        advance = told.stage("check", size_of(files.files))
        reports = []
        for report in foresee_files(files.files, work, engine):
            advance(report.disk)
            for trouble in report.troubles:
                complain(trouble)
                failed = True
            reports.append(report)
    proposals = sources.of_reports(reports)
    room = asked.room(corpus_of(paths))
    places = [place for proposal in proposals for place in proposal.places]
    around = Contexts(places, contexts.of_files(places), conf.fields, settings.plugins.formats)
    named = [str(path) for path in paths]
    desk = Desk(proposals, around, room)
    command = [*named, "--out", free_output(paths, corpus_of(paths)), *flags_of(conf.as_dict())]
    rules = all_rules(settings.plugins.rules)
    opened = _of_desk(desk, rules, ", ".join(named), command, corpus_of(paths), written=False)
    return replace(opened, failed=failed, index=lambda: settings.linker.index)


def _page(found: _Opened, port: int) -> NoReturn:
    try:
        from normalize.review import server

        subject = found.subject()
    except ModuleNotFoundError as error:
        needed = f"`normalize review` needs {error.name}: {installing('review')}, or use --terminal"
        raise ServeError(needed) from None
    about = {"title": found.title, "file": str(found.room.path), "next": found.next, "written": found.written}
    stopped = server.serve(subject, about, server.bind(port), lambda url: note(f"{url}  (open this; Ctrl-C stops)"))
    _told(found)
    raise typer.Exit(EXIT_TROUBLE if found.failed else EXIT_INTERRUPTED if stopped is signal.SIGINT else 0)


def _ask_here(found: _Opened) -> None:
    from normalize.review.terminal import open_in_terminal
    from normalize.review.terminal_clusters import ClusterTerminal

    out = errors()
    with Keys() as keys:

        def ask(prompt: str) -> str:
            return keys.line(lambda: out.input(prompt))

        if isinstance(found.desk, ClusterDesk):
            ClusterTerminal(found.desk, out, keys.key, ask).run()
        else:
            open_in_terminal(found.desk, found.rules, out, keys.key, ask)
    _told(found)
    finish(failed=found.failed)


def _told(found: _Opened) -> None:
    if isinstance(found.desk, ClusterDesk):
        for sentence in open_drafts([str(found.desk.path)], found.room.judgements()):
            note(sentence)
    if found.index is not None and (told := homeless(found.room, found.index)):
        warn(told)
    note(f"decisions are in {found.room.path}; then: {found.next}")
