"""That something is made is told once, and only to who asked for it."""

from __future__ import annotations

from normalize.storage import cache, notice
from normalize.storage.writing import pack


def test_it_is_told_once(tmp_path, monkeypatch):
    monkeypatch.setenv("NORMALIZE_CACHE_DIR", str(tmp_path))
    told: list[str] = []
    notice.tell(told.append)
    for part in ("a", "a", "b"):
        cache.kept("t", [part], lambda key: pack(key, {}))
    assert len(told) == 1
    assert len(list(tmp_path.iterdir())) == 2
