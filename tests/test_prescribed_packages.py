"""The four packages that this project was asked to build on do real work: a wrong answer of theirs is another result.

Each test asks for a result, lets the package answer wrongly, and asks again.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from normalize import Normalizer
from normalize.languages import identifiers

MODEL = Path(__file__).parent / "translate" / "fixture" / "translate-es_en.argosmodel"
CALM = "The road is open to all traffic again, the mayor said on Monday."


def test_argostranslate_translates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "CACHE"):  # it makes folders when it is imported
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    with zipfile.ZipFile(MODEL) as archive:
        archive.extractall(tmp_path / "packages")
    import argostranslate.tokenizer

    def first_line() -> str:
        normalizer = Normalizer(["afghanistan"], translator="argos", unsafe=True)
        return normalizer.normalize(f"El gobierno anuncia nuevas medidas\n{CALM}").text.partition("\n")[0]

    assert first_line() == "The government announces new measures"
    tokenizer = argostranslate.tokenizer.SentencePieceTokenizer
    for name, wrong in (("encode", ["▁Leer"]), ("decode", "Read in Spanish")):
        with monkeypatch.context() as patch:
            patch.setattr(tokenizer, name, lambda self, given, wrong=wrong: wrong)
            assert first_line() != "The government announces new measures"


def test_langdetect_votes(monkeypatch: pytest.MonkeyPatch) -> None:
    from langdetect.detector import Detector

    class Answer:
        lang = "ro"

    def voices() -> tuple[set[str], bool]:
        identifiers.langdetect_says.cache_clear()
        [span] = Normalizer(["afghanistan"]).language_spans(f"El camino cerrado\n{CALM}")
        return {*span.voices, *span.others}, span.certain

    try:
        said, certain = voices()
        assert "langdetect" in said
        assert certain
        monkeypatch.setattr(Detector, "get_probabilities", lambda self: [Answer])
        said, certain = voices()
        assert "langdetect: ro" in said
        assert not certain
    finally:
        identifiers.langdetect_says.cache_clear()


SCORERS = ("OSA.normalized_similarity", "DamerauLevenshtein.normalized_similarity", "JaroWinkler.similarity")


@pytest.mark.parametrize(("wrong", "name"), [((), "Drozhkovsky"), (SCORERS, "Drozkhovsky")], ids=["right", "wrong"])
def test_rapidfuzz_scores(tmp_path: Path, wrong: tuple[str, ...], name: str) -> None:
    """In a process of its own: the scorers are taken from the package when modules are loaded."""
    (tmp_path / "mine.yaml").write_text(
        "entries: [{id: drozhkov, canonical: Vsevolod Drozhkovsky, kind: person}]", encoding="utf-8"
    )
    code = "".join(f"rapidfuzz.distance.{scorer} = lambda *texts, **options: 0.0\n" for scorer in wrong)
    code = (
        f"import rapidfuzz.distance\n{code}"
        "from normalize import Normalizer\n"
        "print(Normalizer(['mine.yaml']).normalize('Vsevolod Drozkhovsky spoke in the town hall.').text)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == f"Vsevolod {name} spoke in the town hall.\n"


def test_typer_parses(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from typer.core import TyperCommand

    from normalize.cli import main

    def title() -> str:
        with pytest.raises(SystemExit) as stop:
            main()
        assert stop.value.code == 0
        return capsys.readouterr().out.partition("\n")[0]

    monkeypatch.setattr("sys.argv", ["normalize", "rule", "N301"])
    assert title().startswith("## N301")
    parse = TyperCommand.parse_args
    monkeypatch.setattr(TyperCommand, "parse_args", lambda self, context, args: parse(self, context, ["T503"]))
    assert title().startswith("## T503")
