"""The schema of each data file of the package."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from normalize.errors import DataError
from normalize.storage.schema import (
    Schema,
    anything,
    choice,
    fields,
    integer,
    items,
    mapping,
    number,
    optional,
    text,
    text_or,
)

_TEXTS = items(text)
_LISTS = mapping(_TEXTS)
_MODEL = fields(bias=number, weights=mapping(number))


_WORDING = fields({"means": text, "near": text, "because": choice("grammar"), "ratio": number}, find=text, says=text)
_SHARED = fields({"means": text, "because": choice("grammar"), "ratio": number}, find=text, says=text, languages=text)


# A pattern and the ways to write what it matches (see normalize/names/romanisation/rewriting.py)
_RULES = items(items(text, 2))
_REWRITING = fields(rules=_RULES, letters=mapping(text))


# By path inside the package; ``*`` stands for any name.
SCHEMAS: Mapping[str, Schema] = MappingProxyType(
    {
        "assessment/assess.yaml": fields(spread=number, habits=mapping(fields(mean=number, spread=number))),
        "assessment/cities.yaml": _LISTS,
        "assessment/countries.yaml": fields(
            languages=mapping(fields({"shared": _TEXTS}, countries=_TEXTS, words=_TEXTS)),
        ),
        "assessment/name_endings.yaml": mapping(mapping(number)),
        "assessment/signs.yaml": fields(
            unknown=number,
            human=number,
            probability=number,
            least=number,
            kinds=mapping(fields(each=number, most=number)),
            romance=_TEXTS,
            outlets=_LISTS,
            agencies=_LISTS,
            habits=mapping(items(fields(find=text, languages=text, weight=number, what=text))),
        ),
        "assessment/style.yaml": fields(
            directions=mapping(integer),
            words=_LISTS,
            openers=_TEXTS,
            prepositions=_TEXTS,
            formal_phrases=_TEXTS,
            there_is=_TEXTS,
            function_words=_TEXTS,
            nominal_endings=_TEXTS,
        ),
        "detectors/consistency/prefixes.yaml": _LISTS,
        "detectors/artefacts/data/accents.yaml": _LISTS,
        "detectors/artefacts/data/grammar.yaml": items(items(text, 3, 3)),
        "detectors/artefacts/data/words.yaml": mapping(text),
        "detectors/furniture/agencies.yaml": _LISTS,
        "detectors/furniture/calendar.yaml": _LISTS,
        "detectors/furniture/weights.yaml": mapping(number),
        "detectors/furniture/words.yaml": mapping(_LISTS),
        "detectors/furniture/patterns.yaml": _LISTS,
        "detectors/furniture/phrases.yaml": mapping(mapping(items(text_or(_LISTS)))),
        "detectors/marks/habits.yaml": fields(
            unspaced=text,
            languages=mapping(fields(opening=text, closing=text, either=text, spaced=text, inside=text)),
        ),
        "discovery/discovery.yaml": _LISTS,
        "languages/languages.yaml": fields(
            scripts=_LISTS,
            romanised=_TEXTS,
            quoted=_TEXTS,
            less_written=_TEXTS,
            lists=mapping(text),
            targets=_LISTS,
            unlisted=_TEXTS,
            spans_alone=_TEXTS,
            blocks=mapping(items(items(integer, 2, 2))),
            letters=mapping(text),
            missing=mapping(text),
            particles=_TEXTS,
            frames=mapping(_LISTS),
            contractions=mapping(integer),
        ),
        "languages/function_words.yaml": _LISTS,
        "languages/codes.yaml": _LISTS,
        "languages/romanise.yaml": fields(
            cyrillic=_LISTS,
            uk=_LISTS,
            bg=_LISTS,
            greek=_LISTS,
            indic=_LISTS,
            kana=_LISTS,
            hangul=fields(initials=_TEXTS, vowels=_TEXTS, finals=_TEXTS, linked=_TEXTS, meeting=mapping(text)),
        ),
        "languages/loans.yaml": _LISTS,
        "languages/phrases.yaml": _LISTS,
        "names/inside_another_name_elsewhere.yaml": mapping(_LISTS),
        "names/agreement.yaml": mapping(
            optional(open=mapping(text), gendered=_TEXTS, cases=_TEXTS, suffixes=_TEXTS, endings=_LISTS),
        ),
        "names/alphabets.yaml": mapping(text),
        "names/calibration.yaml": fields(pair=_MODEL, lead=_MODEL),
        "names/countries.yaml": fields(peoples=mapping(_LISTS), languages=_LISTS),
        "names/designators.yaml": fields(same=_LISTS, legal=_TEXTS, place=_TEXTS, forms=_LISTS),
        "names/inside_another_name.yaml": _LISTS,
        "names/offices.yaml": fields(offices=mapping(_TEXTS), whose=_TEXTS, countries=mapping(_TEXTS)),
        "names/headings.yaml": _LISTS,
        "names/person_titles.yaml": _LISTS,
        "names/title_compounds.yaml": _LISTS,
        "report/page/words.yaml": fields(categories=mapping(items(text, 2, 2)), languages=mapping(text)),
        "rates.yaml": fields(words=integer, findings=mapping(integer)),
        "names/glossary/exchange/wikidata_classes.yaml": mapping(mapping(text)),
        "names/romanisation/readers.yaml": mapping(_REWRITING),
        "names/romanisation/writers.yaml": mapping(_REWRITING),
        "names/romanisation/chinese.yaml": fields(
            **dict.fromkeys(("wade-giles", "palladius"), _REWRITING),
            initials=_TEXTS,
            finals=_TEXTS,
            **dict.fromkeys(("palatal", "behind_palatal", "velar", "sibilant"), _TEXTS),
            aspirated=mapping(text),
            postal=_LISTS,
        ),
        "names/romanisation/japanese.yaml": mapping(_REWRITING),
        "names/romanisation/korean.yaml": fields(initials=_LISTS, vowels=_LISTS, finals=_LISTS, families=_LISTS),
        "names/romanisation/letters.yaml": mapping(fields(fillers=_TEXTS, rules=_RULES, letters=mapping(text))),
        "names/romanisation/sisters.yaml": fields(given=mapping(text), uk=_REWRITING, ru=_REWRITING),
        "names/romanisation/unwritten.yaml": _LISTS,
        "names/romanisation/declensions.yaml": mapping(_RULES),
        "names/romanisation/elements.yaml": items(_TEXTS),
        "names/romanisation/given.yaml": mapping(mapping(text)),
        "names/romanisation/given_sisters.yaml": items(_TEXTS),
        "serve/openapi.yaml": fields(
            openapi=text,
            info=mapping(anything),
            servers=items(mapping(text)),
            security=items(mapping(anything)),
            tags=items(mapping(text)),
            paths=mapping(mapping(anything)),
            components=mapping(mapping(anything)),
        ),
        "translate/canary.yaml": items(_LISTS),
        "translate/placeholders.yaml": fields(schemes=_TEXTS, surrogates=_TEXTS, sentences=_LISTS),
        "words/affixes.yaml": mapping(_LISTS),
        "words/sound_distance.yaml": fields(
            consonants=_LISTS, vowels=_LISTS, classes=mapping(text), near=_TEXTS, near_vowels=_TEXTS
        ),
        "words/romanisation.yaml": fields(families=items(fields(letter=text, spellings=_LISTS))),
        "detectors/artefacts/data/wordings/general.yaml": mapping(items(_SHARED)),
        "detectors/artefacts/data/wordings/*": mapping(items(_WORDING)),
    }
)


def schema_of(place: str) -> Schema:
    """The schema of a data file, by its path inside the package; raises DataError where it has none."""
    schema = SCHEMAS.get(place) or SCHEMAS.get(f"{place.rpartition('/')[0]}/*")
    if schema is None:
        raise DataError(f"{place}: a data file without a schema; add one to normalize/storage/schemas.py")
    return schema
