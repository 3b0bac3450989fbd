"""Which languages texts may be in: the same answer from every way in, and what is switched off is said."""

from __future__ import annotations

import io
import sys
import warnings
from pathlib import Path

import pytest

from normalize import ConfigError, Document, GlossaryError, Normalizer, NormalizeWarning
from normalize.languages.tables import has_words, script_of_language, targets
from normalize.names.glossary.entry import Entry
from normalize.names.glossary.read import read
from normalize.names.linker import Linker
from normalize.rules import Selection
from normalize.run.pipeline import run
from normalize.settings.config import Config
from normalize.settings.settings import Settings, limits, settings_of
from normalize.settings.target import problem_of, switched_off

BAD = ["zz", "EN", "english", "sq", "", "e", "en-GB", "fil", "éé"]


@pytest.mark.parametrize("target", BAD)
def test_what_is_no_supported_language_is_refused_everywhere(tmp_path: Path, target: str) -> None:
    for use in (lambda: Config(target=target), lambda: Normalizer(target=target)):
        with pytest.raises(ConfigError, match=rf"^target {target!r} is not supported.* one of ar, bg, .*, zh$"):
            use()
    glossary = tmp_path / "g.yaml"
    glossary.write_text(f'language: "{target or "x"}"\nentries: []\n', encoding="utf-8")
    with pytest.raises(GlossaryError, match=r"g\.yaml:1: language .* is not supported"):
        read(glossary)


COMMANDS = ("check .", "fix -", "match", "glossary match", "glossary lint", "glossary test", "glossary list")


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_refuse_it(command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from normalize.cli import main

    monkeypatch.chdir(tmp_path)
    for name, value in ((None, None), ("NORMALIZE_TARGET", "english")):
        flags = [] if name else ["--target", "english"]
        if name:
            monkeypatch.setenv(name, str(value))
        monkeypatch.setattr(sys, "argv", ["normalize", *command.split(), *flags])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""), "utf-8"))
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), "utf-8"))
        monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO(), "utf-8"))
        with pytest.raises(SystemExit) as stop:
            main()
        sys.stderr.flush()
        told = sys.stderr.buffer.getvalue().decode()  # type: ignore[attr-defined]
        assert stop.value.code == 2
        assert told.count("'english' is not supported") == 1, told


def test_a_near_miss_is_named() -> None:
    assert "did you mean 'en'?" in (problem_of("EN") or "")
    assert "did you mean 'pt'?" in (problem_of("pt_BR") or "")
    assert "did you mean" not in (problem_of("zz") or "")


def test_the_tables_agree_with_wordfreq() -> None:
    import wordfreq

    listed = wordfreq.available_languages("best")
    assert [code for code in targets() if (code in listed) != has_words(code)] == []
    # sh is no code of ISO 639-1 any more, fil none of two letters.
    assert sorted(set(listed) - set(targets())) == ["fil", "sh"]
    assert script_of_language("mk") == "cyrillic"


def names(target: str) -> list[str]:
    entries = [Entry("panjshir", "Panjshir", "place", language=target)]
    text = (
        "Անդրանիկ spoke in Panchshir, Panjshirr and Panjshyr; the anti-Italiban, anti-Taliban and anti-Taliban march."
    )
    return [f.rule for f in run(Document(text), Settings(Linker(entries, target), target)).findings]


def test_without_a_word_list_nothing_rests_on_known_words() -> None:
    assert {"N302", "Q201"} & set(names("en"))
    assert not {"N302", "Q201", "Q202", "Q203"} & set(names("hy"))


def test_pashto_is_not_taken_for_persian() -> None:
    text = "د افغانستان د بهرنیو چارو وزارت وايي چې په کابل کې به نوې غونډه جوړه شي او ټول هېوادونه به پکې ګډون وکړي."
    assert Normalizer(glossaries=["none"], target="fa").language_spans(text)
    with pytest.warns(NormalizeWarning):
        pashto = Normalizer(glossaries=["none"], target="ps")
    assert pashto.language_spans(text) == []


def test_what_is_switched_off_is_said_once(tmp_path: Path) -> None:
    english = tmp_path / "g.yaml"
    english.write_text("language: en\nentries: [{id: one, canonical: Sarabad, kind: place}]\n", encoding="utf-8")
    assert switched_off("fr") is None
    assert "word list" in (switched_off("ka") or "")
    with pytest.warns(NormalizeWarning) as told:
        Normalizer(target="ka", glossaries=[str(english)])
    assert [("word list" in str(w.message), "no glossary" in str(w.message)) for w in told] == [
        (True, False),
        (False, True),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Normalizer(target="en", glossaries=[str(english)])
        Normalizer(target="fr", glossaries=["none"])
        Normalizer(target="fr", glossaries=["afghanistan"])  # its native forms make French ones
    config = Config(target="fr", glossary=(str(english),))
    assert [sentence.partition(":")[0] for sentence in limits(config, settings_of(config))] == [
        "no glossary is written in the target language fr"
    ]


ENGLISH = "There were 5 against and 35 s abstaining; the country s army came.Then they don t go inKabul."


def test_english_rules_run_for_no_other_target() -> None:
    rules = {f.rule for f in run(Document(ENGLISH), Settings(Linker([]))).findings}
    assert {"Q206", "Q207"} <= rules
    others = {f.rule for f in run(Document(ENGLISH), Settings(Linker([], "fr"), "fr")).findings}
    assert not {rule for rule in others if rule.startswith("Q2")}


def test_active_codes() -> None:
    assert Selection(("N",), ("N30",)).codes() == {"N310", "N311", "N312"}
    assert {"N301", "Q201", "W401"} <= Selection().codes()
