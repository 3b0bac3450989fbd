"""From bytes to text and back: which encoding is taken, and that nothing is lost."""

from __future__ import annotations

import codecs

import pytest
from texts import units

from normalize.errors import BinaryFile
from normalize.io import encodable
from normalize.io.encoding import decode

RUSSIAN = "Президент заявил, что переговоры в Кабуле продолжаются. " * 3
POLISH = "Prezydent Wałęsa powiedział, że źle się dzieje w państwie. " * 3
JAPANESE = "大統領はカブールでの協議が続いていると述べた。" * 3

CASES = [
    ("ascii", b"plain text\n", "utf-8", "plain text\n"),
    ("empty", b"", "utf-8", ""),
    ("utf-8", "Panjshir – résistance".encode(), "utf-8", "Panjshir – résistance"),
    ("utf-8 bom", codecs.BOM_UTF8 + "é".encode(), "utf-8-sig", "é"),
    ("bom alone", codecs.BOM_UTF8, "utf-8-sig", ""),
    ("bom twice", codecs.BOM_UTF8 * 2 + b"a", "utf-8-sig", "\ufeffa"),
    ("utf-16 le", codecs.BOM_UTF16_LE + "éa".encode("utf-16-le"), "utf-16", "éa"),
    ("utf-16 be", codecs.BOM_UTF16_BE + "éa".encode("utf-16-be"), "utf-16", "éa"),
    ("utf-32 le", codecs.BOM_UTF32_LE + "éa".encode("utf-32-le"), "utf-32", "éa"),
    ("utf-32 be", codecs.BOM_UTF32_BE + "éa".encode("utf-32-be"), "utf-32", "éa"),
    ("utf-16 le, no bom", "Kabul has fallen".encode("utf-16-le"), "utf-16-le", "Kabul has fallen"),
    ("utf-16 be, no bom", "Kabul has fallen".encode("utf-16-be"), "utf-16-be", "Kabul has fallen"),
    ("one bad byte", "één résumé ".encode() + b"\xff!", "utf-8", "één résumé \udcff!"),
    ("bom, bad byte", codecs.BOM_UTF8 + b"a\xffb", "utf-8-sig", "a\udcffb"),
    ("cut off", "“a” “b”".encode()[:-1], "utf-8", "“a” “b\udce2\udc80"),
    ("cp1252", "“El Niño” – dice él €5".encode("cp1252"), "cp1252", "“El Niño” – dice él €5"),
    ("one accent", "cafés".encode("cp1252"), "cp1252", "cafés"),
    ("cp1251", RUSSIAN.encode("cp1251"), "cp1251", RUSSIAN),
    ("koi8", RUSSIAN.encode("koi8_r"), "koi8_r", RUSSIAN),
    ("cp1250", POLISH.encode("cp1250"), "cp1250", POLISH),
    ("shift_jis", JAPANESE.encode("cp932"), "cp932", JAPANESE),
    ("stray nuls", b"Kabul\0 fell\0 on 15 August 2021\n", "utf-8", "Kabul\0 fell\0 on 15 August 2021\n"),
    ("escape codes", b"\x1b[1mbold\x1b[0m\f", "utf-8", "\x1b[1mbold\x1b[0m\f"),
]


@pytest.mark.parametrize(("data", "name", "text"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_text_encoding_and_way_back(data, name, text):
    decoded = decode(data, "a.txt")
    assert (decoded.encoding.name, decoded.text) == (name, text)
    assert decoded.encoding.bom + decoded.encoding.encode(text) == data


BINARY = [
    ("png", b"\x89PNG\r\n\x1a\n" + b"x" * 100),
    ("pdf", b"%PDF-1.7\n" + b"text " * 100),
    ("zip", b"PK\x03\x04" + b"text " * 100),
    ("gzip under a .txt name", b"\x1f\x8b\x08" + b"text " * 100),
    ("all bytes", bytes(range(256)) * 4),
    ("nuls only", b"\0" * 50),
    ("utf-16 bom and an odd number of nuls", b"\xff\xfe" + b"\0" * 31),
]


@pytest.mark.parametrize("data", [data for _, data in BINARY], ids=[name for name, _ in BINARY])
def test_binary_is_refused(data, make):
    ref = make("a.txt", data)
    with pytest.raises(BinaryFile, match=r"a\.txt: this is "):
        list(units(ref))


def test_many_nuls_in_a_long_text_are_binary_and_few_are_not():
    line = b"Kabul has fallen to the Taliban. " * 30
    assert decode((line + b"\0") * 50, "a").encoding.name == "utf-8"
    with pytest.raises(BinaryFile):
        decode((line + b"\0" * 20) * 50, "a")


@pytest.mark.parametrize("data", [b"\xff\xfeabc", b"caf\xe9 \x81\x8d", b"\x81\xff", bytes(range(0x80, 0x100))])
def test_bytes_of_no_evident_encoding_come_back(data):
    decoded = decode(data, "a")
    assert decoded.encoding.encode(decoded.text) == data


def test_latin_1_takes_what_nothing_else_does(monkeypatch):
    monkeypatch.setattr("normalize.io.encoding.legacy_codec", lambda data: "ascii")
    assert decode(b"caf\xe9", "a").encoding.name == "latin-1"


def test_same_bytes_same_guess():
    data = RUSSIAN.encode("iso8859_5")
    assert len({decode(data, "a").encoding for _ in range(5)}) == 1


def test_the_guess_looks_past_a_long_ascii_start():
    data = b"plain " * 60_000 + RUSSIAN.encode("cp1251") + b" plain" * 60_000
    assert decode(data, "a").encoding.name == "cp1251"


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("Wałęsa", "utf-8", True),
        ("Wałęsa", "utf-16", True),
        ("Wałęsa", "cp1252", False),
        ("Wałęsa", "cp1250", True),
        ("é", "utf-8-sig", True),
        ("é", "latin-1", True),
        ("€", "latin-1", False),
        ("a\udcff", "utf-8", True),
        ("\udcc3\udca9", "utf-8", False),
        ("\ud800", "utf-8", False),
        ("\ud800", "utf-16", False),
        ("", "cp1252", True),
    ],
)
def test_encodable(text, encoding, expected):
    assert encodable(text, encoding) is expected


LEGACY = [
    ("cp1254", "Belediye meclisi yarınki oturumda ışıkların değişmesini görüşecek."),
    ("cp1250", "Șoferii spun că drumul spre sat n-a fost niciodată reparat.".replace("Ș", "Ş").replace("ț", "ţ")),
    ("cp1256", "شورای شهر فردا درباره پل تازه تصمیم می‌گیرد".replace("ی", "ي").replace("ک", "ك")),
    ("gb18030", "市议会明天讨论新的大桥和学校的预算。"),
    ("big5", "市議會明天討論新的大橋和學校的預算。"),
    ("cp1252", "Moltes de les cases noves són buides a l’hivern, però no a l’estiu."),
]


@pytest.mark.parametrize(("codec", "text"), LEGACY, ids=[codec for codec, _ in LEGACY])
def test_one_sentence_tells_its_legacy_encoding(codec, text):
    assert decode(text.encode(codec), "a").text == text


def test_without_the_first_detector_the_second_one_answers(monkeypatch):
    monkeypatch.setattr("normalize.io.charset._by_browser", lambda sample: None)
    assert decode(RUSSIAN.encode("cp1251"), "a").encoding.name == "cp1251"
