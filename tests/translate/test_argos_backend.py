"""The real argostranslate with real, tiny models, and the traps it sets."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from environment import PATIENCE

from normalize.errors import TranslationError
from normalize.translate.backends import argos_engine
from normalize.translate.backends.argos import ArgosBackend
from normalize.translate.packages.installed import content_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("ctranslate2", reason="the argos extra is not installed")
pytestmark = pytest.mark.usefixtures("offline")

HEADERS = {
    "Leer en español": "Read in Spanish",
    "Caracas y Bogotá reabren tres puentes sobre el río Táchira": (
        "Caracas and Bogotá reopen three bridges over the Táchira river"
    ),
    "El gobierno anuncia nuevas medidas": "The government announces new measures",
    "Valle de Panjshir está a punto de caer": "Valley of Panjshir is about to fall",
    "Valle de ⟦3⟧ está a punto de caer": "Valley of ⟦3⟧ is about to fall",
    "⟦0⟧ y ⟦1⟧ reabren tres puentes sobre el río ⟦2⟧": "⟦0⟧ and ⟦1⟧ reopen three bridges over the ⟦2⟧ river",
}


@pytest.fixture(scope="module")
def backend(unpacked: Path) -> Iterator[ArgosBackend]:
    """A backend over both models."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARGOS_PACKAGES_DIR", str(unpacked))
        backend = ArgosBackend()
        assert backend.route("es", "en")
        assert backend.route("en", "fr")
        yield backend
        backend.close()


@pytest.mark.parametrize(("source", "target"), HEADERS.items())
def test_headers_are_translated(backend: ArgosBackend, source: str, target: str) -> None:
    assert backend.translate([source], "es", "en")[0].text == target


def test_a_route_names_all_that_its_output_depends_on(backend: ArgosBackend, unpacked: Path) -> None:
    route = backend.route("es", "en")
    assert route is not None
    assert (route.model, route.trusted) == ("es_en 1.0", True)
    assert route.digest == content_digest(unpacked / "es_en")
    for part in ("argos", "ctranslate2", "default", "beam 4"):
        assert part in route.version


def test_a_pivot_is_found(backend: ArgosBackend) -> None:
    route = backend.route("es", "fr")
    assert route is not None
    assert route.model == "es_en 1.0 + en_fr 1.0"
    output = backend.translate(["Leer en español"], "es", "fr")[0]
    assert output.text == "Lire en espagnol"
    assert output.score is not None


@pytest.mark.parametrize("pair", [("fr", "es"), ("es", "de"), ("es", "es"), ("xx", "en")])
def test_a_missing_pair_is_none(backend: ArgosBackend, pair: tuple[str, str]) -> None:
    assert backend.route(*pair) is None
    with pytest.raises(TranslationError, match=f"{pair[0]} → {pair[1]}"):
        backend.translate(["Leer"], *pair)


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n\r\n"])
def test_nothing_stays_nothing(backend: ArgosBackend, text: str) -> None:
    assert backend.translate([text], "es", "en")[0].text == text


def test_lines_sentences_and_edges_stay_apart(backend: ArgosBackend) -> None:
    text = "\n\n  Leer en español. Leer en inglés.\r\n\tLeer más\n"
    assert backend.translate([text], "es", "en")[0].text == "\n\n  Read in Spanish. Read in English.\r\n\tRead more\n"


def test_the_batch_does_not_matter(backend: ArgosBackend) -> None:
    texts = [*HEADERS, "Nada de esto, Luis, lo conoce el modelo", "Leer en francés.", *HEADERS, "Ver el vídeo"] * 3
    together = backend.translate(texts, "es", "en")
    order = list(range(len(texts)))
    random.Random(1).shuffle(order)
    shuffled = backend.translate([texts[i] for i in order], "es", "en")
    assert [together[i] for i in order] == shuffled
    assert [backend.translate([text], "es", "en")[0] for text in texts[:9]] == together[:9]


def test_scores_are_means_over_tokens(backend: ArgosBackend, unpacked: Path) -> None:
    text = "El gobierno anuncia nuevas medidas"
    lib = argos_engine.library()
    package = lib.packages.Package(unpacked / "es_en")
    model = lib.ctranslate2.Translator(str(unpacked / "es_en" / "model"), intra_threads=1, compute_type="default")
    target = package.tokenizer.lazy_processor().encode("The government announces new measures", out_type=str)
    tokens = model.score_batch([package.tokenizer.encode(text)], [target])[0].log_probs
    score = backend.translate([text], "es", "en")[0].score
    assert score == pytest.approx(sum(tokens) / len(tokens), abs=0.01)


def test_what_the_model_makes_up_scores_lower(backend: ArgosBackend) -> None:
    known, unknown = backend.translate(["Leer en español", "Luis Abinader anuncia elecciones"], "es", "en")
    assert known.score is not None
    assert unknown.score is not None
    assert known.score > unknown.score + 0.1


def test_a_text_without_end_is_translated_in_pieces(backend: ArgosBackend) -> None:
    text = "El gobierno anuncia nuevas medidas, " * 150
    output = backend.translate([text], "es", "en")[0]
    assert output.text.count("The government announces new measures") >= 10  # one at least of each piece
    assert output.text.endswith(" ")


def garbage(unpacked: Path, folder: Path, version: str) -> None:
    """A package that says es → en and holds the other model."""
    shutil.copytree(unpacked / "en_fr", folder)
    about = json.loads((unpacked / "es_en" / "metadata.json").read_text())
    (folder / "metadata.json").write_text(json.dumps({**about, "package_version": version}))


def test_the_highest_version_that_works_is_used(unpacked: Path, packages: Path) -> None:
    shutil.copytree(unpacked / "es_en", packages / "a")
    garbage(unpacked, packages / "b", "1.9")
    newer = packages / "c"
    shutil.copytree(unpacked / "es_en", newer)
    about = json.loads((newer / "metadata.json").read_text())
    (newer / "metadata.json").write_text(json.dumps({**about, "package_version": "1.8"}))
    backend = ArgosBackend()
    route = backend.route("es", "en")
    assert route is not None
    assert route.model == "es_en 1.8"
    backend.close()


@pytest.mark.parametrize("damage", ["garbage", "no model", "cut model", "cut tokenizer"])
def test_a_package_that_does_not_work_is_no_route(unpacked: Path, packages: Path, damage: str) -> None:
    if damage == "garbage":
        garbage(unpacked, packages / "es_en", "1.9")
    else:
        shutil.copytree(unpacked / "es_en", packages / "es_en")
        file = packages / "es_en" / ("sentencepiece.model" if damage == "cut tokenizer" else "model/model.bin")
        file.write_bytes(b"" if damage == "no model" else file.read_bytes()[:1000])
    assert ArgosBackend().route("es", "en") is None


def test_without_argostranslate_there_is_no_route(unpacked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(unpacked))
    for name in [n for n in sys.modules if n.split(".")[0] == "argostranslate"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "argostranslate", None)
    argos_engine.library.cache_clear()
    try:
        assert ArgosBackend().route("es", "en") is None
        with pytest.raises(TranslationError, match=r"pip install"):
            argos_engine.library()
    finally:
        argos_engine.library.cache_clear()


_ALONE = """
import json, logging, os, socket, sys
def refuse(*args, **options):
    raise AssertionError("the network was used")
socket.socket.connect = socket.getaddrinfo = refuse
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
before = dict(os.environ)
from normalize.translate.backends.argos import ArgosBackend
backend = ArgosBackend()
texts = json.loads(sys.argv[1])
outputs = [output.text for output in backend.translate(texts, "es", "en")]
heavy = ("torch", "stanza", "spacy", "onnxruntime", "minisbd", "argostranslate.translate")
changed = sorted(k for k in os.environ if before.get(k) != os.environ[k])
sys.stdout.flush()
exits = []
for translates in (True, False):
    child = os.fork()
    if child == 0:
        again = [o.text for o in backend.translate(texts, "es", "en")] if translates else outputs
        sys.exit(0 if again == outputs else 3)
    exits.append(os.waitpid(child, 0)[1])
after = [output.text for output in backend.translate(texts, "es", "en")]
print(json.dumps([outputs, [m for m in heavy if m in sys.modules], changed, exits, after == outputs]))
"""


def run(script: str, unpacked: Path, **environment: str) -> tuple[list[object], str]:
    """What a script prints as JSON when given the headers, and what it writes to standard error."""
    inherited = {name: value for name, value in os.environ.items() if name != "KMP_DUPLICATE_LIB_OK"}
    own = {"ARGOS_PACKAGES_DIR": str(unpacked), "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, json.dumps(list(HEADERS))],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        env={**inherited, **own, **environment},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.parametrize("compute_type", ["auto", "default"])
def test_a_process_of_its_own(unpacked: Path, compute_type: str) -> None:
    """Nothing heavy is imported, no network, no log of texts, no environment changed; forked children live and die."""
    result, log = run(_ALONE, unpacked, ARGOS_COMPUTE_TYPE=compute_type, ARGOS_DEBUG="1")
    outputs, heavy, changed, exits, same = result
    assert outputs == list(HEADERS.values())
    assert heavy == []
    assert changed == ["KMP_DUPLICATE_LIB_OK"]  # set by argostranslate.settings itself
    assert exits == [0, 0]
    assert same
    for text in (*HEADERS, *HEADERS.values()):
        assert text not in log


_ARGOS = """
import json, sys, types
sys.modules["stanza"] = types.ModuleType("stanza")
sys.modules["spacy"] = None
from argostranslate import translate
class Whole:
    def split_sentences(self, text):
        return [text]
there = translate.get_translation_from_codes("es", "en")
there.underlying.sentencizer = Whole()
print(json.dumps([there.translate(text) for text in json.loads(sys.argv[1])]))
"""


def test_the_output_is_that_of_argostranslate(backend: ArgosBackend, unpacked: Path, tmp_path: Path) -> None:
    shutil.copytree(unpacked / "es_en", tmp_path / "es_en")  # a stray folder would break argostranslate
    theirs, _ = run(_ARGOS, tmp_path, ARGOS_COMPUTE_TYPE="default", ARGOS_INTRA_THREADS="1", ORT_DISABLE_TELEMETRY="1")
    assert theirs == [output.text for output in backend.translate(list(HEADERS), "es", "en")]
