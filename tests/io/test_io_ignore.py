"""Patterns of .gitignore: what git says of them, in bounded time."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.errors import ConfigError
from normalize.io import ignore
from normalize.io.ignore import Excluded

NAMES = st.text("ab", min_size=1, max_size=2)
STEPS = st.one_of(NAMES, st.sampled_from(["**", "*", "?", "a*", "*b", "a*b", "[a-b]", "[!a]", "*a*b"]))
PATTERNS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "!"]),
    st.sampled_from(["", "/"]),
    st.lists(STEPS, min_size=1, max_size=3).map("/".join),
    st.sampled_from(["", "", "/"]),
).filter(lambda pattern: not pattern.endswith("**/"))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


def is_left_out(patterns, path):
    """As a walk does: what is below a folder that is excluded is not looked at."""
    excluded, parts = Excluded(patterns), path.split("/")
    return any(excluded("/".join(parts[:end]) + "/") for end in range(1, len(parts))) or excluded(path)


@settings(max_examples=15, deadline=None)
@given(patterns=st.lists(PATTERNS, min_size=1, max_size=3), paths=st.lists(PATHS, min_size=1, max_size=8, unique=True))
def test_as_git_has_it(patterns, paths, tmp_path_factory):
    folder = tmp_path_factory.mktemp("git")
    subprocess.run(["git", "init", "-q", folder], check=True)
    (folder / ".gitignore").write_text("\n".join(patterns) + "\n")
    asked = "\n".join(paths)
    command = ["git", "-C", folder, "check-ignore", "--no-index", "--stdin"]
    said = subprocess.run(command, input=asked, capture_output=True, text=True).stdout
    assert [path for path in paths if is_left_out(patterns, path)] == said.splitlines()


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("\\#a", "#a", True),
        ("\\!a", "!a", True),
        ("a\\*", "ab", False),
        ("a\\*", "a*", True),
        ("a ", "a", True),
        ("a\\ ", "a ", True),
        ("[]]", "]", True),
        ("[\\]]", "]", True),
        ("[!]a]", "b", True),
        ("[a", "[a", True),
        ("[^-]", "-", False),
        ("é?", "éa", True),
        ("/", "a", False),
    ],
)
def test_signs(pattern, path, expected):
    assert Excluded([pattern])(path) is expected


@pytest.mark.parametrize("pattern", ["[z-a]", "!", "a\\"])
def test_what_is_no_pattern(pattern):
    with pytest.raises(ConfigError, match="exclude: "):
        Excluded([pattern])


def test_steps_are_counted_not_tried_in_every_way(monkeypatch):
    """What takes a backtracking matcher for ever is answered in steps that grow with pattern times path."""
    assert not Excluded(["*a*a*a*a*a*a*a*a*ab"])("a" * 200)
    assert not Excluded(["?" * 50 + "*a?" * 30 + "b"])("a" * 250)
    tried = 0

    class Counted:
        def fullmatch(self, part):
            nonlocal tried
            tried += 1
            return part == "a"

    pattern = ignore.Pattern((Counted(), None) * 20 + (Counted(), ignore.re.compile("b")))
    assert not pattern.reach(["a"] * 400)
    assert tried <= 21 * 400
