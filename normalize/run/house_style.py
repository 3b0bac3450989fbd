"""House style is shown where it matters: what is written in one way throughout, and rightly, is nobody's fault."""

from __future__ import annotations

from collections.abc import Iterable

from normalize.model import Applicability, Category, Finding
from normalize.names.applicability.table import is_house_style
from normalize.names.house_style import CONSISTENT, KEY

_DAMAGE = (Category.NAME_VARIANT, Category.ACRONYM, Category.MT_ARTIFACT)


def relevant(findings: Iterable[Finding]) -> list[Finding]:
    """The findings on one document without those on a house style that it keeps to.

    They stay where the document has other damage to its names or words: there *Kiev* may come from the source, too.
    What a person accepted stays, and is no damage.
    """
    found = list(findings)
    if any(_is_damage(finding) for finding in found):
        return found
    return [finding for finding in found if finding.evidence.get(KEY) != CONSISTENT or _is_to_be_made(finding)]


def _is_damage(finding: Finding) -> bool:
    if finding.category not in _DAMAGE or finding.applicability is Applicability.DISPLAY:
        return False
    return finding.judgement is None or not is_house_style(finding)


def _is_to_be_made(finding: Finding) -> bool:
    return finding.judgement is not None and finding.applicability is not Applicability.DISPLAY
