"""Words of every script are cut whole."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from normalize.text.marks import MARKS
from normalize.text.tokens import tokenize


@pytest.mark.parametrize(
    "words",
    [
        ["नई", "योजना", "और", "हिन्दी"],
        ["নতুন", "যোগাযোগ", "বাংলাদেশ"],
        ["ภาษาไทย", "ผู้ว่าการ"],
        ["தமிழ்", "செய்திகள்"],
        ["မြန်မာ", "သတင်း"],
        ["ភាសាខ្មែរ", "ព័ត៌មាន"],
        ["ಕನ್ನಡ", "తెలుగు", "മലയാളം", "සිංහල"],
        ["می\u200cخواهم", "مُدَرِّس"],
        ["e\u0301te\u0301", "İzmir"],
    ],
)
def test_no_word_is_cut_at_a_vowel_sign(words):
    assert tokenize(" ".join(words)).words == words


def test_the_marks_are_those_of_unicode():
    """A newer Python may know more marks, never fewer."""
    known = re.compile(f"[{MARKS}]")
    assigned = [ch for ch in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(ch) != "Cn"]
    wrong = [ch for ch in assigned if (known.match(ch) is not None) != (unicodedata.category(ch)[0] == "M")]
    if unicodedata.unidata_version == "14.0.0":
        assert wrong == []
    assert all(unicodedata.category(ch)[0] == "M" for ch in wrong)
