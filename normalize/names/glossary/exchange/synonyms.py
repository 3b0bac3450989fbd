"""Files of synonyms for Solr and Elasticsearch: the format of Lucene's SolrSynonymParser.

Equivalent names stand on one line with commas; ``a, b => c`` writes c for a and b. A backslash takes the meaning from
the character behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from normalize.names.glossary.entry import Entry
from normalize.names.glossary.exchange.job import Job
from normalize.text.pattern import pattern

_SPECIAL = pattern(r"[\\,]|=(?=>)|^#")


def write(entries: Iterator[Entry], put: Callable[[str], None], job: Job) -> None:
    """One line an entry, and one for its acronyms, which are forms of each other; or what each variant becomes."""
    for entry in entries:
        variants = [a.text for a in (*entry.aliases, *entry.names, *entry.native)]
        foreign = [a.text for a in entry.acronyms]
        lines = [_line(entry.canonical, (*entry.short, *variants), job)]
        lines.append(_line(entry.acronym, foreign, job) if entry.acronym else _line(entry.canonical, foreign, job))
        if any(lines):
            put("".join(lines))
        else:
            job.report.drop_entry("entry without another form")


def _line(right: str, others: Iterable[str], job: Job) -> str:
    """A line for a right form and others of it; none where there is no other."""
    names = dict.fromkeys(map(_escaped, others))
    names.pop(_escaped(right), None)
    if not names:
        return ""
    if job.explicit:
        return f"{', '.join(names)} => {_escaped(right)}\n"
    return f"{', '.join((_escaped(right), *names))}\n"


def _escaped(name: str) -> str:
    r"""A name on one line in which nothing is read as a sign.

    >>> print(_escaped("Doe, Inc."), _escaped("a\\b"), _escaped("x => y"), _escaped("#1"))
    Doe\, Inc. a\\b x \=> y \#1
    """
    return _SPECIAL.sub(r"\\\g<0>", " ".join(name.split()))
