"""The hooks that we offer, run by pre-commit itself in repositories made for it.

The hooks run in this environment (`language: system`), so that no other is built; that pip can install the checkout is
tested in tests/packaging.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from environment import without_settings

ROOT = Path(__file__).resolve().parents[2]
HOOKS = ".pre-commit-hooks.yaml"


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    names = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    home = {"PRE_COMMIT_HOME": str(folder.parent / "store"), "GIT_CONFIG_GLOBAL": os.devnull}
    environment = {**without_settings("GIT_"), **names, **home, "PATH": path}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def repository(folder: Path) -> str:
    """Commit what a folder holds; the id of the commit."""
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        done = run(folder, "git", *command)
        assert done.returncode == 0, done.stderr
    return run(folder, "git", "rev-parse", "HEAD").stdout.strip()


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository that offers our hooks, and its commit."""
    folder = tmp_path_factory.mktemp("hooks") / "normalize"
    folder.mkdir()
    shutil.copy(ROOT / HOOKS, folder)
    return folder, repository(folder)


def project(folder: Path, hooks: tuple[Path, str], hook: str, args: list[str]) -> Path:
    """A repository that uses one of the hooks."""
    where, commit = hooks
    asked = {"id": hook, "language": "system", "args": [*args, "--glossary", "afghanistan"]}
    config = {"repos": [{"repo": str(where), "rev": commit, "hooks": [asked]}]}
    news = folder / "project" / "news"
    news.mkdir(parents=True)
    (news.parent / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (news / "a.txt").write_text("The Panchir Valley.\n", encoding="utf-8")
    (news / "b.jsonl").write_text('{"body": "A quiet day."}\n', encoding="utf-8")
    (news / "c.py").write_text("panchir = 'Panchir'\n", encoding="utf-8")
    (news.parent / ".gitignore").write_text(".normalize/\n", encoding="utf-8")
    repository(news.parent)
    return news.parent


def test_check_fails_where_something_can_be_repaired(tmp_path, hooks):
    folder = project(tmp_path, hooks, "normalize-check", ["--text-field", "body"])
    done = run(folder, sys.executable, "-m", "pre_commit", "run", "--all-files")
    assert done.returncode == 1, done.stdout
    assert "news/a.txt:1:5: N301 [safe] 'Panchir' → 'Panjshir'" in done.stdout
    assert "c.py" not in done.stdout
    (folder / "news/a.txt").write_text("The Panjshir Valley.\n", encoding="utf-8")
    assert run(folder, sys.executable, "-m", "pre_commit", "run", "--all-files").returncode == 0


def test_fix_repairs_a_folder(tmp_path, hooks):
    folder = project(tmp_path, hooks, "normalize-fix", ["news", "--text-field", "body"])
    done = run(folder, sys.executable, "-m", "pre_commit", "run", "--all-files")
    assert (done.returncode, "files were modified by this hook" in done.stdout) == (1, True), done.stdout
    assert (folder / "news/a.txt").read_text(encoding="utf-8") == "The Panjshir Valley.\n"
    assert (folder / "news/c.py").read_text(encoding="utf-8") == "panchir = 'Panchir'\n"
    assert run(folder, sys.executable, "-m", "pre_commit", "run", "--all-files").returncode == 0


def test_the_file_is_what_pre_commit_reads():
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", HOOKS], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout
