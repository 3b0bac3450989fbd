"""What a document names: each mention that stands for one entry beyond doubt, in whatever form it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalize.model import Applicability, Finding
from normalize.names.applicability.table import is_house_style
from normalize.names.form import Form
from normalize.names.glossary.entry import Entry
from normalize.names.linked import Linked
from normalize.names.mentions import Mention
from normalize.rules import Selection


@dataclass(frozen=True, slots=True)
class EntityMention:
    """``text[start:end]`` names an entry of a glossary.

    ``entry`` is its id, ``canonical`` its canonical form, ``kind`` person, place, organisation and so on; ``lang`` the
    language whose spelling it is (ISO 639-1; None for the target's own), ``score`` the likeness of the spelling to a
    listed one (0..1). ``replacement`` is the right form where the mention is in another one (an accepted spelling keeps
    its own); ``finding`` says how sure that is, and why.
    """

    start: int
    end: int
    text: str
    entry: str
    canonical: str
    kind: str
    lang: str | None = None
    score: float = 1.0
    replacement: str | None = None
    finding: Finding | None = None


def entities(linked: Linked, selection: Selection) -> list[EntityMention]:
    """The mentions of a document in text order; variants by the selected rules alone.

    Those in their right form, those that are or may be repaired (safe and unsafe), and those in a form that is a matter
    of house style. A family name alone counts where the document names one person of that name in full.
    """
    by_id = linked.entries_by_id
    found = [f for f in linked.findings if f.entry and f.entry in by_id and f.rule in selection and _is_named(f)]
    made = [_repaired(f, by_id[f.entry]) for f in found if f.entry]
    taken = {finding.start for finding in linked.findings}
    made += [m for m in _as_they_stand(linked, found) if m.start not in taken]
    return sorted(made, key=lambda mention: (mention.start, mention.end))


def _is_named(finding: Finding) -> bool:
    """Whether a finding leaves no doubt which entry is meant."""
    return finding.applicability is not Applicability.DISPLAY or is_house_style(finding)


def _repaired(finding: Finding, entry: Entry) -> EntityMention:
    start, end, score = finding.start, finding.end, finding.score
    told = (entry.id, entry.canonical, entry.kind, finding.lang, score, finding.replacement, finding)
    return EntityMention(start, end, finding.text, *told)


def _as_they_stand(linked: Linked, found: Sequence[Finding]) -> Iterator[EntityMention]:
    """Mentions in their right form, and further ones of house style, which is told once a document."""
    style = {finding.text.casefold() for finding in found if is_house_style(finding)}
    named = [(mention, forms[0]) for mention, forms in linked.named]
    for mention, form in (*named, *_persons(linked)):
        if form.target == mention.spelled or mention.text.casefold() in style:
            entry, lang = form.entry, None if form.lang == form.entry.language else form.lang
            told = (entry.id, entry.canonical, entry.kind, lang, mention.score)
            yield EntityMention(mention.start, mention.end, mention.text, *told)
    for start, end, entry in _acronyms(linked):
        yield EntityMention(start, end, entry.acronym or "", entry.id, entry.canonical, entry.kind)


def _persons(linked: Linked) -> Iterator[tuple[Mention, Form]]:
    """Family names alone, where one person alone of that name is named in full, and nobody else has it."""
    evidence = linked.evidence
    for mention in linked.mentions:
        families = [f for f in mention.forms if f.role == "family" and f.entry.id in evidence.full_names]
        sole = mention.exact and len({form.entry.id for form in families}) == 1
        if sole and not evidence.is_strangers(mention.spelled):
            yield mention, families[0]


def _acronyms(linked: Linked) -> Iterator[tuple[int, int, Entry]]:
    """Where acronyms stand in their right form, of entries that the document names otherwise, too."""
    owners: dict[str, list[Entry]] = defaultdict(list)
    for entry in (linked.entries_by_id[name] for name in sorted(linked.entries)):
        owners[entry.acronym or ""].append(entry)
    sole = {acronym: found[0] for acronym, found in owners.items() if acronym and len(found) == 1}
    tokens, protected = linked.evidence.tokens, linked.evidence.protected
    for i in tokens.at(sole.keys()):
        if not protected.covers(tokens.starts[i], tokens.ends[i]):
            yield tokens.starts[i], tokens.ends[i], sole[tokens.words[i]]
