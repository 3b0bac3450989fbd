"""The two files of a draft: a glossary for `--glossary`, and beside it the clusters with all that is known of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from normalize.discovery.blocks import bare, has_given_name_in_front
from normalize.discovery.cluster import Cluster, Member, Role, as_dict, from_dict
from normalize.errors import InputError
from normalize.io import write_atomic
from normalize.io.atomic import mode_of
from normalize.io.jsonlines import dump, parse
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.glossary.exchange.plain import is_encodable, plain
from normalize.names.glossary.exchange.yaml_format import flow, scalar
from normalize.text.counted import counted
from normalize.text.lines import BREAKS
from normalize.words.fold import split

CLUSTERS = ".jsonl"  # the suffix of the clusters beside a draft
HISTORY = ".history.jsonl"  # the suffix of what a review did to a draft
_MOST_APART = 3  # forms kept apart that a comment names
_LONGEST_COMMENT = 110
_MOST_INPUTS = 20  # paths that a draft names; a longer list is none that anybody gives again
_LANGUAGE = re.compile(r"^language: ([a-z]{2})$", re.MULTILINE)
_INPUTS = re.compile(r"^# discovered in: (\[.*\])$", re.MULTILINE)


def read_clusters(path: Path) -> list[Cluster]:
    """The clusters of a draft, by the glossary or by the file of clusters beside it; raises InputError."""
    where = path.with_suffix(CLUSTERS)
    try:
        lines = where.read_bytes().splitlines()
    except OSError as error:
        hint = "; it is written beside the draft by `normalize discover`" if where != path else ""
        raise InputError(f"{where}: cannot read the clusters: {error.strerror}{hint}") from error
    return [_read(line, where, number) for number, line in enumerate(lines, 1) if line.strip()]


def _read(line: bytes, path: Path, number: int) -> Cluster:
    try:
        return from_dict(parse(line))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{path}:{number}: not a cluster written by `normalize discover` ({error})") from error


def write_clusters(
    path: Path,
    clusters: Sequence[Cluster],
    language: str = "en",
    inputs: Sequence[str] = (),
    *,
    glossary_first: bool = False,
) -> None:
    """Write a draft: the glossary to ``path`` and the clusters beside it, each file whole or not at all.

    ``inputs`` are the paths that it was discovered in, from its own folder. ``glossary_first`` says which of the two
    files a crash leaves as it was.
    """
    told = "".join(glossary(clusters, path.stem, language, inputs)).encode()
    goals = [(path.with_suffix(CLUSTERS), b"".join(map(line_of, clusters))), (path, told)]
    for goal, data in reversed(goals) if glossary_first else goals:
        write_atomic(goal, data, mode=mode_of(goal))


def is_as_written(path: Path, clusters: Sequence[Cluster] | None = None) -> bool:
    """Whether a draft is what its clusters say, so that nobody edited it; it may have been given another name.

    ``clusters`` are asked in place of those beside it. Raises InputError for clusters that cannot be read.
    """
    said = read_clusters(path) if clusters is None else clusters
    try:
        held = path.read_bytes().decode()
        made = "".join(glossary(said, path.stem, language_of(path), inputs_of(path)))
    except (OSError, UnicodeDecodeError, InputError):
        return False
    return held.partition("\n")[2] == made.partition("\n")[2]


def language_of(path: Path) -> str:
    """The language of a draft, as its glossary says; English where it says none. Raises InputError."""
    found = _LANGUAGE.search(_held(path))
    return found[1] if found else "en"


def inputs_of(path: Path) -> tuple[str, ...]:
    """The paths that a draft was discovered in, from its folder; none where it does not say. Raises InputError."""
    found = _INPUTS.search(_held(path))
    try:
        named = json.loads(found[1]) if found else []
    except ValueError:  # edited by hand
        return ()
    return tuple(name for name in named if isinstance(name, str))


def _held(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot read the draft: {error}") from error


def line_of(cluster: Cluster) -> bytes:
    """A cluster as one line of JSON."""
    return dump(as_dict(cluster))


def glossary(clusters: Iterable[Cluster], name: str, language: str = "en", inputs: Sequence[str] = ()) -> Iterator[str]:
    """The draft as a glossary in YAML, a comment and an entry for each cluster."""
    yield f"glossary: {scalar(name)}\nlanguage: {language}\n"
    if 0 < len(inputs) <= _MOST_INPUTS:
        yield f"# discovered in: {json.dumps(list(inputs))}\n"
    items = [f"{_comment(cluster)}  - {flow(plain(entry_of(cluster, language)))}\n" for cluster in clusters]
    yield "entries:\n" if items else "entries: []\n"
    yield from items


def _comment(cluster: Cluster) -> str:
    apart = ", ".join(one.form_or_id for one in cluster.apart[:_MOST_APART])
    more = ", …" if len(cluster.apart) > _MOST_APART else ""
    text = f"{counted(cluster.settles, 'mention')} of {cluster.mentions:,} to settle; "
    text += f"kept apart: {apart}{more}; " * bool(apart) + cluster.reason
    plain_text = "".join(" " if ch in BREAKS or not ch.isprintable() else ch for ch in text)
    short = plain_text if len(plain_text) <= _LONGEST_COMMENT else plain_text[: _LONGEST_COMMENT - 1] + "…"
    return f"  # {short}\n"


def entry_of(cluster: Cluster, language: str = "en") -> Entry:
    """The entry that a cluster proposes; forms that no glossary can hold (half a character) are left out.

    >>> from normalize.discovery.cluster import Member
    >>> mine = Cluster("kyiv", "Kyiv", "place", "", (Member("Kyiv", 9, 3), Member("Kiew", 2, 1, lang="de")))
    >>> entry_of(mine).aliases
    (Alias(text='Kiew', lang='de'),)
    """
    members = [member for member in cluster.members if is_encodable(member.form)]
    return Entry(
        cluster.onto or cluster.id,
        cluster.canonical,
        cluster.kind,
        language=language,
        aliases=_aliases(members, Role.NAME, cluster.canonical),
        acronym=cluster.acronym,
        acronyms=_aliases(members, Role.ACRONYM, cluster.acronym),
    )


def _aliases(members: Iterable[Member], role: Role, right: str | None) -> tuple[Alias, ...]:
    forms = {Alias(form, m.lang) for m in members if m.role is role for form in _with_shorter(m.form, right or "")}
    return tuple(sorted((a for a in forms if a.text != right), key=lambda alias: (alias.lang or "", alias.text)))


def _with_shorter(form: str, right: str) -> tuple[str, ...]:
    """A form, and what it is without a given name in front that the right one has not: no name loses a word."""
    if len(split(form)) == len(split(right)) + 1 and has_given_name_in_front(bare(form)):
        return form, form.split(" ", 1)[-1]
    return (form,)
