"""Guessing the legacy encoding of bytes that are not UTF-8."""

from __future__ import annotations

import re

from normalize.text.pattern import pattern

_SAMPLE_SIZE = 256 * 1024
_NON_ASCII = re.compile(rb"[\x80-\xff]")

# Only encodings that extend ASCII, keep no state between characters and never use the byte of a line end inside one:
# parts of a file can then be decoded and encoded on their own.
_CANDIDATES = [
    *("cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_9"),
    *("koi8_r", "koi8_u", "cp866", "gb18030", "big5", "cp932", "euc_jp", "cp949"),
]

# What Western news text uses beyond ASCII. Left out are letters and signs that in Western text are rarer than the
# Polish, Czech or Turkish letters that share their byte (³ is ł, ¹ is ą, þ is ş, ý is ı).
_WESTERN = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœŠšŽžŸ€‚ƒ„…†‡‰‹‘’“”•–—™›\xa0¡¢£§©ª«\xad®°±²´µ·º»½¿×"
)
_FOREIGN = pattern(r"[^\x00-\x7f]")
# Two accented letters in a row are rare in Western text, three unheard of; Cyrillic read as cp1252 has nothing else.
_LETTER_RUN = pattern(r"[À-ÖØ-öø-ÿ]{3,}")

# The library often takes Polish for Turkish; then "powiedział" reads "powiedzia³" and "że" reads "¿e".
_SIGNS = "[¡¢£¤¥¦¨¯±²³´µ¶¸¹¼½¾¿]"
_SIGN_IN_WORD = pattern(rf"[^\W\d_]{_SIGNS}|{_SIGNS}[^\W\d_]")


# What chardetng (the detector of Firefox) calls the encodings, and Python's codecs for them. Those are left out that
# keep state between characters, and those that nobody writes any more.
_BROWSER = {
    **{f"windows-125{n}": f"cp125{n}" for n in range(9)},
    **{f"ISO-8859-{n}": f"iso8859_{n}" for n in (2, 5, 6, 7, 8)},
    "ISO-8859-8-I": "iso8859_8",
    "windows-874": "cp874",
    "IBM866": "cp866",
    "KOI8-U": "koi8_u",
    "GBK": "gb18030",
    "gb18030": "gb18030",
    "Big5": "big5",
    "Shift_JIS": "cp932",
    "EUC-JP": "euc_jp",
    "EUC-KR": "cp949",
}
_UKRAINIAN = frozenset("єіїґЄІЇҐ")


def legacy_codec(data: bytes) -> str | None:
    """Return the codec that the bytes are most likely in, or None for no idea; the same bytes give the same answer.

    What chardetng says is taken if the bytes are valid in it; else the codec in which they read best. Only 256 kB from
    the first non-ASCII byte on are looked at, so the rest may still not decode.

    >>> legacy_codec("Le président a démissionné".encode("cp1252"))
    'cp1252'
    >>> legacy_codec("Президент заявил, что переговоры продолжаются".encode("cp1251"))
    'cp1251'
    """
    sample = _sample(data)
    return _by_browser(sample) or _by_reading(sample)


def _by_browser(sample: bytes) -> str | None:
    """The codec for what chardetng says; None where it prefers nothing, or the bytes do not come back from it."""
    from chardetng_py import EncodingDetector

    detector = EncodingDetector()
    detector.feed(sample, last=True)
    name, is_better = detector.guess_assess(tld=None, allow_utf8=False)
    codec = _BROWSER.get(name)
    if codec is None or not is_better:
        return None
    try:
        text = sample.decode(codec)
        if text.encode(codec) != sample:
            return None
    except UnicodeError:
        return None
    if _same_in(sample, "cp1252", text):
        return "cp1252"
    # The two differ in these letters alone: a Russian text is as people call it.
    return "koi8_r" if codec == "koi8_u" and _UKRAINIAN.isdisjoint(text) else codec


def _same_in(sample: bytes, codec: str, text: str) -> bool:
    """Whether the bytes are the same text in another codec."""
    try:
        return sample.decode(codec) == text
    except UnicodeDecodeError:
        return False


def _by_reading(sample: bytes) -> str | None:
    """Western where it reads so; else the candidate in which charset-normalizer finds a language."""
    if _is_western(sample):
        return "cp1252"
    from charset_normalizer import from_bytes  # loaded where it is needed: most files are in Unicode

    matches = from_bytes(sample, cp_isolation=_CANDIDATES, enable_fallback=False)
    # Stable: of equals the library's favourite.
    best = min(matches, key=lambda match: len(_SIGN_IN_WORD.findall(str(match))), default=None)
    return None if best is None else best.encoding


def _sample(data: bytes) -> bytes:
    first = _NON_ASCII.search(data)
    # What precedes the first non-ASCII byte is ASCII: a cut there splits no character, nor does one behind a space.
    start = max(0, first.start() - 256) if first else 0
    sample = data[start : start + _SAMPLE_SIZE]
    cut = sample.rfind(b" ") + 1
    return sample[:cut] if start + _SAMPLE_SIZE < len(data) and cut else sample


def _is_western(sample: bytes) -> bool:
    """Tell whether a sample reads well as cp1252: at most one non-ASCII character in twenty is out of place."""
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    foreign = _FOREIGN.findall(text)
    misplaced = sum(char not in _WESTERN for char in foreign) + sum(map(len, _LETTER_RUN.findall(text)))
    return misplaced * 20 <= len(foreign)
