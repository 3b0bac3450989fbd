"""``normalize check``: report findings, write nothing."""

from __future__ import annotations

from normalize.cli import options as o


def check(
    paths: o.Paths,
    glossary: o.Glossary = None,
    plugin: o.Plugin = None,
    target: o.Target = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    unsafe: o.WithUnsafe = None,
    output_format: o.Format = o.OutputFormat.FULL,
    show: o.Showing = o.Show.FIXES,
    statistics: o.Statistics = False,
    jobs: o.Jobs = o.CORES,
    max_memory: o.MaxMemory = None,
    shard: o.ShardOf = None,
    engine: o.EngineName = o.EngineChoice.PROCESS,
    profile: o.ProfileFile = None,
    foreign: o.Foreign = None,
    bilingual: o.Bilingual = None,
    phrases: o.Phrases = None,
    cache: o.CacheFolder = None,
    no_translate: o.NoTranslate = None,
    furniture: o.Furniture = None,
    config: o.ConfigFile = None,
    judgements: o.Judgements = None,
    corpus: o.Corpus = None,
    exclude: o.Exclude = None,
    max_size: o.MaxSize = None,
    text_field: o.TextField = None,
    id_field: o.IdField = None,
    form: o.Form = None,
    strict: o.Strict = False,
    rolling: o.Rolling = False,
    report: o.ReportFile = None,
    csv: o.CsvFile = None,
    per_file: o.PerFile = False,
    fail_on: o.Failing = o.FailOn.UNSAFE,
    exit_zero: o.ExitZero = False,
) -> None:
    """Report the damage found in files and folders, or in standard input (`-`); write nothing.

    Exit status: 0 nothing to fix, 1 safe or unsafe findings, 2 trouble.
    """
    # What a run takes is loaded where it begins: showing the flags needs none of it.
    from normalize.cli import stream
    from normalize.cli.also import Also, recorded
    from normalize.cli.bars import progress
    from normalize.cli.exit_status import finish
    from normalize.cli.fields import warn_of_fields
    from normalize.cli.folders import Told, list_files, shard_asked, warn_of_unfollowed, with_corpus
    from normalize.cli.output_format import Shown
    from normalize.cli.session import complain, errors, jobs_within, note, settings_of, warn
    from normalize.errors import ConfigError
    from normalize.evidence.profile import Profile
    from normalize.report import text
    from normalize.run.engines import engine_of
    from normalize.run.gather import gather, size_of
    from normalize.run.task import Work
    from normalize.run.totals import Totals
    from normalize.run.work import check_files
    from normalize.settings.sources import load

    fail_on = o.FailOn.NEVER if exit_zero else fail_on
    jobs = jobs_within(max_memory, jobs)
    conf = load(
        config,
        glossary=glossary,
        plugins=plugin,
        target=target,
        select=o.codes(select),
        ignore=o.codes(ignore),
        judgements=judgements,
        corpus=corpus,
        exclude=exclude,
        max_size=max_size,
        text_field=o.names(text_field),
        id_field=id_field,
        furniture=furniture,
        unsafe=unsafe,
        foreign=foreign,
        bilingual=bilingual,
        phrases=phrases,
        no_translate=no_translate,
    )
    also = Also(report, csv, per_file)
    if stream.is_stream(paths, form, strict, rolling):
        also.check(over_files=False)
        if shard is not None:
            raise ConfigError("a stream has no shards: --shard does not go with `-`")
        asked = stream.Asked(form, bool(text_field), strict, jobs, profile, cache, statistics, rolling)
        stream.check(conf, asked, output_format, show, fail_on)
        return
    also.check()
    conf = with_corpus(conf, paths)
    settings = settings_of(conf, cache)
    warn_of_unfollowed(conf, settings)
    part = shard_asked(shard, profile)
    # A journal knows files by their relative paths, and so do shards.
    files = list_files(paths, conf, distinct=also.is_asked or part is not None, shard=part)
    totals = Totals(failed=files.failed)
    with recorded(also, conf, paths, profile) as record, progress() as bars:
        given = Profile.load(profile) if profile else None
        workers, told = engine_of(engine, jobs), Told(bars)
        found, settings = gather(files.files, settings, workers, told, fields=conf.fields, profile=given)
        work = Work(settings, settings.linker.folder(found), conf.fields, assess=report is not None)
        advance = told.stage("check", size_of(files.files))
        shown = Shown(output_format, show, settings.plugins.rules)
        refs = iter(files.files)
        ref = next(refs, None)
        for checked in check_files(files.files, work, workers):
            assert ref is not None
            advance(checked.disk)
            totals.add(checked)
            for trouble in checked.troubles:
                complain(trouble)
            for line in checked.notes:
                warn(line)
            shown.show(checked)
            record.add(ref, checked)
            if checked.is_last:
                ref = next(refs, None)
        shown.finish()
    warn_of_fields(conf, totals.fields)
    if output_format.is_for_people and shown.read:
        note(text.summary(totals.files, totals.words, totals.found, show is o.Show.DISPLAY))
    if statistics:
        text.statistics(totals.found, errors(), settings.plugins.rules)
    finish(failed=totals.failed, remaining=fail_on.is_failed_by(totals.remaining))
