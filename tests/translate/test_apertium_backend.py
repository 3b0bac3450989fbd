"""The real Apertium: texts in and out, failures, processes that must not outlive their owner."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from normalize.errors import TranslationError
from normalize.translate.backends.apertium import ApertiumBackend, modes
from normalize.translate.backends.apertium_pipe import Pipeline, stages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAIRS = {("es", "en"), ("fr", "es"), ("it", "es")}
missing = sorted("-".join(pair) for pair in PAIRS if pair not in modes() or modes()[pair].missing)
needs_apertium = pytest.mark.skipif(
    bool(missing), reason=f"Apertium pairs are not installed (docs/install.md): {', '.join(missing)}"
)

HOSTILE = [
    "*nota", "[editor] mundo", "{sic}", "<b>hola</b>", "3/4", "$5", "^x$", "a ~y", "\\n", "\\", "[", "]", "^", "$",
    "[]", "user@site.es", "@usuario", "#tema", "a+b", "⟦0⟧ anuncia", "^a/b<n>$", "[hola", "hola]", "\\[", "~", "*", "@",
]  # fmt: skip


@pytest.fixture(scope="module")
def backend() -> Iterator[ApertiumBackend]:
    """A backend whose processes all tests share."""
    backend = ApertiumBackend()
    yield backend
    backend.close()


@pytest.fixture
def pipeline() -> Iterator[Callable[[float], Pipeline]]:
    """Makes Spanish-English pipelines that give up after so many seconds."""
    made: list[Pipeline] = []

    def make(silence: float) -> Pipeline:
        made.append(Pipeline(stages(modes()["es", "en"].path), silence))
        return made[-1]

    yield make
    for each in made:
        each.close()


def processes(pipeline: Pipeline) -> list[int]:
    """The process ids of a pipeline that runs."""
    assert pipeline._running is not None
    return [process.pid for process in pipeline._running._processes]


def gone(pids: list[int], seconds: float = 60) -> bool:
    """Whether none of the processes runs any more, soon."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not any(runs(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@needs_apertium
def test_routes(backend: ApertiumBackend) -> None:
    route = backend.route("es", "en")
    assert route is not None
    assert route.model == "spa-eng"
    assert route.version.startswith("Apertium 3.")
    assert len(route.digest) == 64
    assert not route.trusted
    assert {pair: found.model for pair in (("fr", "en"), ("it", "en")) if (found := backend.route(*pair))} == {
        ("fr", "en"): "fr-es + spa-eng",
        ("it", "en"): "ita-spa + spa-eng",
    }
    assert backend.route("de", "en") is None
    assert backend.route("es", "es") is None
    with pytest.raises(TranslationError, match="de → en"):
        backend.translate(["Hallo"], "de", "en")


@needs_apertium
@pytest.mark.parametrize(
    ("source", "text", "translation"),
    [
        ("es", "Leer en español", "Read in Spanish"),
        ("es", "El gobierno anuncia nuevas medidas.", "The government announces new measures."),
        ("es", "Valle de Kandahar", "Valley of Kandahar"),  # a name it does not know, without its mark
        ("it", "Il governo annuncia nuove misure", "The government announces new measures"),
    ],
)
def test_sentences(backend: ApertiumBackend, source: str, text: str, translation: str) -> None:
    assert backend.translate([text], source, "en")[0].text == translation


@needs_apertium
def test_white_space_stays(backend: ApertiumBackend) -> None:
    texts = ["", "  ", "\n", "  Leer en español\r\n\n\tLeer en español \n", "a\0b"]
    found = [output.text for output in backend.translate(texts, "es", "en")]
    assert found[:3] == texts[:3]
    assert found[3] == "  Read in Spanish\r\n\n\tRead in Spanish \n"
    assert "\0" not in found[4]


@needs_apertium
def test_no_characters_break_the_stream(backend: ApertiumBackend) -> None:
    together = [output.text for output in backend.translate([*HOSTILE, "Leer en español"], "es", "en")]
    assert together[-1] == "Read in Spanish"
    for text, translation in zip(HOSTILE, together[:-1], strict=True):
        signs = [c for c in text if not c.isalnum() and not c.isspace()]
        assert [c for c in translation if not c.isalnum() and not c.isspace()] == signs, (text, translation)


@needs_apertium
def test_the_batch_does_not_matter(backend: ApertiumBackend) -> None:
    texts = [*HOSTILE, "La casa", "una casa de", "Habla Ruiz. Nadie oye", "el vino vino", "¿Por qué?"] * 2
    together = backend.translate(texts, "es", "en")
    order = list(range(len(texts)))
    random.Random(1).shuffle(order)
    assert backend.translate([texts[i] for i in order], "es", "en") == [together[i] for i in order]
    assert [backend.translate([text], "es", "en")[0] for text in texts] == together


@needs_apertium
def test_more_than_the_pipes_hold(backend: ApertiumBackend) -> None:
    text = "hola mundo " * 20_000
    assert backend.translate([text], "es", "en")[0].text.lower().count("world") == 20_000


@needs_apertium
def test_after_a_crash_it_starts_again(pipeline: Callable[[float], Pipeline]) -> None:
    pipe = pipeline(10)
    assert pipe.translate(["hola"]) == ["hello"]
    first = processes(pipe)
    os.kill(first[3], signal.SIGKILL)
    with pytest.raises(TranslationError, match="ended"):
        pipe.translate(["hola"])
    assert gone(first)
    assert pipe.translate(["hola"]) == ["hello"]
    assert not set(first) & set(processes(pipe))


@needs_apertium
def test_a_hang_is_ended(pipeline: Callable[[float], Pipeline]) -> None:
    pipe = pipeline(1)
    pipe.translate(["hola"])
    first = processes(pipe)
    os.kill(first[2], signal.SIGSTOP)
    with pytest.raises(TranslationError, match="no answer"):
        pipe.translate(["hola"])
    assert gone(first)


@needs_apertium
def test_close_ends_the_processes(pipeline: Callable[[float], Pipeline]) -> None:
    pipe = pipeline(10)
    pipe.translate(["hola"])
    first = processes(pipe)
    assert all(map(runs, first))
    pipe.close()
    pipe.close()
    assert gone(first, 0.5)


_OWNER = """
import os, sys
from normalize.translate.backends.apertium import modes
from normalize.translate.backends.apertium_pipe import Pipeline, stages
pipe = Pipeline(stages(modes()["es", "en"].path))
pipe.translate(["hola"])
print(*[p.pid for p in pipe._running._processes], flush=True)
if sys.argv[1] == "forks":
    child = os.fork()
    if child == 0:
        same = pipe.translate(["hola", "la casa"]) == ["hello", "The house"]
        own = [p.pid for p in pipe._running._processes]
        pipe.close()
        os._exit(0 if same else 3)
    print(os.waitpid(child, 0)[1], pipe.translate(["hola"]), flush=True)
elif sys.argv[1] == "waits":
    sys.stdin.read()
"""


@needs_apertium
@pytest.mark.parametrize("end", ["returns", "forks", "waits"])
def test_processes_do_not_outlive_their_owner(end: str) -> None:
    """Whether it returns, forks a child that translates too, or is killed."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", _OWNER, end],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as owner:
        assert owner.stdout is not None
        pids = [int(word) for word in owner.stdout.readline().split()]
        assert len(pids) > 5
        if end == "waits":
            owner.kill()
        elif end == "forks":
            assert owner.stdout.readline() == "0 ['hello']\n"
        owner.wait(30)
    assert gone(pids)


@needs_apertium
def test_a_missing_program_is_a_missing_pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {command[0] for mode in modes().values() for command in stages(mode.path)} | {"apertium"}
    for name in names - {"cg-proc"}:
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert modes()["it", "es"].missing == ("cg-proc",)
    assert ApertiumBackend().route("it", "en") is None
    assert ApertiumBackend().route("es", "en") is not None


def test_without_apertium_there_is_no_route(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    backend = ApertiumBackend()
    assert backend.route("es", "en") is None
    backend.close()


def test_a_program_that_is_not_there_is_a_translation_error() -> None:
    with pytest.raises(TranslationError, match="cannot be started"):
        Pipeline([["/nonexistent/lt-proc", "-z"]]).translate(["hola"])


def test_stages_of_a_mode_file(tmp_path: Path) -> None:
    mode = tmp_path / "spa-eng.mode"
    mode.write_text("lt-proc 'a b.bin' | apertium-tagger -g $2 'c' | lt-proc $1 'd'\n")
    assert stages(mode) == [
        ["lt-proc", "-z", "a b.bin"],
        ["apertium-tagger", "-z", "-g", "c"],
        ["lt-proc", "-z", "-n", "d"],
    ]
