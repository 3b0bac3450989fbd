"""A pickled normalizer is its settings: small, and the same bytes in every process."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys

import pytest

from normalize import Normalizer
from normalize.evidence.profile import survey

TEXT = "Fighting in Panchir; Konduz was calm."
SMALL = 1000  # bytes
PICKLE = """
import pickle, sys
from pathlib import Path
from normalize import Normalizer
n = Normalizer(["afghanistan", Path("afghanistan")], select=["N", "Q"], hygiene={"T501": "off", "T506": "display"})
if sys.argv[1] == "used":
    n.normalize("Fighting in Panchir; Konduz was calm. Les forces sont entrées dans la ville.")
    n.link("Panchir")
sys.stdout.buffer.write(pickle.dumps(n))
"""


def _pickled(seed: str, how: str) -> bytes:
    env = os.environ | {"PYTHONHASHSEED": seed}
    return subprocess.run([sys.executable, "-c", PICKLE, how], env=env, check=True, capture_output=True).stdout


def test_the_bytes_are_the_same_whatever_the_hash_seed_and_what_was_done_before():
    first = _pickled("1", "new")
    assert first == _pickled("2", "used")
    assert len(first) < SMALL
    assert pickle.loads(first).normalize(TEXT).text == "Fighting in Panjshir; Konduz was calm."


@pytest.mark.parametrize("profile", [None, survey("Panchir and Panjshir. Panjshir.")])
def test_a_copy_is_made_from_what_was_given(profile):
    n = Normalizer(glossaries=["afghanistan"], profile=profile, unsafe=True)
    copy = pickle.loads(pickle.dumps(n))
    assert copy.normalize(TEXT) == n.normalize(TEXT)
    assert copy.link("Panchir") == n.link("Panchir")
    assert (copy.folder is None) == (profile is None)
