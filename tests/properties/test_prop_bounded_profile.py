"""A profile beyond its limit: bounds that hold, in whatever order it was merged, and never a safe edit more."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from name_grammar import desk, texts

from normalize import Document
from normalize.evidence.profile import Profile, survey
from normalize.evidence.rest import SHARES
from normalize.model import Applicability
from normalize.run import pipeline, prepare

DESK = desk(furniture="drop")
LIMITS = st.integers(1, 60)


def bounded(parts, limit: int) -> Profile:
    total = Profile(limit=limit)
    for part in parts:
        total.add(part)
    return total


@given(st.lists(texts.map(survey), max_size=5), LIMITS, st.randoms(use_true_random=False))
def test_no_order_of_merging_makes_a_difference(parts, limit, random):
    total = bounded(parts, limit)
    shuffled = random.sample(parts, len(parts))
    cut = random.randint(0, len(parts))
    tree = bounded([bounded(shuffled[:cut], limit), bounded(shuffled[cut:], limit)], limit)
    assert tree == total
    assert tree.to_json() == total.to_json()


@given(st.lists(texts, max_size=5), LIMITS)
def test_documents_counted_one_by_one_are_documents_merged(some, limit):
    total = bounded(map(survey, some), limit)
    again = Profile.from_json(total.to_json())
    assert again == total
    assert again.to_json() == total.to_json()


@given(st.lists(texts.map(survey), max_size=5), LIMITS)
def test_every_bound_holds(parts, limit):
    exact, total = bounded(parts, 10**6), bounded(parts, limit)
    assert exact.rest is None
    for form, count in exact.words.items():
        assert total.words[form] <= count <= total.at_most(form)
    for name, share in SHARES.items():
        assert total.table(name) <= exact.table(name)
        if total.is_whole(name):
            assert total.table(name) == exact.table(name)
        else:
            assert len(exact.table(name)) > limit // share


@given(st.lists(texts.map(survey), min_size=1, max_size=4), texts.map(survey), LIMITS)
def test_what_is_taken_away_was_never_there(parts, one, limit):
    total = bounded(parts, limit)
    total.add(one)
    before = total.rest is not None and set(total.rest.partial)
    total.take_away(one)
    expected = bounded(parts, limit)
    if before == (expected.rest is not None and set(expected.rest.partial)):
        assert total == expected


_NAMES = ["Youssef", "Yusef", "Massoud", "Masoud", "Panjshir", "Panchir", "Taliban", "Italiban", "Karzai", "Karzia"]
_words = st.sampled_from(
    [*_NAMES, "anti-Taliban", "anti-Italiban", "Zubaydullah", "Zubaidullah", "said", "of", "irrevovable"]
)
_line = st.one_of(
    st.lists(_words, min_size=2, max_size=8).map(lambda some: " ".join(some) + " went home on Monday."),
    st.sampled_from(
        ["Read our newsletter", "National Resistance Front (FNR) fought.", "The FNR of Massoud fought on."]
    ),
)
_folders = st.lists(st.lists(_line, min_size=1, max_size=6).map("\n".join), min_size=2, max_size=6)


def safe_edits(folder, limit: int) -> Counter[tuple[int, int, str, str | None]]:
    profile = Profile(limit=limit)
    for text in folder:
        one = Profile()
        prepare.survey([Document(text)], DESK.settings, one)
        profile.add(one)
    around = DESK.settings.linker.folder(profile)
    found: Counter[tuple[int, int, str, str | None]] = Counter()
    for number, text in enumerate(folder):
        for finding in pipeline.run(Document(text), DESK.settings, around).findings:
            if finding.applicability is Applicability.SAFE:
                found[number, finding.start, finding.rule, finding.replacement] += 1
    return found


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(_folders, st.integers(1, 30))
@example(["The anti-Italiban front.", "The anti-Taliban front."], 1)
@example([f"The ferry {i} stayed in port.\nRead our newsletter" for i in range(6)], 4)
def test_a_bounded_profile_makes_no_safe_edit_more(folder, limit):
    assert safe_edits(folder, limit) <= safe_edits(folder, 10**6)


def test_the_limit_costs_only_what_needs_the_whole_folder():
    folder = ["The anti-Italiban front met.", "The anti-Taliban front met again, and was anti-Taliban."]
    assert any(rule == "Q201" for _, _, rule, _ in safe_edits(folder, 10**6))
    assert not any(rule == "Q201" for _, _, rule, _ in safe_edits(folder, 1))
