"""The data files that ship inside the package: word lists, phrases, tables, all in YAML, each with its schema."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

import yaml

from normalize.errors import DataError
from normalize.storage.schema import Schema, fields, integer, items, mapping, number, text, text_or

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the compiled one, ten times as fast, where it is there

_TEXTS = items(text)
_LISTS = mapping(_TEXTS)
_WORDINGS_OF = mapping(mapping(items(items(text, 3, 4)), frozenset(["strong", "weak"])))

# By folder and name; ``*`` stands for any name.
SCHEMAS: Mapping[str, Schema] = MappingProxyType(
    {
        "assessment/assess.yaml": fields(spread=number, habits=mapping(fields(mean=number, spread=number))),
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
        "consistency/prefixes.yaml": _LISTS,
        "data/accents.yaml": _LISTS,
        "data/words.yaml": mapping(text),
        "furniture/agencies.yaml": _LISTS,
        "furniture/patterns.yaml": mapping(_LISTS),
        "furniture/phrases.yaml": mapping(mapping(items(text_or(_LISTS)))),
        "languages/languages.yaml": fields(
            scripts=_LISTS,
            blocks=mapping(items(items(integer, 2, 2))),
            letters=mapping(text),
            missing=mapping(text),
            particles=_TEXTS,
            works=_LISTS,
            contractions=mapping(integer),
        ),
        "languages/loans.yaml": _LISTS,
        "languages/phrases.yaml": _LISTS,
        "names/calibration.yaml": fields(bias=number, weights=mapping(number)),
        "names/designators.yaml": fields(same=_LISTS, legal=_TEXTS, place=_TEXTS),
        "names/titles.yaml": _LISTS,
        "translate/canary.yaml": items(_LISTS),
        "translate/placeholders.yaml": fields(schemes=_TEXTS, surrogates=_TEXTS, sentences=_LISTS),
        "words/affixes.yaml": mapping(_LISTS),
        "words/romanisation.yaml": fields(families=items(fields(letter=text, spellings=_LISTS))),
        "wordings/general.yaml": mapping(mapping(items(items(text, 4, 4)), frozenset(["strong", "weak"]))),
        "wordings/*": _WORDINGS_OF,
    }
)


def load(package: str, name: str) -> Any:
    """The content of a data file, named with its path inside a package; callers remember it. Raises DataError.

    >>> "honorifics" in load("normalize.names", "titles.yaml")
    True
    """
    folder, _, last = f"{package.replace('.', '/')}/{name}".rpartition("/")
    return read(files(package).joinpath(name), f"{folder.rpartition('/')[2]}/{last}")


def read(path: Traversable, name: str) -> Any:
    """The content of a YAML file that has the schema of ``name`` (its folder and name). Raises DataError."""
    schema = SCHEMAS.get(name) or SCHEMAS.get(f"{name.partition('/')[0]}/*")
    if schema is None:
        raise DataError(f"{name}: a data file without a schema; add one to normalize/storage/datafiles.py")
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506  a safe loader
    except yaml.YAMLError as error:
        raise DataError(f"{name}: {' '.join(str(error).split())}") from error
    schema(content, name)
    return content
