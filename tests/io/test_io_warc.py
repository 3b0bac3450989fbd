"""WARC and WET files: texts change, with their lengths and digests; all else is what it was."""

from __future__ import annotations

import gzip
import hashlib
import re
import sys
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.recompressor import Recompressor
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from normalize.errors import InputError
from normalize.io import Fields, FileRef, is_supported, records, rewrite

# The writer of warcio leaves its scratch files to the garbage collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored.*Spooled:pytest.PytestUnraisableExceptionWarning"),
]

NEWS = "FNR troops – “Panchir”\n".encode()
IMAGE = bytes(range(256)) * 20
HTML = b"<p>FNR troops</p>"


def http(kind, *more):
    return StatusAndHeaders("200 OK", [("Content-Type", kind), *more], protocol="HTTP/1.1")


def conversion(writer, body, kind="text/plain", **headers):
    record = writer.create_warc_record(
        "http://example.org/a", "conversion", BytesIO(body), warc_content_type=kind, warc_headers_dict=headers
    )
    writer.write_record(record)


def response(writer, body, kind, *more, uri="http://example.org/b"):
    writer.write_record(
        writer.create_warc_record(uri, "response", BytesIO(body), http_headers=http(kind, *more), length=len(body))
    )


def made(*, packed):
    """A file of each kind of record, text first, last and between."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "FNR"}))
    conversion(writer, NEWS)
    response(writer, IMAGE, "image/png")
    response(writer, HTML, "text/html; charset=utf-8")
    response(writer, "FNR déjà".encode("cp1252"), "text/plain; charset=windows-1252", ("Content-Length", "8"))
    response(writer, gzip.compress(b"FNR", mtime=0), "text/plain", ("Content-Encoding", "gzip"))
    conversion(writer, b"", "text/plain")
    conversion(writer, HTML, "text/html")
    conversion(writer, b"\xef\xbb\xbfno FNR")
    return out.getvalue()


def with_digest(data, digest):
    return re.sub(rb"(?<=WARC-Block-Digest: )\S+", digest.encode(), data)


def repaired(units):
    return [unit.text.replace("FNR", "NRF (of the people)") for unit in units]


@pytest.fixture(params=["a.warc", "a.warc.gz", "a.wet", "a.warc.wet.gz"])
def archive(request, make):
    return make(request.param, made(packed=request.param.endswith("gz")))


def contents(data, **checks):
    """What a reader of WARC sees: the header fields and the content of each record."""
    found = []
    for record in ArchiveIterator(BytesIO(data), check_digests="raise"):
        fields = dict(record.rec_headers.headers)
        found.append(
            (fields, record.http_headers and dict(record.http_headers.headers), record.content_stream().read())
        )
    return found


def test_records_of_plain_text_are_documents(archive):
    [first, second, third] = list(records(archive))
    assert [u.text for (u,) in (first, second, third)] == [NEWS.decode(), "FNR déjà", "no FNR"]
    assert [u.record for (u,) in (first, second, third)] == [1, 4, 8]
    assert second[0].encoding == "windows-1252"
    assert first[0].id.startswith("urn:uuid:")
    named = Fields(id_field="WARC-Target-URI")
    assert [units[0].id for units in records(archive, fields=named)] == [f"http://example.org/{name}" for name in "aba"]


def test_what_changes_and_what_stays(archive, target):
    notes = []
    assert rewrite(archive, target, repaired, noted=notes.append).changed
    old, new = contents(archive.path.read_bytes()), contents(target.read_bytes())
    assert len(old) == len(new) == 9
    for number, (before, after) in enumerate(zip(old, new, strict=True)):
        if number not in (1, 4, 8):
            assert after == before
            continue
        assert after[2] == before[2].replace(b"FNR", b"NRF (of the people)")
        grown = 17 if number == 4 else 16  # with the length in the header of HTTP, which has a digit more
        assert int(after[0]["Content-Length"]) == int(before[0]["Content-Length"]) + grown
        for name in ("WARC-Block-Digest", "WARC-Payload-Digest"):
            assert after[0][name] != before[0][name]
        assert {k: v for k, v in after[0].items() if "Digest" not in k and k != "Content-Length"} == {
            k: v for k, v in before[0].items() if "Digest" not in k and k != "Content-Length"
        }
    assert new[4][1]["Content-Length"] == "24"
    assert [note.split(": ", 1)[1][:36] for note in notes] == [
        "2 records of HTML passed unchanged: ",
        "1 record of text in HTTP transfer or",
    ]
    again = target.with_name(archive.path.name)
    target.rename(again)
    assert not rewrite(FileRef(again, again.name), target, repaired_once).changed


def repaired_once(units):
    return [unit.text for unit in units]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_records_that_stay_keep_their_bytes_on_disk(name, make, target):
    data = made(packed=name.endswith("gz"))
    rewrite(make(name, data), target, repaired)

    def stretches(raw):
        found = ArchiveIterator(BytesIO(raw), no_record_parse=True)
        places = [(found.get_record_offset(), found.get_record_length()) for _ in found]
        return [raw[start : start + length] for start, length in places]

    kept = [old == new for old, new in zip(stretches(data), stretches(target.read_bytes()), strict=True)]
    assert [number for number, same in enumerate(kept) if not same] == [1, 4, 8]
    for member in stretches(target.read_bytes()):
        assert not name.endswith("gz") or gzip.decompress(member).startswith(b"WARC/1.0\r\n")


def test_unchanged_is_copied(archive, target):
    assert not rewrite(archive, target, repaired_once).changed
    assert target.read_bytes() == archive.path.read_bytes()


@pytest.mark.parametrize("kind", ["sha1", "SHA-256", "md5"])
@pytest.mark.parametrize("hexed", [False, True])
def test_digests_keep_their_kind(kind, hexed, make, target):
    import base64

    def digest(data):
        raw = hashlib.new(kind.lower().replace("-", ""), data).digest()
        return f"{kind}:{raw.hex() if hexed else base64.b32encode(raw).decode()}"

    out = BytesIO()
    conversion(WARCWriter(out, gzip=False), b"FNR")
    ref = make("a.wet", with_digest(out.getvalue(), digest(b"FNR")))
    rewrite(ref, target, lambda units: ["NRF!"])
    assert digest(b"NRF!").encode() in target.read_bytes()
    assert b"Content-Length: 4\r\n" in target.read_bytes()


def test_what_cannot_be_mended_stays_and_is_told(make, target):
    out = BytesIO()
    writer = WARCWriter(out, gzip=False)
    conversion(writer, b"FNR")
    unknown = with_digest(out.getvalue(), "crc7:AAAA")
    out.seek(0)
    out.truncate()
    conversion(writer, b"FNR", **{"WARC-Segment-Number": "1"})
    conversion(writer, bytes(range(32)) * 10)
    ref, told, noted = make("a.warc", unknown + out.getvalue()), [], []
    assert not rewrite(ref, target, repaired, broken=told.append, noted=noted.append).changed
    assert told == [f"{ref.path}, record 0: it has a digest of an unknown kind, 'crc7'"]
    assert [note.partition(": ")[2] for note in noted] == [
        "1 record of text in several segments passed unchanged: none of them is a text of its own; "
        "put them together first"
    ]


def test_damage_is_told_by_name(make, target, capfd):
    whole = made(packed=False)
    packed = made(packed=True)
    damaged = {
        "a.warc": [
            b"not a WARC file",
            whole[:-30],
            whole.replace(b"Content-Length: 29\r\n", b"Content-Length: 21\r\n"),
        ],
        "a.warc.gz": [gzip.compress(whole), packed[: len(packed) // 2], packed[:2000] + bytes(9) + packed[2009:]],
    }
    for name, files in damaged.items():
        for data in files:
            with pytest.raises(InputError, match=r"a\.warc(\.gz)?: cannot be read as WARC: ."):
                rewrite(make(name, data), target, repaired)
            assert not target.exists()
    assert capfd.readouterr().err == ""


def test_a_file_that_was_packed_as_a_whole_can_be_mended_as_told(make, tmp_path, target):
    ref = make("a.warc.gz", gzip.compress(made(packed=False)))
    with pytest.raises(InputError, match="mend it by `warcio recompress`"):
        list(records(ref))
    mended = tmp_path / "b.warc.gz"
    Recompressor(str(ref.path), str(mended)).recompress()
    assert len(list(records(FileRef(mended, "b.warc.gz")))) == 3


@pytest.mark.parametrize("stories", [2, 3, 300])
def test_a_file_of_text_alone_that_was_packed_as_a_whole_is_told(stories, make):
    out = BytesIO()
    writer = WARCWriter(out, gzip=False)
    for _ in range(stories):
        conversion(writer, NEWS)
    with pytest.raises(InputError, match="mend it by `warcio recompress`"):
        list(records(make("a.wet.gz", gzip.compress(out.getvalue()))))


def cut_anywhere(make, name, *, packed):
    """The lengths of the beginnings of a file of two records, text last, that are read without a word."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "FNR"}))
    border = out.tell()
    conversion(writer, NEWS)
    data, told, silent = out.getvalue(), [], []
    for size in range(1, len(data)):
        told.clear()
        try:
            list(records(make(name, data[:size]), broken=told.append))
        except InputError:
            continue
        if not told:
            silent.append(size)
    return border, len(data), silent


def test_a_packed_file_is_cut_unseen_only_between_records(make):
    border, _, silent = cut_anywhere(make, "a.warc.gz", packed=True)
    assert silent == [border]


def test_a_plain_file_is_cut_unseen_only_where_content_ends(make):
    border, size, silent = cut_anywhere(make, "a.warc", packed=False)
    ends = len(b"\r\n\r\n")
    assert silent == [*range(border - ends, border + 1), *range(size - ends, size)]


@pytest.mark.parametrize("junk", [b"\x1f", b"\x1f\x8b\x08\0", gzip.compress(b"more", mtime=0)[:-1], b"\0", b"x"])
def test_what_follows_the_last_record_is_told(junk, make):
    with pytest.raises(InputError, match="cannot be read as WARC"):
        list(records(make("a.warc.gz", made(packed=True) + junk)))


def test_other_ways_of_packing_are_not_read():
    assert [is_supported(f"a.warc{end}") for end in ("", ".gz", ".zst", ".xz")] == [True, True, False, False]


def test_without_its_package(make, monkeypatch):
    monkeypatch.setitem(sys.modules, "warcio", None)
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    with pytest.raises(InputError, match=r"normalize-news\[warc\]"):
        list(records(make("a.warc", made(packed=False))))


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 7000), junk=st.binary(max_size=40), packed=st.booleans())
def test_no_bytes_bring_anything_but_an_input_error(cut, junk, packed, tmp_path_factory):
    data = made(packed=packed)
    path = tmp_path_factory.mktemp("warc") / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(data[:cut] + junk + data[cut:])
    out = path.with_name("out")
    try:
        rewrite(FileRef(path, path.name), out, repaired_once, broken=lambda problem: None)
    except InputError:
        return
    assert out.read_bytes() == path.read_bytes()
