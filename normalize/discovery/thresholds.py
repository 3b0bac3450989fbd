"""Every threshold by which discovery decides, each once.

Likeness is that of the linker of columns: a logit of its model of pairs (normalize/names/calibration.yaml, fitted on
lists of persons, places and companies); sounds and frequencies have the bands of normalize/names/thresholds.py. The
other signals are weighed in the same unit (what halves the odds that two names are two entities weighs 0.7). Where a
line below names no measurement, its number is a judgement: set by hand, and kept as long as nine of ten clusters that
are drawn from news and read are right, not fitted to any list.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Discovery:
    """Bands of the sum of all signals, and of single ones."""

    same: float = 3.0  # one entity: of pairs in news that was read with so much, nearly all were
    near: float = 1.5  # told of as near, and kept apart
    word: float = 0.6  # least likeness of two words that are counterparts: a quick look before the likeness of names
    worth: float = -1.5  # of likeness alone: worth a look at the documents
    least_likeness: float = -0.5  # of likeness where no language has the form
    most_likeness: float = 5.0  # what likeness may count for at most
    margin: float = 1.0  # least lead of an entity over another one
    linked: float = 0.55  # least likeness of any two members of a cluster
    frames: int = 3  # frames in common that count, each once (judgement)
    few_letters: int = 5  # names that are near to too many others (judgement)
    often: int = 5  # mentions from which a form is no slip (judgement)
    ratio: int = 4  # times as often: a form and its slips (judgement)
    elsewhere: float = 1e-6  # share of the words of a language from which a form is established there: zipf 3
    reach: int = 200  # words between two forms that one passage has: an article's length
    everyday: float = 4.0  # zipf frequency of a word that is one although the corpus has it with a capital alone


DISCOVERY = Discovery()
