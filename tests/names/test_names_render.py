"""Writing a right form as the surface was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.names.render import render
from normalize.words.fold import split


@pytest.mark.parametrize(
    ("surface", "target", "written"),
    [
        ("Panchir", "Panjshir", "Panjshir"),
        ("PANCHIR", "Panjshir", "PANJSHIR"),
        ("VLADIMIR POUTINE", "Vladimir Putin", "VLADIMIR PUTIN"),
        ("Vladimir\nPoutine", "Vladimir Putin", "Vladimir\nPutin"),
        ("Vladimir\r\nPoutine", "Vladimir Putin", "Vladimir\r\nPutin"),
        ("Vladimir\u00a0Poutine", "Vladimir Putin", "Vladimir\u00a0Putin"),
        ("Vladimir  Poutine", "Vladimir Putin", "Vladimir  Putin"),
        ("Al Qaida", "Al-Qaeda", "Al-Qaeda"),
        ("al Qaida", "Al-Qaeda", "al-Qaeda"),
        ("AL QAIDA", "Al-Qaeda", "AL-QAEDA"),
        ("Al-Jazeera", "Al Jazeera", "Al Jazeera"),
        ("Jean Bertrand Aristide", "Jean-Bertrand Aristide", "Jean-Bertrand Aristide"),
        ("Bachar Al-Assad", "Bashar al-Assad", "Bashar Al-Assad"),
        ("Ursula Van Der Layen", "Ursula von der Leyen", "Ursula Von Der Leyen"),
        ("Novaport", "Nova Port", "Nova Port"),
        ("NOVAPORT", "Nova Port", "NOVA PORT"),
        ("ISI", "ISI", "ISI"),
        ("FMI", "IMF", "IMF"),
        ("Türkei", "Turkey", "Turkey"),
    ],
)
def test_render(surface, target, written):
    assert render(surface, target) == written


names = st.lists(st.sampled_from(["Ahmad", "al", "ŞAH", "d'Or", "İzmir", "9", "e\u0301"]), min_size=1, max_size=4)


@given(names.map(" ".join), names.map("-".join))
def test_the_words_of_the_target_survive_but_for_their_case(surface, target):
    written = render(surface, target)
    assert [w.casefold() for w in split(written)] == [w.casefold() for w in split(target)]


@given(names.map(" ".join))
def test_a_right_form_renders_as_itself(name):
    assert render(name, name).casefold() == name.casefold()
