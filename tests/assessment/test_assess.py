"""The assessment of a document: its damage, its wording, and both together."""

from __future__ import annotations

import pickle

import pytest

from normalize import Applicability, Category, Finding, Normalizer
from normalize.assessment.score import assess, reference, wording
from normalize.assessment.style import directions
from normalize.model import LanguageSpan
from normalize.text.tokens import tokenize

PLAIN = "word " * 400  # what scores is asserted against this
LIVELY = (
    "Shopkeepers along Mill Street say they're fed up with a town council that can't fix its own drains. Floods shut "
    'down half a dozen stores last week while repair crews were off on a training day. "We got a call at six and the '
    'cellar was already knee-deep," said baker Ann Fell, whose family-run shop lost its ovens. Council leader Tom Reed '
    "wouldn't rule out a payout, though he said the town's budget won't stretch to a new pumping station until next "
    "year. A petition calling for his resignation drew 900 signatures overnight. Rain is due back on Friday. Fell "
    "isn't waiting around: she has hired a pump, stacked up sandbags and moved her mixer upstairs."
)
STIFF = (
    "According to the information of the administration of the city, the restoration of the drainage system of the "
    "street will be completed in the spring of the next year. In addition, the head of the administration noted that "
    "the allocation of the funds for the construction of the station is provided in the budget. In the course of the "
    "inspection, it was established that the condition of the pumps is unsatisfactory. At the same time, this question "
    "is currently under the consideration of the commission. However, the residents of the street are dissatisfied "
    "with the actions of the authorities. In this regard, a collection of signatures was organized in the city. On "
    "Friday, the inhabitants of the houses on the street were informed of the possibility of the evacuation."
)


def finding(
    category: Category = Category.NAME_VARIANT,
    lang: str | None = "fr",
    applicability: Applicability = Applicability.UNSAFE,
    text: str = "y",
) -> Finding:
    return Finding(0, 1, text, "N301", category, "", applicability, "x", lang=lang)


def damage(count: int, words: int) -> float:
    """The score of so many different findings in a text that is not judged by its wording."""
    return assess("word " * words, [finding(text=str(i)) for i in range(count)], target="fr").score


def test_nothing_to_tell_from():
    for text in ("", "A calm day.", "?!", "\n"):
        assert assess(text, []).score == 0
    assert assess("", []).source_language is None


def test_eight_in_a_thousand_words_are_a_half():
    assert damage(8, 1000) == pytest.approx(0.5)


def test_more_damage_more_score_below_1():
    scores = [damage(n, 400) for n in range(0, 200, 20)]
    assert scores == sorted(set(scores))
    assert scores[-1] < 1


def test_longer_texts_with_the_same_damage_score_less():
    assert damage(1, 100) > damage(1, 1000)


def test_very_short_texts_count_as_a_hundred_words():
    assert damage(1, 3) == damage(1, 100)


def test_artefacts_weigh_more_than_names_and_these_more_than_mere_variants():
    artefact, foreign, mere = (
        assess(PLAIN, [found], target="fr").score
        for found in (finding(Category.MT_ARTIFACT), finding(), finding(lang=None))
    )
    assert artefact > foreign > mere > 0


@pytest.mark.parametrize("category", [Category.FOREIGN, Category.BOILERPLATE])
def test_what_tells_nothing_counts_nothing(category):
    assert assess(PLAIN, [finding(category, "fr")]) == assess(PLAIN, [])


def test_what_is_only_shown_counts_nothing():
    assert assess(PLAIN, [finding(applicability=Applicability.DISPLAY)], target="fr").score == 0


def test_what_is_only_shown_counts_half_where_it_speaks_for_the_source_language():
    shown, unsafe = (
        [
            *(finding(applicability=a, text=form) for form in ("Poutine", "Kouleba", "Panchir")),
            finding(Category.ACRONYM, applicability=a, text="PAM"),
        ]
        for a in (Applicability.DISPLAY, Applicability.UNSAFE)
    )
    assert 0 < assess(PLAIN, shown, target="it").score < assess(PLAIN, unsafe, target="it").score
    assert assess(PLAIN, shown, target="it").findings == tuple(shown)


def test_a_form_that_is_wrong_throughout_counts_once():
    assert assess(PLAIN, [finding()] * 9, target="fr").score == assess(PLAIN, [finding()], target="fr").score


def test_the_language_that_shines_through_most():
    names = [finding(lang="fr", text=form) for form in ("Poutine", "Kouleba", "Panchir")]
    found = [*names, finding(Category.ACRONYM, text="PAM"), finding(lang="de")]
    assert assess(PLAIN, found).source_language == "fr"
    assert assess(PLAIN, names).source_language is None, "one kind of sign"
    assert assess(PLAIN, found).findings == tuple(found)
    assert {sign.kind for sign in assess(PLAIN, found).signs} == {"spelling", "acronym"}


def test_wording_alone_tells_stiff_prose_from_lively_prose():
    assert assess(LIVELY, []).score < 0.1
    assert assess(STIFF, []).score > 0.9


def test_damage_adds_to_wording():
    assert assess(STIFF, []).score < assess(STIFF, [finding()]).score < 1
    assert assess(LIVELY, []).score < assess(LIVELY, [finding()]).score


def test_the_score_says_what_it_is_made_of():
    told = assess(STIFF, [finding()])
    assert told.score == pytest.approx(1 - (1 - told.wording) * (1 - told.damage), abs=1e-3)
    assert {name for name, _ in told.habits} == set(directions())
    assert told.habits[0][1] > 1 > told.habits[-1][1]
    assert assess(STIFF, [], target="fr").habits == ()


def test_a_few_words_tell_nothing_and_more_of_them_ever_more():
    words = STIFF.split()
    assert wording(tokenize(" ".join(words[:20]))) == 0
    assert 0 < wording(tokenize(" ".join(words[:40]))) < wording(tokenize(" ".join(words[:70])))


def test_wording_is_judged_in_english_only():
    assert assess(STIFF, [], target="fr").score == 0


@pytest.mark.parametrize("kind", ["foreign", "furniture"])
def test_the_wording_of_foreign_spans_and_furniture_is_left_out(kind):
    other = "Los vecinos de la calle no saben de las obras. " * 5
    text = f"{LIVELY}\n{other}\n{STIFF}"
    start, end = len(LIVELY) + 1, len(LIVELY) + 1 + len(other)
    if kind == "foreign":
        found = assess(text, [], [LanguageSpan(start, end, "es", 1.0)])
    else:
        lines = [(start, start + 20), (start + 10, end), (start + 12, start + 15)]
        found = assess(text, [Finding(a, b, text[a:b], "W601", Category.BOILERPLATE, "") for a, b in lines])
    assert found == assess(f"{LIVELY}\n\n\n{STIFF}", []) != assess(text, [])


def test_the_reference_has_every_habit():
    assert reference().habits.keys() == directions().keys()
    assert set(directions().values()) == {1, -1}
    assert all(spread > 0 for _, spread in reference().habits.values())
    assert reference().total({name: mean for name, (mean, _) in reference().habits.items()}) == 0


def test_a_result_works_it_out_when_asked_and_survives_pickling():
    normalizer = Normalizer(glossaries=["afghanistan"])
    result = normalizer.normalize(STIFF)
    assert "translation" not in vars(result), "a run that does not look at it pays nothing"
    assert pickle.loads(pickle.dumps(result)).translation == result.translation == normalizer.assess(STIFF)
    assert pickle.loads(pickle.dumps(result)) == result


def test_a_run_does_not_assess_unless_it_is_asked(monkeypatch):
    asked = []
    monkeypatch.setattr("normalize.run.pipeline.assess", lambda *about: asked.append(about))
    result = Normalizer(glossaries=["none"]).normalize("On Monday the Turkey declares a holiday.")
    assert result.edits
    assert asked == []
    _ = result.translation
    assert len(asked) == 1
