"""What `normalize review` is to show: a draft, a run, or files that nobody has cleaned yet; and what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.cli.bars import progress
from normalize.cli.clock import now
from normalize.cli.folders import Told, list_files
from normalize.cli.named import named, named_files
from normalize.cli.next_command import (
    fields_of,
    fix_command,
    flags_of,
    free_output,
    inputs_named,
)
from normalize.cli.runs import is_damaged, judgements_of
from normalize.cli.session import complain, settings_of, warn
from normalize.cli.unfollowed import accepted_drafts, with_drafts
from normalize.discovery.draft import read_clusters
from normalize.errors import ConfigError, GlossaryError
from normalize.evidence.profile import Profile
from normalize.io import Fields
from normalize.judgements import store
from normalize.judgements.found import NONE, beside
from normalize.names.glossary.read import SHIPPED
from normalize.names.overruling import told_once
from normalize.names.setup import build_linker
from normalize.plugins import load as load_plugins
from normalize.review import contexts, sources
from normalize.review.cluster_desk import ClusterDesk
from normalize.review.contexts import Contexts
from normalize.review.proposal_desk import Desk
from normalize.review.steps import Room
from normalize.rules import Rule, all_rules
from normalize.run import journal
from normalize.run.engines import local
from normalize.run.gather import gather, size_of
from normalize.run.manifest import corpus_of
from normalize.run.task import Work
from normalize.run.work import foresee_files
from normalize.settings.config import DEFAULTS, Config

if TYPE_CHECKING:
    from normalize.review.app import Subject

_DRAFTS = (".yaml", ".yml")


@dataclass(frozen=True)
class Asked:
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
class Opened:
    """What is to be reviewed: for the page by ``subject``, in the terminal by ``desk``.

    ``next`` is the command that follows, ``written`` whether there is a clean copy already,
    ``failed`` whether there was trouble with some files; ``warning`` is what is said of accepted spellings that the
    glossaries of the command would not have.
    """

    room: Room
    title: str
    next: str
    subject: Callable[[], Subject]
    desk: Desk | ClusterDesk
    rules: Sequence[Rule] = ()
    written: bool = False
    failed: bool = False
    warning: str = ""


def opened(paths: list[Path], asked: Asked, jobs: int, profile: Path | None, cache: Path | None) -> Opened:
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


def _of_draft(path: Path, asked: Asked) -> Opened:
    clusters = read_clusters(path)
    known = next((cluster.corpus for cluster in clusters if cluster.corpus), path.stem)
    desk = ClusterDesk(path, asked.room(known))
    others = tuple(name for name in asked.conf.glossary or (SHIPPED,) if name != str(path))
    mine = named(path)
    target = asked.conf.target
    linked = partial(build_linker, (*others, str(path)), target)
    drafts, warning = accepted_drafts(desk.room.judgements(), desk.room.corpus, lambda: linked().index, desk.room.path)
    glossaries = (*others, *(draft for draft in drafts if draft != mine), mine)  # an earlier draft goes on
    conf = replace(asked.conf, glossary=glossaries)
    if conf.text_field == DEFAULTS["text_field"]:
        conf = replace(conf, text_field=fields_of(clusters) or conf.text_field)
    inputs = inputs_named(path)
    goal = free_output([Path(name) for name in inputs], known)
    command = [*(inputs or ["PATHS"]), "--out", goal, *flags_of(conf.as_dict())]
    _warn_of_overruling(glossaries, conf.target)

    def subject() -> Subject:
        from normalize.review.cluster_answers import Clusters

        return Clusters(desk)

    corpus = corpus_of([Path(name) for name in inputs]) if inputs else None
    return Opened(desk.room, str(path), fix_command(command, desk.room, corpus), subject, desk, warning=warning)


def _warn_of_overruling(glossaries: Sequence[str], target: str) -> None:
    try:
        told = list(told_once(build_linker(glossaries, target).index))
    except GlossaryError as error:  # what follows would fail: better said before an hour of decisions than behind it
        told = [str(error)]
    for sentence in told:
        warn(sentence)


def _of_desk(
    desk: Desk, rules: Sequence[Rule], title: str, arguments: Iterable[str], corpus: str, *, written: bool
) -> Opened:
    def subject() -> Subject:
        from normalize.review.proposal_answers import Findings

        return Findings(desk, rules)

    return Opened(desk.room, title, fix_command(arguments, desk.room, corpus), subject, desk, rules, written)


def _is_run(path: Path) -> bool:
    return any((home / journal.MANIFEST).is_file() or journal.runs_in(home) for home in (path, path / journal.HOME))


def _of_run(run: journal.Run, asked: Asked) -> Opened:
    settings = named_files(run.manifest["configuration"], run.manifest.get(journal.FOLDER) or "")
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
    goal = ["--in-place"] if run.manifest["in_place"] else ["--out", named(run.output)]
    names, target = tuple(settings["glossary"]), settings["target"]
    linked = partial(build_linker, names, target, plugins.readers)
    drafts, warning = accepted_drafts(room.judgements(), room.corpus, lambda: linked().index, room.path)
    flags = flags_of({**settings, "glossary": list(with_drafts(names, drafts))})
    command = [*map(named, inputs), *goal, *flags]
    made = _of_desk(desk, all_rules(plugins.rules), str(run.folder), command, corpus_of(inputs), written=True)
    return replace(made, failed=is_damaged(run), warning=warning)


def _of_paths(paths: list[Path], asked: Asked, jobs: int, profile: Path | None, cache: Path | None) -> Opened:
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
    shown = [str(path) for path in paths]
    desk = Desk(proposals, around, room)
    drafts, warning = accepted_drafts(room.judgements(), room.corpus, lambda: settings.linker.index, room.path)
    flags = flags_of(replace(conf, glossary=with_drafts(conf.glossary, drafts)).as_dict())
    command = [*shown, "--out", free_output(paths, corpus_of(paths)), *flags]
    rules = all_rules(settings.plugins.rules)
    made = _of_desk(desk, rules, ", ".join(shown), command, corpus_of(paths), written=False)
    return replace(made, failed=failed, warning=warning)
