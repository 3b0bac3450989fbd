"""Code of engines in prose: placeholders that nobody filled, rules of dictionaries, objects that were printed.

``%s``, ``{{name}}``, ``[object Object]`` and ``|*.gro|All`` are no words. A text that is about code has them in code
spans or together with other code, and is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalize.detectors.detector import Detector
from normalize.evidence.reading import Reading
from normalize.model import Category, Finding
from normalize.rules import Rule, declare
from normalize.text.pattern import pattern

CODE = declare(
    Rule(
        "Q287",
        "engine-code",
        Category.MT_ARTIFACT,
        "Code of an engine in prose: a placeholder that nobody filled, an escape, a file filter.",
        "A word is missing there, and what stands there instead is found by no search.",
        "display",
        ("The number of tickets is %s for each visitor to {{city}}.", "(reported; nothing is changed)"),
        "Write `%s` for a string; shares fell 5% so far.",
    )
)
_CODE = pattern(
    r"(?<![\w%])%(?:[0-9]\$)?[sd](?!\w)"  # printf
    r"|\{\{ ?[\w.| -]{1,40} ?\}\}|\$\{[\w.]{1,40}\}|<%= ?[\w.]{1,40} ?%>"  # templates
    r"|\[object Object\]"
    r"|\\u[0-9a-fA-F]{4}"  # an escape that nobody read
    r"|\[/?(?:caption|gallery|embed|shortcode|vc_row|vc_column|et_pb_\w+)\b[^\]\n]{0,200}\]"  # WordPress
    r"|\|?\*\.[a-z*]{1,4}(?:[|;]\w*)+"  # file filters
    r"|(?<=\w)\|\*?\w+\|(?=\w)"
)
_SIGNS = pattern(r"%|\{\{|\$\{|<%|\[o|\\u?|\[/?\Z|\|")
_FENCES = ("```", "();", "printf", "</", "==", "#include", "import ", "function ")
_MOST = 12  # of them in a text: what has more is about code
_SCORE = 0.7


class EngineCode(Detector):
    """Code in prose."""

    rules = (CODE,)

    def wants_separator(self, separator: str) -> bool:
        """Whether a separator may be a part of such code."""
        return separator not in ("%", "% ", "%.", "%, ") and _SIGNS.search(separator) is not None

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document that is not about code."""
        text = reading.text
        if not reading.at_separators(self) or any(sign in text for sign in _FENCES):
            return
        found = list(_CODE.finditer(text))
        if len(found) <= _MOST:
            for match in found:
                why = f"“{match[0]}” is code of an engine: something is missing here"
                yield from reading.report(*match.span(), CODE, why, score=_SCORE)
