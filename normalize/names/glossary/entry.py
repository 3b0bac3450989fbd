"""What a glossary says of one entity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

KINDS = ("person", "place", "organisation", "group", "work", "event", "other")


@dataclass(frozen=True, slots=True)
class Alias:
    """Another surface form of an entry, and the language that spells it so (ISO 639-1, or None).

    An alias in the glossary's own language is an accepted spelling there (``Al Qaida``); one without a language or
    with another is a variant to be mapped.
    """

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person held, or holds: its title, from when until when (ISO 8601, or a part of one; empty for
    open), the item of the office in Wikidata, and the CAMEO code of who holds it (``AFGGOV``)."""

    title: str
    since: str = ""
    until: str = ""
    wikidata: str = ""
    cameo: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entity of a glossary.

    ``canonical`` and ``short`` are right forms with different numbers of words; ``acronym`` is the right acronym,
    ``acronyms`` those to be mapped to it; ``never`` are strings that must not be mapped here; ``match`` and
    ``no_match`` the entry's own examples. ``rank`` grows with the glossaries named later, which win. A ``careful``
    entry is mapped only where the document speaks for it, and by likeness only a place where places stand; one
    that is ``off`` switches off what earlier glossaries say of its id.

    ``names`` are the canonical forms of other languages than the glossary's, ``native`` the forms in the scripts of the
    entity's own languages, from which the spellings of others are made. ``wikidata`` identifies the entity there;
    ``since`` and ``until`` are the dates (ISO 8601, or a part of one) between which the entity bore the name;
    ``offices`` are those that a person held. ``countries`` are ISO 3166-1 codes in lower case, ``cameo`` is the code of
    the entity in event data (CAMEO). ``overruled`` are canonical forms of earlier glossaries that a later one has
    replaced.
    """

    id: str
    canonical: str
    kind: str
    glossary: str = ""
    language: str = "en"
    aliases: tuple[Alias, ...] = ()
    short: tuple[str, ...] = ()
    acronym: str | None = None
    acronyms: tuple[Alias, ...] = ()
    related: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()
    source: str = ""
    rank: int = 0
    careful: bool = False
    off: bool = False
    names: tuple[Alias, ...] = ()
    native: tuple[Alias, ...] = ()
    wikidata: str = ""
    since: str = ""
    until: str = ""
    overruled: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    cameo: str = ""
    offices: tuple[Office, ...] = ()
    place: str = field(default="", compare=False)

    @property
    def right_forms(self) -> tuple[str, ...]:
        """The forms that stay as they are."""
        return (self.canonical, *self.short)


def variants(aliases: Iterable[Alias], canonical: str, language: str) -> tuple[Alias, ...]:
    """Aliases, each once, without the canonical form of the glossary's language.

    That another language writes it so, too, counts where that language is the target.
    """
    return tuple(dict.fromkeys(a for a in aliases if a.text != canonical or a.lang not in (None, language)))


def merge(earlier: Entry, later: Entry) -> Entry:
    """One entry from two of the same id: the later one's choices win, the forms of both are kept.

    A canonical form that a glossary of higher rank replaces becomes a variant; among equals both are right.
    """
    acronym = later.acronym or earlier.acronym
    overruled = later.rank > earlier.rank and earlier.canonical not in later.right_forms
    rights = dict.fromkeys((*later.short, *(() if overruled else (earlier.canonical,)), *earlier.short))
    short = tuple(f for f in rights if f not in (later.canonical, acronym))
    others = (*later.aliases, *earlier.aliases, *((Alias(earlier.canonical),) if overruled else ()))
    rights_too = (later.canonical, acronym, *short)
    aliases = dict.fromkeys(a for a in others if a.text not in rights_too or a.lang not in (None, later.language))
    acronyms = dict.fromkeys(a for a in (*earlier.acronyms, *later.acronyms) if a.text != acronym)
    if earlier.acronym and earlier.acronym != acronym:
        acronyms[Alias(earlier.acronym)] = None
    return replace(
        later,
        aliases=tuple(aliases),
        short=short,
        acronym=acronym,
        acronyms=tuple(acronyms),
        related=tuple(dict.fromkeys((*earlier.related, *later.related))),
        never=tuple(dict.fromkeys((*earlier.never, *later.never))),
        no_match=tuple(dict.fromkeys((*earlier.no_match, *later.no_match))),
        source=later.source or earlier.source,
        rank=max(earlier.rank, later.rank),
        careful=earlier.careful or later.careful,
        names=_by_language(earlier.names, later.names),
        native=tuple(dict.fromkeys((*later.native, *earlier.native))),
        wikidata=later.wikidata or earlier.wikidata,
        since=later.since or earlier.since,
        until=later.until or earlier.until,
        overruled=_overruled(earlier, later, overruled),
        countries=later.countries or earlier.countries,
        cameo=later.cameo or earlier.cameo,
        offices=tuple(dict.fromkeys((*later.offices, *earlier.offices))),
    )


def _overruled(earlier: Entry, later: Entry, is_overruled: bool) -> tuple[str, ...]:
    """The canonical forms that both have replaced, and perhaps the earlier entry's."""
    forms = dict.fromkeys((*earlier.overruled, *later.overruled, *((earlier.canonical,) if is_overruled else ())))
    return tuple(form for form in forms if form not in later.right_forms)


def _by_language(earlier: tuple[Alias, ...], later: tuple[Alias, ...]) -> tuple[Alias, ...]:
    """The canonical forms of both, one a language: the later entry's choices win."""
    chosen = {name.lang: name for name in (*earlier, *later)}
    return tuple(chosen.values())
