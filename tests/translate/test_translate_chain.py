"""The chain: phrases, then models, then a reason; names whole, guards strict, each distinct text asked for once."""

from __future__ import annotations

import pickle
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_backend import Fake, word_by_word

from normalize import Applicability
from normalize.errors import ConfigError, TranslationError
from normalize.translate.cache import Cache
from normalize.translate.chain import Chain
from normalize.translate.model import Kind, Request, Term
from normalize.translate.phrases import shipped
from normalize.translate.setup import build_chain
from normalize.translate.tmx import read_phrases

SENTENCE = "El gobierno anunció nuevas medidas contra la sequía."
ENGLISH = "The government announced new measures against the drought."


def chain(*backends: Fake, cache: Path | None = None) -> Chain:
    makers = tuple((lambda b=backend: b) for backend in backends)
    return Chain((shipped(),), makers, Cache(cache) if cache else None)


def ask(text: str, *backends: Fake, kind: Kind = Kind.LINE, terms: tuple[Term, ...] = (), source: str = "es"):  # type: ignore[no-untyped-def]
    request = Request(text, source, "en", kind, terms)
    return chain(*backends).answers([request])[request]


def term(text: str, name: str, canonical: str) -> Term:
    at = text.index(name)
    return Term(at, at + len(name), canonical)


@pytest.mark.parametrize(
    ("source", "text", "english"),
    [
        ("es", "Leer en español", "Read in Spanish"),
        ("es", "LEER MÁS", "READ MORE"),
        ("es", "¿Olvidaste tu contraseña?", "Forgot your password?"),
        ("es", "Hace 5 minutos", "5 minutes ago"),
        ("fr", "Lire aussi :", "Read also:"),
        ("fr", "  • Abonnez‑vous à notre newsletter !\n", "  • Subscribe to our newsletter!\n"),
        ("it", "leggi anche", "Read also"),
        ("de", "„Das könnte Sie auch interessieren“", "„You may be interested“"),
        ("pt", "Compartilhe", "Share"),
        ("nl", "Lees verder…", "Continue reading…"),
        ("tr", "Devamını oku", "Read more"),
    ],
)
def test_phrases_need_no_model(source: str, text: str, english: str) -> None:
    answer = ask(text, source=source)
    assert (answer.text, answer.backend, answer.applicability) == (english, "phrases", Applicability.SAFE)


def test_phrases_come_before_models_and_short_text_never_goes_to_one() -> None:
    backend = Fake()
    assert ask("Compartir", backend).backend == "phrases"
    answer = ask("Casas nuevas", backend)
    assert answer.text is None
    assert "too short" in answer.why
    assert backend.asked == []


def test_a_phrase_that_is_only_alike_is_unsafe_unless_it_is_long_and_very_like() -> None:
    assert ask("Artículos relacionadoss").applicability is Applicability.UNSAFE
    long = "Abonnez-vous à notre lettre d'informations"
    assert ask(long, source="fr").applicability is Applicability.SAFE
    assert ask("Articulo relativo", source="es").text is None


def test_without_a_model_the_reason_names_the_command() -> None:
    assert ask(SENTENCE).why == "no model for es-en: `normalize models install es en`"


@pytest.mark.parametrize(
    ("kind", "trusted", "applicability"),
    [
        (Kind.LINE, True, "safe"),
        (Kind.HALF, True, "safe"),
        (Kind.QUOTATION, True, "unsafe"),
        (Kind.CLAUSE, True, "unsafe"),
        (Kind.LINE, False, "unsafe"),
    ],
)
def test_only_trusted_models_and_whole_lines_are_safe(kind: Kind, trusted: bool, applicability: str) -> None:
    answer = ask(SENTENCE, Fake(trusted=trusted), kind=kind)
    assert (answer.text, answer.applicability.value) == (ENGLISH, applicability)
    assert (answer.backend, answer.model, answer.digest) == ("argos", "fake-es_en 1.0", "f" * 64)
    assert 0 < answer.score < 1


@pytest.mark.parametrize(
    ("speak", "why"),
    [
        (lambda text: text, "unchanged"),
        (lambda text: "the the the the", "loop"),
        (lambda text: "It said so. It said so. It said so.", "loop"),
        (lambda text: "", "empty"),
        (lambda text: "The government ⁇ measures", "leftover"),
        (lambda text: "Measures 7 came at last to all of us", "from nowhere"),
        (lambda text: " ".join(chr(97 + n // 26) + chr(97 + n % 26) for n in range(99)), "longer"),
    ],
)
def test_guards_reject_what_models_make_up(speak: Callable[[str], str], why: str) -> None:
    answer = ask(SENTENCE, Fake(speak))
    assert answer.text is None
    assert answer.backend == "argos"
    assert why in answer.why


def test_lost_numbers_and_unlikely_outputs_are_rejected() -> None:
    assert "lost the number 12" in ask("El ministro visitó 12 escuelas.", Fake(lambda t: "He visited schools")).why
    assert "doubts" in ask(SENTENCE, Fake(score=-3.0)).why


def test_a_model_that_is_not_sure_needs_an_eye() -> None:
    answer = ask(SENTENCE, Fake(score=-0.6))
    assert (answer.text, answer.applicability) == (ENGLISH, Applicability.UNSAFE)
    assert "not sure" in answer.why


def test_the_next_backend_is_asked_where_the_first_fails() -> None:
    def broken(text: str) -> str:
        raise TranslationError("out of order")

    second = Fake(name="apertium", trusted=False)
    answer = ask(SENTENCE, Fake(broken), second)
    assert (answer.backend, answer.applicability) == ("apertium", Applicability.UNSAFE)
    assert "out of order" in ask(SENTENCE, Fake(broken)).why


def test_a_glossary_name_comes_out_in_its_right_form() -> None:
    text = "El valle de Panshir resiste todavía."
    answer = ask(text, Fake(), terms=(term(text, "Panshir", "Panjshir"),))
    assert answer.text == "The valley of Panjshir resists still."
    assert answer.applicability is Applicability.SAFE


def test_a_model_that_drops_brackets_gets_a_surrogate_name() -> None:
    text = "El valle de Panshir resiste todavía."
    backend = Fake(lambda t: word_by_word(re.sub(r"[\W\d_]*\d[\W\d_]*|(?<=\w)\d(?=\w)", " ", t)))
    answer = ask(text, backend, terms=(term(text, "Panshir", "Panjshir"),))
    assert answer.text == "The valley of Panjshir resists still."
    assert any("Madrid" in asked for asked in backend.asked)


def test_a_model_that_mangles_every_name_translates_around_it_and_needs_an_eye() -> None:
    text = "El valle de Panshir resiste todavía."

    def speak(asked: str) -> str:
        return word_by_word(re.sub(r"\S*\d\S*|Madrid|Washington|Chicago|Boston|Toronto|Denver", "", asked))

    answer = ask(text, Fake(speak), terms=(term(text, "Panshir", "Panjshir"),))
    assert answer.text == "The valley of Panjshir resists still."
    assert answer.applicability is Applicability.UNSAFE
    assert "around" in answer.why


def test_urls_at_the_edges_are_split_off_and_inside_they_are_kept() -> None:
    backend = Fake()
    text = f"{SENTENCE} https://noticias.test/leer-mas"
    assert ask(text, backend).text == f"{ENGLISH} https://noticias.test/leer-mas"
    assert backend.asked == [SENTENCE]


def test_capitals_throughout_are_lowered_for_the_model_and_restored() -> None:
    text = "EL VALLE DE PANSHIR RESISTE TODAVÍA"
    backend = Fake()
    answer = ask(text, backend, terms=(term(text, "PANSHIR", "PANJSHIR"),))
    assert answer.text == "THE VALLEY OF PANJSHIR RESISTS STILL"


def test_each_distinct_text_is_asked_for_once_and_order_does_not_matter(tmp_path: Path) -> None:
    texts = [f"El ministro visitó {n} escuelas en el sur." for n in range(150)]
    requests = [Request(text, "es", "en", kind) for text in texts for kind in Kind] * 3
    first, second = Fake(), Fake()
    forward = chain(first).answers(requests)
    random.Random(1).shuffle(requests)
    one_by_one = chain(second)
    backward = {request: one_by_one.answers([request])[request] for request in requests}
    assert forward == backward
    assert sorted(first.asked) == sorted(texts)
    assert len(set(second.asked)) == len(texts)


def test_who_wants_to_know_is_told_how_far_it_is() -> None:
    requests = [Request(f"El ministro visitó {n} escuelas en el sur.", "es", "en", Kind.LINE) for n in range(150)]
    told: list[int] = []
    chain(Fake()).answers(requests, told.append)
    assert (sum(told), len(told)) == (150, 3)


def test_what_the_cache_knows_is_not_asked_again(tmp_path: Path) -> None:
    request = Request(SENTENCE, "es", "en", Kind.LINE)
    first, second = Fake(), Fake()
    one = chain(first, cache=tmp_path).answers([request])
    two = chain(second, cache=tmp_path).answers([request])
    assert one == two
    assert (len(first.asked), second.asked) == (1, [])


def test_a_chain_is_picklable_and_closes_what_it_made(tmp_path: Path) -> None:
    again = pickle.loads(pickle.dumps(Chain((shipped(),), (Fake,), Cache(tmp_path))))
    request = Request(SENTENCE, "es", "en", Kind.LINE)
    assert again.answers([request])[request].text == ENGLISH
    again.close()
    assert again.answers([request])[request].text == ENGLISH


def test_a_backend_that_is_not_installed_is_no_error_until_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Fake:
        raise ImportError("no such library")

    request = Request(SENTENCE, "es", "en", Kind.LINE)
    assert Chain((shipped(),), (missing,)).answers([request])[request].text is None
    monkeypatch.setattr("normalize.translate.setup.find_spec", lambda name: None)
    monkeypatch.setattr("normalize.translate.setup.shutil.which", lambda name: None)
    for name, what in (("argos", "pip install"), ("apertium", "apt-get install")):
        with pytest.raises(ConfigError, match=what):
            build_chain(name)


def test_a_literal_sign_of_numbers_is_no_number() -> None:
    for text in ("Tiempo de lectura # minutos", "tiempo de lectura # minutos\n"):
        request = Request(text, "es", "en", Kind.LINE)
        assert Chain((shipped(),)).answers([request])[request].text is None
    request = Request("Tiempo de lectura: 3 minutos", "es", "en", Kind.LINE)
    assert "3" in (Chain((shipped(),)).answers([request])[request].text or "3")


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.tsv", b""), ("a.tsv", b"\n\n"), ("a.tmx", b'<?xml version="1.0" encoding="foo"?><tmx/>'), ("a.tmx", b"")],
)
def test_phrases_that_are_none_are_refused_in_one_line(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ConfigError, match=r"TMX|no translations"):
        read_phrases(tmp_path / name)
