"""All detectors that ship, in the order in which they are called.

Text hygiene comes before all of them: what it repairs is read by none. Names come first, for their repairs decide how
the text will be written, which the consistency of a document is judged by; furniture comes last, for its lines are
whole. Detectors that need a source language wait until all that testify to one have spoken.
"""

from __future__ import annotations

from normalize.detectors.artefacts.articles import Articles, ArticlesBeforeRepaired
from normalize.detectors.artefacts.casing import Casing
from normalize.detectors.artefacts.doubled_subjects import DoubledSubjects
from normalize.detectors.artefacts.doubled_words import DoubledWords
from normalize.detectors.artefacts.elisions import Elisions
from normalize.detectors.artefacts.engine_code import EngineCode
from normalize.detectors.artefacts.glued_words import GluedWords
from normalize.detectors.artefacts.grammar import Grammar
from normalize.detectors.artefacts.hearsay import Hearsay, WokenHearsay
from normalize.detectors.artefacts.inversion_debris import InversionDebris
from normalize.detectors.artefacts.inversions import Inversions
from normalize.detectors.artefacts.joining_capitals import JoiningCapitals
from normalize.detectors.artefacts.literal_names import LiteralPersons, LiteralPlaces
from normalize.detectors.artefacts.lost_accents import LostAccents
from normalize.detectors.artefacts.lost_subjects import LostSubjects
from normalize.detectors.artefacts.lowered_names import LoweredNames
from normalize.detectors.artefacts.missing_articles import MissingArticles
from normalize.detectors.artefacts.missing_plurals import MissingPlurals
from normalize.detectors.artefacts.numbers import Numbers
from normalize.detectors.artefacts.repetitions import RepeatedTitles, SaidTwice
from normalize.detectors.artefacts.stray_letters import StrayLetters
from normalize.detectors.artefacts.stripped_apostrophes import StrippedApostrophes
from normalize.detectors.artefacts.subjectless import Subjectless
from normalize.detectors.artefacts.weekdays import Weekdays
from normalize.detectors.artefacts.wordings import SilentWordings, Wordings
from normalize.detectors.consistency.compounds import Compounds
from normalize.detectors.consistency.figures import Figures
from normalize.detectors.consistency.full_names import FullNames
from normalize.detectors.consistency.misspelt import Misspelt
from normalize.detectors.consistency.quotations import Quotations
from normalize.detectors.consistency.unknown_words import UnknownWords
from normalize.detectors.detector import Detector
from normalize.detectors.foreign.detect import ForeignText
from normalize.detectors.furniture.detect import Furniture
from normalize.detectors.marks.amounts import Amounts
from normalize.detectors.marks.apostrophes import Apostrophes
from normalize.detectors.marks.attributions import Attributions
from normalize.detectors.marks.detect import Marks
from normalize.detectors.marks.doubled_blanks import DoubledBlanks
from normalize.detectors.marks.foreign_marks import ForeignMarks
from normalize.detectors.marks.missing_spaces import MissingSpaces
from normalize.detectors.marks.open_pairs import OpenPairs
from normalize.detectors.marks.sentence_stops import SentenceStops
from normalize.detectors.marks.sequences import Sequences
from normalize.detectors.marks.shapes import SourceQuotes
from normalize.detectors.marks.spaced_signs import SpacedSigns
from normalize.detectors.marks.stray_marks import StrayMarks
from normalize.detectors.names import Acronyms, Names

DETECTORS: tuple[Detector, ...] = (
    Names(),
    Acronyms(),
    ForeignText(),
    Compounds(),
    Misspelt(),
    UnknownWords(),
    FullNames(),
    Figures(),
    Quotations(),
    StrayLetters(),
    GluedWords(),
    InversionDebris(),
    Articles(),
    ArticlesBeforeRepaired(),
    Elisions(),
    DoubledSubjects(),
    DoubledWords(),
    SaidTwice(),
    RepeatedTitles(),
    LostSubjects(),
    Subjectless(),
    Weekdays(),
    Hearsay(),
    LostAccents(),
    Marks(),
    Attributions(),
    SourceQuotes(),
    SpacedSigns(),
    MissingSpaces(),
    SentenceStops(),
    DoubledBlanks(),
    Apostrophes(),
    Amounts(),
    ForeignMarks(),
    Sequences(),
    OpenPairs(),
    StrayMarks(),
    EngineCode(),
    StrippedApostrophes(),
    Numbers(),
    Casing(),
    LoweredNames(),
    JoiningCapitals(),
    Grammar(),
    MissingArticles(),
    MissingPlurals(),
    Inversions(),
    LiteralPersons(),
    Wordings(),
    SilentWordings(),
    LiteralPlaces(),
    WokenHearsay(),
    Furniture(),
)
