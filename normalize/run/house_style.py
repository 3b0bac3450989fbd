"""House style is shown where it matters: what is written in one way throughout, and rightly, is nobody's fault."""

from __future__ import annotations

from collections.abc import Iterable

from normalize.model import Applicability, Category, Finding
from normalize.names.house_style import CONSISTENT, KEY

_DAMAGE = (Category.NAME_VARIANT, Category.ACRONYM, Category.MT_ARTIFACT)


def relevant(findings: Iterable[Finding]) -> list[Finding]:
    """The findings on one document without those on a house style that it keeps to.

    They stay where the document has other damage to its names or words: there *Kiev* may come from the source, too.
    """
    found = list(findings)
    if any(finding.category in _DAMAGE and finding.applicability is not Applicability.DISPLAY for finding in found):
        return found
    return [finding for finding in found if finding.evidence.get(KEY) != CONSISTENT]
