"""Packages from files and from an index: what is refused, and what is left behind."""

from __future__ import annotations

import hashlib
import json
import stat
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from normalize.errors import TranslationError
from normalize.translate.packages import install
from normalize.translate.packages.index import index_url, offers
from normalize.translate.packages.install import install_file, install_pair, remove
from normalize.translate.packages.installed import installed, packages_folder, version_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

METADATA = {"from_code": "es", "to_code": "en", "package_version": "1.0"}
GOOD = {
    "es_en/metadata.json": json.dumps(METADATA),
    "es_en/sentencepiece.model": "pieces",
    "es_en/model/model.bin": "weights",
}


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture
def archive(tmp_path: Path) -> Callable[..., Path]:
    """Makes a package file: `archive({name: text}, *members)`."""

    def make(files: dict[str, str], *members: tuple[zipfile.ZipInfo, str]) -> Path:
        path = tmp_path / "package.argosmodel"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for name, text in files.items():
                out.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED if len(text) > 1000 else None)
            for info, text in members:
                out.writestr(info, text)
        return path

    return make


def left_behind(packages: Path) -> list[str]:
    """Everything in and beside the folder of packages, which may be there itself."""
    found = packages.parent.rglob("*") if packages.parent.exists() else ()
    return sorted(p.relative_to(packages.parent).as_posix() for p in found if p != packages)


def test_a_file_is_installed_with_its_checksum(packages: Path, argosmodel: dict[str, Path]) -> None:
    package = install_file(argosmodel["es_en"], digest(argosmodel["es_en"]).upper())
    assert (package.source, package.target, package.version) == ("es", "en", "1.0")
    assert package.path == packages / "translate-es_en-1_0"
    assert package.recorded_digest == package.digest
    record = json.loads((package.path / "normalize-install.json").read_text())
    assert record["archive_sha256"] == digest(argosmodel["es_en"])
    assert [p.name for p in installed()[0]] == ["es_en 1.0"]
    assert [p.name for p in packages.parent.iterdir()] == ["packages"]


def test_installing_twice_replaces(packages: Path, argosmodel: dict[str, Path]) -> None:
    first = install_file(argosmodel["en_fr"])
    (first.path / "model" / "model.bin").write_bytes(b"spoilt")
    before = left_behind(packages)
    install_file(argosmodel["en_fr"])
    assert left_behind(packages) == before
    assert installed()[0][0].digest == first.recorded_digest


def test_a_package_installed_by_argostranslate_is_replaced(packages: Path, argosmodel: dict[str, Path]) -> None:
    with zipfile.ZipFile(argosmodel["en_fr"]) as file:
        file.extractall(packages)
    install_file(argosmodel["en_fr"])
    assert [p.name for p in packages.iterdir()] == ["translate-en_fr-1_0"]


def without(name: str) -> dict[str, str]:
    return {k: v for k, v in GOOD.items() if k != name}


def link(name: str) -> tuple[zipfile.ZipInfo, str]:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, "/etc/passwd"


@pytest.mark.parametrize(
    ("files", "members", "message"),
    [
        (without("es_en/metadata.json"), (), "no metadata.json"),
        (without("es_en/sentencepiece.model"), (), "tokenizer is missing"),
        (without("es_en/model/model.bin"), (), "tokenizer is missing"),
        ({**GOOD, "es_en/metadata.json": "{"}, (), "cannot be unpacked"),
        ({**GOOD, "es_en/metadata.json": "[]"}, (), "no JSON object"),
        ({**GOOD, "es_en/metadata.json": json.dumps({**METADATA, "from_code": "../x"})}, (), "from_code"),
        ({**GOOD, "es_en/metadata.json": json.dumps({**METADATA, "package_version": "/1"})}, (), "package_version"),
        ({**GOOD, "es_en/metadata.json": json.dumps({**METADATA, "type": "sbd"})}, (), "no package that translates"),
        ({**GOOD, "other/file": ""}, (), "2 entries at the top"),
        ({**GOOD, "/etc/file": ""}, (), "outside"),
        ({**GOOD, "es_en/../../file": ""}, (), "outside"),
        ({**GOOD, "..": ""}, (), "outside"),
        ({**GOOD, "es_en\\..\\file": ""}, (), "outside"),
        ({**GOOD, "C:/file": ""}, (), "outside"),
        ({**GOOD, "es_en/Model/model.bin": ""}, (), "twice"),
        (GOOD, (link("es_en/model/vocabulary.json"),), "link"),
        ({**GOOD, "es_en/zeros": "0" * (70 << 20)}, (), "would unpack to"),
        ({**GOOD, **{f"es_en/{i}": "" for i in range(5001)}}, (), "files, more than"),
        ({}, (), "entries at the top"),
    ],
)
def test_a_bad_archive_leaves_nothing_behind(
    packages: Path,
    archive: Callable[..., Path],
    files: dict[str, str],
    members: tuple[tuple[zipfile.ZipInfo, str], ...],
    message: str,
) -> None:
    file = archive(files, *members)
    with pytest.raises(TranslationError, match=message) as caught:
        install_file(file)
    assert str(caught.value).startswith(str(file))
    assert "\n" not in str(caught.value)
    assert left_behind(packages) == []


def test_a_wrong_checksum_and_broken_files_are_refused(packages: Path, archive: Callable[..., Path]) -> None:
    file = archive(GOOD)
    with pytest.raises(TranslationError, match="SHA-256"):
        install_file(file, "00")
    data = file.read_bytes()
    for broken in (b"", b"no zip", data[:200], data.replace(b"weights", b"weightz")):
        file.write_bytes(broken)
        if broken == data:
            continue
        with pytest.raises(TranslationError):
            install_file(file)
    with pytest.raises(TranslationError, match="No such file"):
        install_file(file.with_name("none"))
    assert left_behind(packages) == []


def test_a_failure_half_way_leaves_all_as_it_was(
    packages: Path, argosmodel: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = install_file(argosmodel["en_fr"])
    before = left_behind(packages)

    def fail(path: Path) -> str:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(install, "content_digest", fail)
    with pytest.raises(TranslationError, match="No space left"):
        install_file(argosmodel["en_fr"])
    assert left_behind(packages) == before
    assert old.recorded_digest == old.digest


def test_remove(packages: Path, argosmodel: dict[str, Path]) -> None:
    install_file(argosmodel["en_fr"])
    assert [p.name for p in remove("en", "fr")] == ["en_fr 1.0"]
    assert left_behind(packages) == []
    with pytest.raises(TranslationError, match="en → fr"):
        remove("en", "fr")


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder; /cut breaks off in the middle."""

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        if self.path != "/cut":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half")
        return None


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A web server on this machine: its address, and the folder that it serves."""
    root = tmp_path / "site"
    root.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", root
        server.shutdown()
        thread.join()


def publish(root: Path, file: Path, **more: object) -> None:
    """Put a package and an index with it on the site."""
    (root / file.name).write_bytes(file.read_bytes())
    entry = {"from_code": "es", "to_code": "en", "package_version": "1.0", "links": [file.name], **more}
    old = {**entry, "package_version": "0.9", "links": ["gone"]}
    other = [{"type": "sbd"}, {"from_code": 1}, 7, {**entry, "to_code": "ca"}]
    (root / "index.json").write_text(json.dumps([old, entry, *other]))


def test_the_highest_version_comes_from_an_index(
    packages: Path, site: tuple[str, Path], argosmodel: dict[str, Path]
) -> None:
    address, root = site
    publish(root, argosmodel["es_en"], sha256=digest(argosmodel["es_en"]))
    assert [(o.source, o.target, o.version) for o in offers(address)] == [
        ("es", "ca", "1.0"), ("es", "en", "1.0"), ("es", "en", "0.9")
    ]  # fmt: skip
    package = install_pair("es", "en", address)
    assert package.version == "1.0"
    record = json.loads((package.path / "normalize-install.json").read_text())
    assert record["origin"] == f"{address}/{argosmodel['es_en'].name}"


def test_the_index_of_the_environment_is_used(
    packages: Path, site: tuple[str, Path], argosmodel: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site[1], argosmodel["es_en"])
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", site[0] + "/")
    assert install_pair("es", "en").name == "es_en 1.0"


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"sha256": "0" * 64}, "the index says"),
        ({"links": ["cut"]}, "broke off|IncompleteRead"),
        ({"links": ["missing"]}, "404"),
        ({"links": ["file:///etc/passwd"]}, "only http"),
        ({"links": ["ftp://localhost/x"]}, "only http"),
        ({"links": []}, "offers no package es → en"),
    ],
)
def test_a_bad_download_installs_nothing(
    packages: Path, site: tuple[str, Path], argosmodel: dict[str, Path], more: dict[str, object], message: str
) -> None:
    publish(site[1], argosmodel["es_en"], **more)
    index = json.loads((site[1] / "index.json").read_text())
    (site[1] / "index.json").write_text(json.dumps(index[1:]))
    with pytest.raises(TranslationError, match=message):
        install_pair("es", "en", site[0])
    assert left_behind(packages) == []


def test_the_next_link_is_tried(packages: Path, site: tuple[str, Path], argosmodel: dict[str, Path]) -> None:
    name = argosmodel["es_en"].name
    publish(site[1], argosmodel["es_en"], links=["missing", name])
    assert install_pair("es", "en", site[0]).path.is_dir()


def test_a_package_of_another_pair_is_refused(
    packages: Path, site: tuple[str, Path], argosmodel: dict[str, Path]
) -> None:
    publish(site[1], argosmodel["en_fr"])
    with pytest.raises(TranslationError, match="translates en → fr, not es → en"):
        install_pair("es", "en", site[0])
    assert left_behind(packages) == []


@pytest.mark.parametrize(("content", "message"), [("<html>", "no index"), ("{}", "not a list"), (None, "404")])
def test_what_is_no_index_is_told(site: tuple[str, Path], content: str | None, message: str) -> None:
    if content is not None:
        (site[1] / "index.json").write_text(content)
    with pytest.raises(TranslationError, match=message):
        offers(site[0])


def test_nobody_listens() -> None:
    with pytest.raises(TranslationError, match="cannot be read"):
        offers("http://127.0.0.1:9/index.json")


def test_index_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARGOS_PACKAGE_INDEX", raising=False)
    assert index_url().startswith("https://")
    assert index_url("http://x/y.json") == "http://x/y.json"


def test_where_packages_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert packages_folder() == tmp_path / "data" / "argos-translate" / "packages"
    (tmp_path / "argos-translate").mkdir()
    (tmp_path / "argos-translate" / "settings.json").write_text('{"ARGOS_PACKAGES_DIR": "/models"}')
    assert packages_folder() == Path("/models")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "/mine")
    assert packages_folder() == Path("/mine")


def test_versions_sort_by_number() -> None:
    assert sorted(["1.10", "1.9", "1.0", "2", "1.9.1"], key=version_key) == ["1.0", "1.9", "1.9.1", "1.10", "2"]


ENTRY = {"from_code": "es", "to_code": "en", "package_version": "1.9"}


def test_an_entry_that_cannot_be_used_hides_no_other(site: tuple[str, Path]) -> None:
    address, folder = site
    entries = [
        {**ENTRY, "links": ["http://[::1/x"]},
        {**ENTRY, "package_version": "2.0", "links": ["a.argosmodel"], "sha256": "zz"},
        {**ENTRY, "to_code": "es", "links": ["a.argosmodel"]},
        {**ENTRY, "package_version": "1.8", "links": ["modèl.argosmodel"]},
    ]
    (folder / "index.json").write_text(json.dumps(entries), encoding="utf-8")
    found = offers(address)
    assert [(o.version, len(o.links)) for o in found] == [("1.9", 0), ("1.8", 1)]
    assert found[1].links[0].isascii()


def test_an_index_without_end_is_refused(site: tuple[str, Path]) -> None:
    address, folder = site
    (folder / "index.json").write_text("[" * 200_000, encoding="utf-8")
    with pytest.raises(TranslationError, match="is no index"):
        offers(address)


def test_a_package_whose_metadata_has_no_end_is_broken_alone(packages: Path) -> None:
    (packages / "deep").mkdir(parents=True)
    (packages / "deep" / "metadata.json").write_text("[" * 50_000, encoding="utf-8")
    _, broken = installed(packages)
    assert [b.path.name for b in broken] == ["deep"]
