"""What the documents of a folder need to know of each other's names."""

from __future__ import annotations

from typing import NamedTuple

from normalize.evidence.profile import Profile
from normalize.names import rules
from normalize.names.acronym_proofs import FolderAcronyms, folder_acronyms
from normalize.names.form import Form
from normalize.names.index import Index
from normalize.rules import Rule
from normalize.words.fold import fold


class Folder:
    """A folder's profile, read against an index."""

    def __init__(self, profile: Profile, index: Index) -> None:
        self.profile: Profile = profile
        self.acronyms: FolderAcronyms = folder_acronyms(profile, index)
        self._index = index
        self._repairs: dict[str, list[Repair]] = {}

    def repairs_behind(self, prefix: str) -> list[Repair]:
        """The words behind a lower-case prefix that glossaries list as variants, with their right forms.

        Each document may or may not be repaired: a right form counts from the first run on, where its rule reports.
        """
        if prefix not in self._repairs:
            self._repairs[prefix] = [
                Repair(word, form.target, _rule_of(form).code)
                for word in self.profile.compounds_with(prefix)
                for form in self._index.phrases.get(fold(word), ())
                if form.target and form.target.isalpha()
            ]
        return self._repairs[prefix]


class Repair(NamedTuple):
    """A variant, its right form, and the code of the rule that repairs it."""

    variant: str
    right: str
    rule: str


def _rule_of(form: Form) -> Rule:
    return rules.FAMILY if form.role == "family" else rules.JOINT if form.glued else rules.LISTED
