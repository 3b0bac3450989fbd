"""Count every wording in human and in machine-translated English, by source language.

    python benchmarks/wordings.py TEXTS.jsonl[.gz]... [--seen] > counts.tsv

TEXTS have one sentence an object, with ``set`` (``human…`` for human English, else a kind of system), ``lang`` (of the
source), ``docid``, perhaps ``system`` and ``src_set``, and ``text``; ``free_text.py`` gathers some whose licences let
the ratios ship in ``data/wordings/``. Counts in other text decide what is dropped, and stay in this table.

A row holds the entry, how often it occurs in human text and in machine text, and the *ratio* of the two rates, each
with half an occurrence added so that what was never seen has a ratio, too (Laplace). An entry is worth showing from a
ratio of 3 on, where it was seen; one that was never seen needs a rule of English grammar that excludes it.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from normalize.detectors.artefacts.wording_lists import SHOWN, SILENT, Entry, entries, occurring, wordings
from normalize.text.tokens import Tokens, tokenize

ADDED = 0.5
Counts = dict[Entry, Counter[tuple[str, str]]]  # of an entry, by set and source language


def documents(paths: Iterable[Path]) -> Iterator[tuple[str, str, str]]:
    """Each document: ``human`` or ``machine``, its source language, its text."""
    for path in paths:
        groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        data = path.read_bytes()
        for line in (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines():
            row = json.loads(line)
            key = (row["set"], row["lang"], row.get("src_set", ""), row["docid"], row.get("system", ""))
            groups[key].append(row["text"])
        for (kind, lang, *_), sentences in groups.items():
            yield "human" if kind.startswith("human") else "machine", lang, "\n".join(sentences)


def entries_in(tokens: Tokens) -> Iterator[Entry]:
    """The entries that occur in a text, once an occurrence."""
    for kind in (SHOWN, SILENT):
        listed = wordings(kind)
        at = [i for i, word in enumerate(tokens.words) if word.lower() in listed.words]
        yield from (entry for _, entry in occurring(listed, tokens, at))


def count(paths: Iterable[Path]) -> tuple[Counter[tuple[str, str]], Counts]:
    """How many words each set has, and how often each entry occurs in it."""
    words: Counter[tuple[str, str]] = Counter()
    counts: Counts = defaultdict(Counter)
    for kind, lang, text in documents(paths):
        tokens = tokenize(text)
        words[kind, lang] += len(tokens.words)
        for entry in entries_in(tokens):
            counts[entry][kind, lang] += 1
    return words, counts


def of(kind: str, counts: Counter[tuple[str, str]]) -> int:
    return sum(count for (found, _), count in counts.items() if found == kind)


def ratio(counts: Counter[tuple[str, str]], words: Counter[tuple[str, str]]) -> float:
    """How many times as often an entry occurs in machine text as in human text."""
    rates = [(of(kind, counts) + ADDED) / max(1, of(kind, words)) for kind in ("machine", "human")]
    return rates[0] / rates[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--seen", action="store_true", help="only the entries that occur")
    arguments = parser.parse_args()
    words, counts = count(arguments.texts)
    out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    out.writerow(["reason", "kind", "languages", "pattern", "human", "machine", "ratio", "machine by language"])
    for entry in entries():
        found = counts.get(entry, Counter())
        if found or not arguments.seen:
            by_language = " ".join(f"{lang}:{n}" for (kind, lang), n in sorted(found.items()) if kind == "machine")
            numbers = of("human", found), of("machine", found), round(ratio(found, words), 1)
            reason = entry.because or "silent"
            out.writerow([reason, entry.kind, " ".join(entry.languages), entry.pattern, *numbers, by_language])
    print(f"{of('human', words)} words of human text, {of('machine', words)} by machine", file=sys.stderr)


if __name__ == "__main__":
    main()
