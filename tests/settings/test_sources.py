"""One set of rules for files, the environment, flags and Python; every message says where the value stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from normalize.errors import ConfigError
from normalize.settings.config import DEFAULTS, Config, declared
from normalize.settings.sources import VARIABLES, from_arguments, load

SWITCHES = [name for name, default in DEFAULTS.items() if isinstance(default, bool)]
WRONG = {
    "target": "zz",
    "foreign": "shout",
    "furniture": "gone",
    "translator": "google",
    "select": "Z9",
    "ignore": "Z9",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


@pytest.mark.parametrize("name", SWITCHES)
def test_every_switch_of_a_file_can_be_undone_by_a_flag(file: Path, name: str) -> None:
    file.write_text(f"{name.replace('_', '-')} = true\n", encoding="utf-8")
    assert getattr(load(file, {}), name) is True
    assert getattr(load(file, {}, **{name: None}), name) is True
    assert getattr(load(file, {}, **{name: False}), name) is False
    assert getattr(load(file, {f"NORMALIZE_{name.upper()}": "false"}), name) is False


def test_a_list_of_a_file_can_be_undone_by_an_empty_one(file: Path) -> None:
    file.write_text('ignore = ["N306"]\nexclude = "*.log"\n', encoding="utf-8")
    assert load(file, {}, ignore=(), exclude=[]).as_dict() == Config(exclude=("*.log",)).as_dict()


def test_flags_win_over_the_environment_and_that_over_the_file(file: Path) -> None:
    file.write_text('target = "fr"\nforeign = "keep"\ntext-field = "body"\n', encoding="utf-8")
    config = load(file, {"NORMALIZE_TARGET": "it", "NORMALIZE_FOREIGN": "flag", "NORMALIZE_SELECT": ""}, target="de")
    assert (config.target, config.foreign, config.text_field, config.select) == ("de", "flag", ("body",), ())


@pytest.mark.parametrize(("name", "word"), WRONG.items())
def test_a_wrong_value_is_refused_with_the_place_where_it_stands(file: Path, name: str, word: str) -> None:
    file.write_text(f'{name} = "{word}"\n', encoding="utf-8")
    listed = [word] if isinstance(DEFAULTS[name], tuple) else word
    for where, read in (
        (f"{file}: {name}", lambda: load(file, {})),
        (f"the environment variable NORMALIZE_{name.upper()}", lambda: load(None, {f"NORMALIZE_{name.upper()}": word})),
        (name, lambda: from_arguments(**{name: listed})),
        (name, lambda: Config(**{name: tuple(listed) if isinstance(listed, list) else listed})),
    ):
        with pytest.raises(ConfigError, match=rf"^{re.escape(where)}\W") as caught:
            read()
        assert repr(word) in str(caught.value)


def test_flags_name_themselves() -> None:
    with pytest.raises(ConfigError, match=r"^--text-field must be a list of texts"):
        load(None, {}, text_field=3)
    with pytest.raises(ConfigError, match=r"^--target 'zz' is not supported"):
        load(None, {}, target="zz")


@pytest.mark.parametrize(
    ("variable", "meant"),
    [("NORMALIZE_TARGETS", "NORMALIZE_TARGET"), ("NORMALIZE_CACHE", "NORMALIZE_CACHE_DIR"), ("NORMALIZE_X", None)],
)
def test_an_unknown_variable_is_refused(variable: str, meant: str | None) -> None:
    hint = f"did you mean {meant}?" if meant else "known are .*NORMALIZE_GLOSSARY, .*NORMALIZE_DEBUG"
    with pytest.raises(
        ConfigError, match=f"unknown environment variable {variable}; {re.escape(hint) if meant else hint}"
    ):
        load(None, {variable: ""})


def test_all_variables_that_the_code_reads_are_known() -> None:
    package = Path(__file__).resolve().parents[2] / "normalize"
    read = {
        name
        for path in package.rglob("*.py")
        for name in re.findall(r"\bNORMALIZE_[A-Z_]+[A-Z]", path.read_text("utf-8"))
    }
    known = {f"NORMALIZE_{name.upper()}" for name in DEFAULTS}
    assert read - known == set(VARIABLES)
    load(None, dict.fromkeys(VARIABLES, "/tmp"))


def test_an_unknown_setting_names_the_nearest(file: Path) -> None:
    file.write_text('targt = "en"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="unknown setting 'targt'; did you mean target"):
        load(file, {})


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"glossaries": "afghanistan"}, r"glossaries must be a list of texts: write \['afghanistan'\]"),
        ({"glossaries": Path("a.yaml")}, r"glossaries must be a list of texts: write \['a.yaml'\]"),
        ({"glossaries": [3]}, "glossaries must be a list of texts, not"),
        ({"glossaries": None}, "glossaries must be a list of texts, not None"),
        ({"select": "N"}, "select must be a list of texts"),
        ({"unsafe": "yes"}, "unsafe must be true or false"),
        ({"target": None}, "target must be a text, not None"),
        ({"hygiene": {"T599": "off"}}, "hygiene: no rule 'T599'"),
        ({"hygiene": {"T507": "safe"}}, "hygiene.T507: what was lost"),
        ({"hygiene": {"T503": "on"}}, "hygiene.T503 must be"),
        ({"foreign_by_language": {"la": "on"}}, "foreign_by_language.la must be"),
        ({"foreign_by_language": {"xx": "keep"}}, "foreign_by_language: the language 'xx' is not supported: it takes"),
        ({"foreign_by_language": {"FR": "keep"}}, "foreign_by_language: the language 'FR' .*; did you mean 'fr'?"),
        ({"foreign_by_language": {"nb": "keep"}}, "foreign_by_language: the language 'nb' is not supported"),
    ],
)
def test_arguments_of_a_wrong_type_are_refused(arguments: dict[str, object], told: str) -> None:
    with pytest.raises(ConfigError, match=f"^{told}"):
        from_arguments(**arguments)


def test_a_language_that_no_text_is_found_in_is_refused_wherever_it_stands(file: Path) -> None:
    file.write_text('foreign-by-language = {la = "keep", french = "drop"}\n', encoding="utf-8")
    told = ": the language 'french' is not supported: it takes an ISO 639-1 code"
    with pytest.raises(ConfigError, match=f"^{re.escape(str(file))}: foreign-by-language{told}"):
        load(file, {})
    with pytest.raises(ConfigError, match=f"^the environment variable NORMALIZE_FOREIGN_BY_LANGUAGE{told}"):
        load(None, {"NORMALIZE_FOREIGN_BY_LANGUAGE": "french=drop"})


@pytest.mark.parametrize(
    "name", ["glossary", "phrases", "judgements", "exclude", "plugins", "text-field", "id-field", "corpus"]
)
def test_a_nul_is_in_no_setting(file: Path, name: str) -> None:
    file.write_text(f'{name} = "a\\u0000b"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"^{re.escape(str(file))}: {name}: 'a\\x00b' holds a NUL character"):
        load(file, {})
    known = name.replace("-", "_")
    with pytest.raises(ConfigError, match=rf"^the environment variable NORMALIZE_{known.upper()}: 'a\\x00b' holds"):
        load(None, {f"NORMALIZE_{known.upper()}": "a\0b"})


def test_python_says_the_same_as_a_file(file: Path) -> None:
    file.write_text('glossary = "a.yaml"\nno-translate = true\nhygiene = {T503 = "off"}\n', encoding="utf-8")
    assert from_arguments(glossaries=[Path("a.yaml")], translator=None, hygiene={"T503": "off"}) == load(file, {})


def test_every_setting_is_described() -> None:
    for name, _, known in declared():
        assert known.what.endswith("."), name
