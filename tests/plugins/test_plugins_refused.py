"""Plugins that cannot be used: one clear message, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize import ConfigError, Normalizer
from normalize.detectors.furniture.detect import Furniture
from normalize.plugins import load

HOUSE = """
    from normalize import Category, Detector, Rule

    class House(Detector):
        rules = (Rule("{code}", "house", Category.SPACING, "A.", "B.", "safe", ("a", "b"), "c"),)
        words = frozenset(["bloc"])

        def find(self, reading):
            return []
"""


def refusal(name: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load((name,))
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("import no_such_module", "cannot be loaded: ModuleNotFoundError: No module named 'no_such_module'"),
        ("def broken(:", "cannot be loaded: SyntaxError"),
        ("raise SystemError('no')", "cannot be loaded: SystemError: no"),
        ("other = 1", "cannot be loaded: AttributeError"),
        ("House = 5", "int 5 is no detector: derive a class from normalize.Detector"),
        ("class House: pass", "is no detector"),
        ("from normalize import Detector as House", "cannot be loaded: TypeError"),
        (
            "from normalize import Detector\nclass House(Detector):\n  def find(self, reading): return []",
            "`rules` must be a tuple of normalize.Rule, at least one",
        ),
        (HOUSE.format(code="N301"), "the rule code 'N301' must be two or more capital letters and a number"),
        (HOUSE.format(code="Acme-1"), "such as ACME001"),
    ],
)
def test_detectors(install, code, message):
    install("odd-archive", "odd", code, detectors="house = odd:House")
    told = refusal("odd-archive")
    assert told.startswith("the plugin house of odd-archive")
    assert message in told


@pytest.mark.parametrize(
    ("group", "code", "message"),
    [
        ("glossaries", "Part = 5", "is no reader of glossaries: it has no method `read`"),
        ("glossaries", "class Part:\n  read = print", "`suffixes` must be a tuple such as ('.ini',)"),
        ("glossaries", "class Part:\n  read, suffixes = print, ('.yaml',)", "the suffix .yaml, which normalize reads"),
        ("formats", "Part = 5", "is no file format: it has no method `pieces`"),
        ("formats", "class Part:\n  pieces, suffixes = print, ('.TXT',)", "in lower case with the dot"),
        ("formats", "class Part:\n  pieces, suffixes = print, ('.txt',)", "the suffix .txt, which normalize reads"),
        ("translators", "Part = 5", "is no translator: it has no method route, translate, close"),
    ],
)
def test_other_parts(install, group, code, message):
    install("odd-archive", "odd", code, **{group: "part = odd:Part"})
    told = refusal("odd-archive")
    assert "the plugin part of odd-archive" in told
    assert message in told


def test_a_translator_called_like_ours_is_refused(install):
    install("odd-archive", "odd", "Part = 5", translators="argos = odd:Part")
    assert "the name of the translator is taken" in refusal("odd-archive")


def test_two_plugins_that_claim_one_code_are_refused(install):
    install("acme-archive", "acme_archive", HOUSE.format(code="ACME001"), detectors="house = acme_archive:House")
    install("other-archive", "other_archive", HOUSE.format(code="ACME001"), detectors="house = other_archive:House")
    assert load(("acme-archive",)).codes == load(("other-archive",)).codes == ("ACME001",)
    with pytest.raises(ConfigError, match="both claim the rule code ACME001"):
        load(("acme-archive", "other-archive"))
    assert "offered by acme-archive and other-archive: name the package" in refusal("house")


def test_nothing_is_imported_before_it_is_named(install):
    install("odd-archive", "odd", "raise SystemExit('imported')", detectors="house = odd:House")
    install("acme-archive", "acme_archive", HOUSE.format(code="ACME001"), detectors="rules = acme_archive:House")
    assert load(("rules",)).codes == ("ACME001",)
    assert Normalizer(["afghanistan"]).settings.guests == ()


def test_no_package_at_all():
    assert refusal("acme") == "no plugin 'acme' is installed; no package with plugins is"


def test_the_command_line_tells_in_one_line(install, tmp_path, capsys, monkeypatch):
    from normalize.cli import main

    install("odd-archive", "odd", "import no_such_module", detectors="house = odd:House")
    (tmp_path / "a.txt").write_text("Quiet.\n")
    monkeypatch.setattr("sys.argv", ["normalize", "check", str(Path(tmp_path, "a.txt")), "--plugin", "odd-archive"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    [told] = capsys.readouterr().err.splitlines()
    assert told.startswith("error: --plugin: the plugin house of odd-archive cannot be loaded: ModuleNotFoundError")


@pytest.mark.parametrize("given", [[5], ["no-such-plugin"], [Normalizer]])
def test_objects_that_are_no_detectors(given):
    with pytest.raises(ConfigError, match=r"is no detector|no plugin"):
        Normalizer(["afghanistan"], detectors=given)


def test_the_class_of_a_detector_in_place_of_one():
    with pytest.raises(ConfigError, match=r"the class Furniture is no detector yet: give an object, Furniture\(\)"):
        Normalizer(["afghanistan"], detectors=[Furniture])


@pytest.mark.parametrize("given", [5, object()])
def test_objects_that_are_no_translators(given):
    with pytest.raises(ConfigError, match=r"a normalize\.Backend with a `name` of its own"):
        Normalizer(["afghanistan"], translator=given)
