"""Texts that were made to take long: does the time grow faster than the text?

``python tests/attack/shapes.py --sizes 0.25 0.5 1 2``. Each shape is a text of so many megabytes, as one document,
worked on by a process of its own with all rules and glossaries. Printed are processor seconds for a megabyte at each
size, the largest ratio of the time to that of half the text, and memory. *News* are the samples in ``corpus/``, again
and again: compare the others with them, for machines differ. The exit status is 1 where a ratio is over 2.4
(``--most``), or a process dies.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from string import ascii_lowercase

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1] / "support")]

from normalize import Normalizer

ROOT = Path(__file__).parents[2]
MB = 1_000_000
_MOST = 2.4  # ratio of times for twice the text
_LEAST = 0.1  # seconds below which a ratio says nothing

Shape = Callable[[int], str]
Chance = random.Random

# One unit, again and again.
# fmt: off
UNITS = (
    '"', "' ", "“ ", "a” ", "(", "(b) ", "[{(<", "“a ‘b ’c ” ", "a-", "A-", "- ", "_", "a_", "* ", "# ", "> ", "| a ",
    "1. ", ".", ". ", "A. ", "U.S.", "!?", " ,", ";:", "…", "… ", "—", "a/", "//", "&", "&amp;", "&#", "<",
    "<a href=", "</p>", "![](", "[a](", "`", "```\n", "~~~ a\n", "$a ", "\\", "@", "a@", "a.b@c.d ", "#a ",
    "https://a.b/c?d=e ", "www.", "a.co.uk ", "C:\\a\\", "a", "A", "a ", "A ", "aBcD", "the ", "The ", "THE ",
    "he he ", "not not ", "Panjshir ", "Panchir ", "Kiev, Kyiv, ", "NRF (FNR) ", "National Resistance Front (FNR) ",
    "the Turkey declares ", "“x,” a- he said. ", "P a n j ", "t he s aid ", "l'", "d'Italie l'Iran ", "'s ", "1",
    "1,", "1.2,3 ", "1.000,50 € ", "12 May 2021 ", "12:30 ", "5km ", "35 s ", "\n", "\r\n", "\r", " \n", "a b\n",
    "a\n\n", "\x0c", "\u2028", "\x85", "\t", " ", "\xa0", "Share\n", "Read more\n", "photo.jpg\n", "(AFP)\nReuters\n",
    "a\xad", "a\u200b", "\u202e\u202c", "e\u0301", "\u0301", "\x00", "\ufeff", "caf� ", "Ã©â€™ ", "ÃƒÂ©", "👨\u200d",
    "🇺🇦", "раураl ", "aбc", "x\ud800", "мир ", "世界", "عالم ", "한국 ", "ไทย", "le président a dit que ",
    "El presidente dijo que sí.\n", "“Il a dit oui” he said. ", "said dijo a dit sagte ",
)
# fmt: on


def _word(chance: Chance, size: int = 7) -> str:
    return "".join(chance.choices(ascii_lowercase, k=size))


def _near(chance: Chance, word: str) -> str:
    """A word with one or two letters changed, added or lost behind its first."""
    letters = list(word)
    for _ in range(chance.choice((1, 1, 2))):
        at, what = chance.randrange(1, len(letters)), chance.randrange(3)
        letters[at : at + (what > 0)] = [chance.choice(ascii_lowercase)] * (what < 2)
    return "".join(letters)


def _initials(chance: Chance) -> str:
    words = [_word(chance).capitalize() for _ in range(3)]
    letters = "".join(word[0] for word in words)
    return f"{' '.join(words)} ({letters[::-1]}) said {letters}. "


_SMALL = ("der", "und", "nicht", "que", "les", "pour", "della", "gli", "het", "een", "ve", "bir", "nie", "jest", "the")

# Pieces that differ, one behind the other: near to names, to words, to each other, and to nothing.
PIECES: Mapping[str, Callable[[Chance], str]] = {
    "new words": lambda c: f"{_word(c)} ",
    "new capitals": lambda c: f"{_word(c).capitalize()} ",
    "new capitals with digits": lambda c: f"{_word(c, 6).capitalize()}{c.randrange(10)} ",
    "new words in capitals": lambda c: f"{_word(c).upper()} ",
    "new words without blanks": _word,
    "new CamelCase without blanks": lambda c: _word(c).capitalize(),
    "new ideographs": lambda c: chr(c.randrange(0x4E00, 0x9FFF)),
    "new Cyrillic words": lambda c: "".join(chr(c.randrange(0x430, 0x450)) for _ in range(7)) + " ",
    "new Arabic words": lambda c: "".join(chr(c.randrange(0x628, 0x64A)) for _ in range(6)) + " ",
    "new lines": lambda c: f"{_word(c)}\n",
    "new words with hyphens": lambda c: f"{_word(c)}-",
    "new compounds": lambda c: f"{_word(c, 4)}-{_word(c).capitalize()} ",
    "new e-mail addresses": lambda c: f"{_word(c)}@{_word(c)}.com ",
    "new addresses": lambda c: f"https://{_word(c)}.com/{_word(c)} ",
    "new hashtags": lambda c: f"#{_word(c).capitalize()} ",
    "new sentences of one name": lambda c: f"The {_word(c).capitalize()} said. ",
    "near one place": lambda c: f"{_near(c, 'Panjshir')} ",
    "near one place in sentences": lambda c: f"He said {_near(c, 'Mariupol')} fell. ",
    "near one surname": lambda c: f"Ahmad Shah {_near(c, 'Massoud')} and ",
    "near both names": lambda c: f"{_near(c, 'Volodymyr')} {_near(c, 'Zelensky')} said ",
    "new names with one surname": lambda c: f"{_word(c).capitalize()} Massoud said ",
    "one given name with new surnames": lambda c: f"Mohammad {_word(c).capitalize()} said ",
    "near a country with the": lambda c: f"the {_near(c, 'Turkey')} declares ",
    "near a name behind a prefix": lambda c: f"anti-{_near(c, 'Taliban')} ",
    "near a name behind many prefixes": lambda c: f"{c.choice(('anti', 'pro', 'non', 'ex'))}-{_near(c, 'Russian')} ",
    "near a word": lambda c: f"{_near(c, 'government')} ",
    "near a word in headlines": lambda c: f"The {_near(c, 'Government')} Says It Will {_near(c, 'Resign')}\n",
    "near each other": lambda c: f"{_near(c, 'Zwilkurman')} and {_near(c, 'Zwilkurman')} ",
    "near a foreign word": lambda c: f"le {_near(c, 'président')} a dit ",
    "acronyms": lambda c: f"({(word := _word(c, 3).upper())}) {word} ",
    "acronyms of four": lambda c: f"{_word(c, 4).upper()} said ",
    "long forms in another order": _initials,
    "one acronym with new long forms": lambda c: f"{_word(c).capitalize()} {_word(c).capitalize()} Front (FNR) ",
    "quotation marks": lambda c: c.choice("“”‘’\"'«»a"),
    "quotation marks and words": lambda c: f"{c.choice('“”‘’«»')}{_word(c, 3)} ",
    "brackets": lambda c: c.choice("()[]{}<>a"),
    "marks": lambda c: c.choice(".,;:!?…-–—/ a"),
    "backticks": lambda c: "`" * c.randrange(1, 9) + "a",
    "nearly the same quotation": lambda c: f"“We will {_word(c, 2)} give up {_word(c, 2)} land to them,” he said. ",
    "numbers": lambda c: f"Kherson {c.randrange(10**6):,} dead\n",
    "numbers alike": lambda c: f"Losses: {123_456 + c.randrange(100)} men\n",
    "numbers in two forms": lambda c: f"{c.randrange(10**6):,} or {c.randrange(10**6):,} dead. ".replace(
        ",", c.choice(",.")
    ),
    "words of many languages": lambda c: f"{c.choice(_SMALL)} ",
    "words of many scripts": lambda c: c.choice(("мир ", "world ", "عالم ", "世界", "κόσμος ", "한국 ")),
    "glued words": lambda c: (
        c.choice(("government", "president", "army")) + c.choice(("minister", "people", "state")) + " "
    ),
    "unseen signs": lambda c: c.choice("\u200b\u200c\u200d\u2060\xad\u200e\u202a\u202ca b"),
    "controls": lambda c: chr(c.choice((0, 1, 7, 8, 27, 0x80, 0x9B, 0x41, 0x20))),
    "lines of two sites": lambda c: c.choice(
        ("Share\n", "Leer más\n", "12\n", "By John\n", "Read more\n", "He said so.\n")
    ),
    "depths of quotation": lambda c: "“‘" * c.randrange(1, 5) + "a" + "’”" * c.randrange(1, 5) + " ",
    "markdown": lambda c: c.choice(("**", "_", "[a](b) ", "# ", "> ", "- ", "| a ", "`b` ", "\n", "c ")),
    "HTML": lambda c: c.choice(("<p>", "</p>", "<b", ">", "&lt;", "&amp;amp;", "&#8217;", "a ")),
}


def _repeated(unit: str) -> Shape:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _joined(piece: Callable[[Chance], str]) -> Shape:
    def text(size: int) -> str:
        chance, found, length = Chance(5), list[str](), 0
        while length < size:
            found.append(piece(chance))
            length += len(found[-1])
        return "".join(found)[:size]

    return text


def _news(size: int) -> str:
    samples = "\n".join(
        path.read_text(encoding="utf-8", errors="ignore") for path in sorted((ROOT / "corpus").rglob("*.txt"))
    )
    return _repeated(samples)(size)


SHAPES: Mapping[str, Shape] = {
    "news": _news,
    "news in one line": lambda size: _news(size).replace("\n", " "),
    "one word": lambda size: "a" * size,
    "one link": lambda size: ("https://a.b/" + "(" * size)[:size],
    "marks on one letter": lambda size: ("a" + "\u0301" * size)[:size],
    "quotations in each other": lambda size: "“" * (size // 2) + "”" * (size // 2),
    "brackets in each other": lambda size: "(a " * (size // 5) + "b)" * (size // 5),
    "escapes in each other": lambda size: ("&" + "amp;" * (size // 4))[:size],
    **{repr(unit)[1:-1]: _repeated(unit) for unit in UNITS},
    **{name: _joined(piece) for name, piece in PIECES.items()},
}


def seconds(normalizer: Normalizer, text: str) -> float | None:
    """What a text takes in a process of its own; None where that dies."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        began = time.process_time()
        normalizer.normalize(text)
        os.write(writing, repr(time.process_time() - began).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read()
    os.waitpid(pid, 0)
    return float(said) if said else None


def measured(normalizer: Normalizer, sizes: list[float], names: list[str]) -> Iterator[tuple[str, list[float | None]]]:
    """Each shape with its times at each size."""
    for name in names:
        yield name, [seconds(normalizer, SHAPES[name](int(size * MB))) for size in sizes]


def _line(name: str, sizes: list[float], times: list[float | None], most: float) -> tuple[str, bool]:
    """What is printed of a shape, and whether it is as it should be."""
    if None in times:
        return f"{name:36} died", False
    taken = [one for one in times if one is not None]
    ratios = [
        (after / before) * (2 * small / large)
        for before, after, small, large in zip(taken, taken[1:], sizes, sizes[1:], strict=False)
        if before >= _LEAST
    ]
    each = " ".join(f"{one / size:7.2f}" for one, size in zip(taken, sizes, strict=True))
    worst = max(ratios, default=0.0)
    return f"{name:36} {each}   {worst or '':{'.2f' if worst else ''}}", worst <= most


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=float, nargs="+", default=[0.25, 0.5, 1, 2], help="MB")
    parser.add_argument("--most", type=float, default=_MOST)
    parser.add_argument("--only", nargs="*", choices=sorted(SHAPES), metavar="SHAPE")
    asked = parser.parse_args()
    normalizer = Normalizer()
    normalizer.normalize(_news(20_000))
    print(f"{len(asked.only or SHAPES)} shapes; processor seconds for a MB at {asked.sizes} MB; the largest ratio")
    failed = []
    for name, times in measured(normalizer, asked.sizes, asked.only or [*SHAPES]):
        told, good = _line(name, asked.sizes, times, asked.most)
        failed += [] if good else [name]
        print(told, "" if good else "  FAILED", flush=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{len(failed)} failed; the largest process took {peak:.0f} MB")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
