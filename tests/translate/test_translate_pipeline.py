"""Foreign spans through the pipeline: what each choice does, and that a second run changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from fake_backend import Fake

from normalize import Applicability, Document, Normalizer, Result
from normalize.names.setup import build_linker
from normalize.rules import Selection
from normalize.run import pipeline, prepare
from normalize.settings.policy import Policy
from normalize.settings.settings import Settings
from normalize.text.edits import invert
from normalize.translate.chain import Chain
from normalize.translate.phrases import shipped

SPANISH = "El gobierno anunció nuevas medidas contra la sequía en el sur del país."
ENGLISH = "The government announced new measures against the drought in the south of the country."
PROSE = "The harvest had been poor for the third year in a row, and many farms in the hills were for sale."
TEXT = f"Leer en español\n{PROSE}\n\n{SPANISH}\nLIRE AUSSI :\n{PROSE}\n"


def settings(
    choice: str = "translate",
    by_language: Mapping[str, str] | None = None,
    *,
    bilingual: bool = False,
    unsafe: bool = False,
    backend: Fake | None = None,
) -> Settings:
    allowed = (Applicability.SAFE, Applicability.UNSAFE) if unsafe else (Applicability.SAFE,)
    used = backend or Fake()
    chain = Chain((shipped(),), (lambda: used,))
    return Settings(
        build_linker(["afghanistan"], "en"),
        allowed=allowed,
        policy=Policy(choice, by_language or {}, bilingual),
        translator=chain,
    )


def run(text: str, chosen: Settings) -> Result:
    result = pipeline.run(Document(text), chosen)
    assert pipeline.run(Document(result.text), chosen).text == result.text, "a second run changes something"
    spans = [(e.new_start, e.new_end, e.after, e.before) for e in result.edits]
    assert invert(result.text, spans) == text
    return result


def test_what_is_safe_is_translated() -> None:
    result = run(TEXT, settings())
    assert result.text == f"Read in Spanish\n{PROSE}\n\n{ENGLISH}\nREAD ALSO :\n{PROSE}\n".replace("ALSO :", "ALSO :")
    made = [edit.finding.evidence for edit in result.edits]
    assert [e["backend"] for e in made] == ["phrases", "argos", "phrases"]
    assert all(e["hash"] and e["model"] and 0 < e["score"] <= 1 for e in made)


def test_the_glossary_speaks_inside_a_translation() -> None:
    text = f"El alcalde del valle de Panshir se reunió con los vecinos de la ciudad.\n{PROSE}\n"
    assert "Panjshir" in run(text, settings()).text.splitlines()[0]


def test_bilingual_puts_the_translation_beside_the_source() -> None:
    result = run(TEXT, settings(bilingual=True))
    assert f"{SPANISH} // {ENGLISH}\n" in result.text
    assert result.text.startswith("Leer en español // Read in Spanish\n")


def test_quotations_and_clauses_are_unsafe() -> None:
    text = f"“{SPANISH[:-1]},” the mayor told reporters on the steps of the town hall.\n"
    findings = [f for f in run(text, settings()).findings if f.rule.startswith("L10")]
    assert [f.applicability for f in findings] == [Applicability.UNSAFE]
    assert run(text, settings()).text == text
    assert "The government announced new measures" in run(text, settings(unsafe=True)).text


def test_bilingual_clauses_go_into_brackets() -> None:
    text = f"“{SPANISH[:-1]},” the mayor told reporters on the steps of the town hall.\n"
    assert " [" in run(text, settings(bilingual=True, unsafe=True)).text


@pytest.mark.parametrize("choice", ["flag", "keep"])
def test_flag_and_keep_change_nothing(choice: str) -> None:
    backend = Fake()
    result = run(TEXT, settings(choice, backend=backend))
    assert (result.text, backend.asked) == (TEXT, [])
    foreign = [f for f in result.findings if f.rule.startswith("L")]
    assert all(f.replacement is None for f in foreign)
    assert bool(foreign) == (choice == "flag")


def test_drop_takes_lines_with_their_ends() -> None:
    assert run(TEXT, settings("drop")).text == f"{PROSE}\n\n{PROSE}\n"


def test_drop_takes_the_divider_of_a_bilingual_line() -> None:
    text = f"{ENGLISH} // {SPANISH}\n{PROSE}\n"
    assert run(text, settings("drop")).text == f"{ENGLISH}\n{PROSE}\n"


def test_each_language_has_its_choice() -> None:
    result = run(TEXT, settings("keep", {"fr": "drop"}))
    assert result.text == TEXT.replace("LIRE AUSSI :\n", "")
    result = run(TEXT, settings("translate", {"es": "flag"}))
    assert result.text == TEXT.replace("LIRE AUSSI", "READ ALSO")


def test_what_no_model_translates_is_reported_with_the_command() -> None:
    text = f"Le gouvernement a annoncé de nouvelles mesures contre la sécheresse dans le sud du pays.\n{PROSE}\n"
    result = run(text, settings())
    (finding,) = [f for f in result.findings if f.rule == "L110"]
    assert "no model for fr-en" in finding.message
    assert "normalize models install fr en" in finding.message
    assert result.text == text


def test_a_rejected_translation_leaves_the_source_and_says_why() -> None:
    result = run(TEXT, settings(backend=Fake(lambda text: "the the the the")))
    (finding,) = [f for f in result.findings if f.rule == "L111"]
    assert "loop" in finding.message
    assert SPANISH in result.text


@pytest.mark.parametrize(("speak", "rule"), [(lambda text: "the the the the", "L111"), (None, "L110")])
def test_one_span_is_one_finding(speak: Callable[[str], str] | None, rule: str) -> None:
    line = SPANISH if speak else "Le gouvernement a annoncé de nouvelles mesures contre la sécheresse dans le sud."
    chosen = settings(backend=Fake(speak) if speak else None)
    (finding,) = run(f"{line}\n{PROSE}\n", chosen).findings
    assert (finding.rule, finding.text, finding.replacement) == (rule, line, None)
    assert finding.evidence["kind"] == "line"
    assert "according to word lists" in finding.evidence["why"]


def test_a_span_is_reported_where_the_rule_on_its_translation_is_ignored() -> None:
    chosen = replace(settings(backend=Fake(lambda text: "the the the the")), selection=Selection(ignore=("L111",)))
    assert [f.rule for f in run(f"{SPANISH}\n{PROSE}\n", chosen).findings] == ["L101"]


def test_without_a_translator_foreign_spans_are_still_reported() -> None:
    linker = build_linker(["afghanistan"], "en")
    result = pipeline.run(Document(TEXT), Settings(linker, policy=Policy("translate")))
    assert {f.rule for f in result.findings if f.rule.startswith("L")} == {"L101"}
    assert result.text == TEXT


def test_what_a_folder_is_asked_for_is_what_a_document_asks_for() -> None:
    chosen = settings()
    assert chosen.translator is not None
    [requests] = prepare.survey([Document(TEXT)], chosen)
    assert [r.text for r in requests] == ["Leer en español", SPANISH, "LIRE AUSSI"]


def test_what_the_next_run_would_drop_is_not_put_there() -> None:
    text = "The road to the village is open to all traffic, the mayor said on Monday.\nSeguir leyendo\n"
    shown = Normalizer(["afghanistan"], translator="phrases")
    assert shown.normalize(text).text.endswith("\nContinue reading\n")
    dropping = Normalizer(["afghanistan"], translator="phrases", furniture="drop")
    once = dropping.normalize(text)
    assert dropping.normalize(once.text).text == once.text
    assert [f.evidence.get("translation", "")[:31] for f in once.findings] == ["the translation is web furniture"[:31]]
