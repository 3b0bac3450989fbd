"""Shell completion, as bash asks for it, and what asking for the version loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_support import clean_environment

# What bash does when the user presses the tab key: it calls the function that `complete` named, with the words so far.
ASKED = """
eval "$(normalize --show-completion bash)"
COMP_WORDS=({words})
COMP_CWORD={at}
COMPREPLY=()
"$(complete -p normalize | sed 's/.*-F \\([^ ]*\\) .*/\\1/')" normalize
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["normalize", "su"], {"survey"}),
        (["normalize", "fix", "--rol"], {"--rolling"}),
        (["normalize", "check", "--fail-on", "u"], {"unsafe"}),
        (["normalize", "glossary", "li"], {"lint", "list"}),
    ],
)
def test_bash_is_offered_what_fits(words: list[str], offered: set[str], tmp_path: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    script = ASKED.format(words=" ".join(words), at=len(words) - 1)
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-c", script],
        cwd=tmp_path,
        env=clean_environment({"PATH": path}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert set(done.stdout.split()) == offered, done.stderr


def test_the_version_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    """A script may ask for it a hundred times: no library of the work itself is loaded."""
    code = "import sys; from normalize.cli import main; sys.argv = ['normalize', '--version']\ntry: main()\nfinally: "
    done = subprocess.run(
        [sys.executable, "-c", f"{code}print(*sys.modules, file=sys.stderr)"],
        cwd=tmp_path,
        env=clean_environment(None),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("normalize ")
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert loaded & {"rapidfuzz", "wordfreq", "orjson", "yaml", "marisa_trie", "ftfy", "eldc", "rich"} == set()
    assert "normalize.cli.options" not in done.stderr.split()
