"""The Python interface: translators by name, several workers, one answer whatever their number."""

from __future__ import annotations

import pickle
from itertools import islice
from pathlib import Path

import pytest
from fake_backend import Fake

from normalize import Normalizer
from normalize.errors import ConfigError
from normalize.translate import setup
from normalize.translate.tmx import read_tmx

SPANISH = "El ministro visitó {} escuelas en el sur del país después de la tormenta."
PROSE = "The harvest had been poor for the third year in a row, and many farms in the hills were for sale."


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    backend = Fake()
    monkeypatch.setattr(setup, "MAKERS", {"argos": lambda: backend, "apertium": setup.make_apertium})
    monkeypatch.setattr(setup, "find_spec", lambda name: object())
    return backend


def test_texts_are_translated_in_order_whatever_the_number_of_workers(fake: Fake) -> None:
    texts = [f"{SPANISH.format(n % 90)}\nLeer en español\n{PROSE}\n" for n in range(200)]
    normalizer = Normalizer(glossaries=["afghanistan"], translator="argos")
    one = [result.text for result in normalizer.normalize_many(texts)]
    asked = len(fake.asked)
    two = [
        result.text for result in Normalizer(glossaries=["afghanistan"], translator="argos").normalize_many(texts, 2)
    ]
    assert one == two
    assert one[7].startswith("The minister visited 7 schools in the south of the country after of the storm.\nRead in")
    assert (asked, len(fake.asked)) == (90, 180)


def test_many_texts_stay_lazy(fake: Fake) -> None:
    def endless():  # type: ignore[no-untyped-def]
        while True:
            yield "Leer en español\n"

    normalizer = Normalizer(glossaries=["afghanistan"], translator="argos")
    for jobs in (1, 2):
        results = normalizer.normalize_many(endless(), jobs)
        assert [r.text for r in islice(results, 3)] == ["Read in Spanish\n"] * 3
        results.close()  # type: ignore[attr-defined]


def test_a_normalizer_with_a_translator_is_picklable() -> None:
    again = pickle.loads(pickle.dumps(Normalizer(glossaries=["afghanistan"], translator="phrases")))
    assert again.normalize("Leer en español\n").text == "Read in Spanish\n"


def test_options_are_checked() -> None:
    with pytest.raises(ConfigError, match="translator"):
        Normalizer(translator="google")
    with pytest.raises(ConfigError, match="foreign"):
        Normalizer(foreign="shout")
    with pytest.raises(ConfigError, match="cannot read"):
        Normalizer(translator="phrases", phrases=["/nowhere/at/all.tmx"])


TMX = """<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="es"/><body>
<tu><tuv xml:lang="es-ES"><seg>Lee la <bpt i="1">&lt;b&gt;</bpt>nota<ept i="1">&lt;/b&gt;</ept> entera</seg></tuv>
<tuv xml:lang="EN"><seg>Read the whole note</seg></tuv></tu>
<tu><tuv xml:lang="es"><seg>Leer en español</seg></tuv><tuv xml:lang="en"><seg>Spanish edition</seg></tuv></tu>
</body></tmx>"""


def test_a_users_phrases_go_before_the_shipped_ones(tmp_path: Path) -> None:
    file = tmp_path / "house.tmx"
    file.write_text(TMX, encoding="utf-8")
    normalizer = Normalizer(glossaries=["afghanistan"], translator="phrases", phrases=[file])
    assert normalizer.normalize("Leer en español\n").text == "Spanish edition\n"


def test_codes_inside_segments_are_no_text() -> None:
    assert read_tmx(TMX.encode(), "house.tmx")[0] == {"es": ("Lee la nota entera",), "en": ("Read the whole note",)}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tmx><body>&b;</body></tmx>', "entity"),
        (b"<tmx><body>", "not a TMX"),
        (b"<tmx><body/></tmx>", "no translations"),
        (b"\xff\xfe\x00", "not a TMX"),
    ],
)
def test_bad_memories_are_refused(data: bytes, why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        read_tmx(data, "house.tmx")
