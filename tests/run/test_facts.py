"""What documents asked of their folder, noted and put again."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

import pytest

import normalize.detectors
import normalize.names
from normalize.evidence.around import Around, Noted, Question
from normalize.evidence.profile import Profile, survey
from normalize.io.jsonlines import dump, parse
from normalize.names.acronym_definitions import ATTESTS
from normalize.names.folder import Folder
from normalize.names.index import Index
from normalize.run import facts

INDEX = Index(())
TOLD = "The National Front (NF) met in Kabul."


def asked(profile: Profile, question: Question[..., Any], *arguments: str) -> Noted:
    """What is noted of a document that asks one question."""
    noted: Noted = {}
    Around(Folder(profile, INDEX), "en", noted).ask(question, *arguments)
    return noted


def answers(profile: Profile) -> facts.Answers:
    """The answers of a folder."""
    return facts.Answers(Around(Folder(profile, INDEX), "en"))


@pytest.mark.parametrize(("before", "after"), [("", TOLD), (TOLD, "")])
def test_an_answer_that_differs_is_told(before: str, after: str) -> None:
    noted = parse(dump(facts.facts_of(asked(survey(before), ATTESTS, "NF", "National Front"))))
    assert answers(survey(before)).differing(noted) is None
    assert answers(survey(before + "\nAnother line.")).differing(noted) is None
    assert answers(survey(after)).differing(noted) == "whether another document spells NF out as “National Front”"


def test_the_whole_profile_is_a_fact_of_who_looks_at_it() -> None:
    noted: Noted = {}
    assert Around(Folder(survey(TOLD), INDEX), "en", noted).profile.words["Kabul"] == 1
    said = parse(dump(facts.facts_of(noted)))
    assert answers(survey(TOLD)).differing(said) is None
    assert answers(survey(TOLD + " So.")).differing(said) == "the counts over the folder"


def test_a_question_of_another_package_cannot_be_put_again() -> None:
    own: Question[[str], int] = Question("own", "{0}", lambda around, form: around.folder.profile.words[form], 0)
    said = parse(dump(facts.facts_of(asked(survey(TOLD), own, "Kabul"))))
    with pytest.raises(ValueError, match="own"):
        answers(survey(TOLD)).differing(said)


def test_every_question_of_the_package_can_be_put_again() -> None:
    found = set()
    for package in (normalize.detectors, normalize.names):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            named = vars(import_module(module.name)).values()
            found |= {value for value in named if isinstance(value, Question)}
    assert len(found) > 10
    assert {question.name for question in found} <= facts._QUESTIONS.keys()
    assert all(facts._QUESTIONS[question.name] is question for question in found)
