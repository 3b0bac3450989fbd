"""The page of a run: what it says, what it never lets through, and that it is the same for the same run."""

from __future__ import annotations

import os
import re
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from runs import PANCHIR, Found, run_of

from normalize.audit import Answer, Judged, draw
from normalize.audit.answers import Drawing, append
from normalize.errors import MissingLibrary
from normalize.io.jsonlines import dump
from normalize.model import Applicability, Category
from normalize.report.page import charts, render
from normalize.report.page.render import check_libraries, page, write
from normalize.run.journal import UNDONE, Run

SNAPSHOTS = Path(__file__).parent / "snapshots"
NAME = {"entry": "panjshir"}
FOREIGN = {"category": Category.FOREIGN, "lang": "fr"}
FURNITURE = {"category": Category.BOILERPLATE}
UNSURE = {"applicability": Applicability.UNSAFE}
FILES = {
    "north/a.txt": (
        "Fighting in the Panchir and the Panshir valleys.\n\nLire aussi\n\nShare this\n",
        [
            Found("Panchir", "Panjshir", more=NAME),
            Found("Panshir", "Panjshir", more=NAME),
            Found("Lire aussi", "Read also", "L101", more=FOREIGN),
            Found("Share this", None, "W402", more=FURNITURE),
        ],
    ),
    "south/b.txt": ("The FNR said so.\n", [Found("FNR", "NRF", "N311", more={**UNSURE, "entry": "nrf"})]),
    "south/c.txt": ("A quiet day.\n", []),
}


class Elements(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and its text line by line."""

    blocks = frozenset(["p", "h1", "h2", "h3", "tr", "li", "caption", "dt", "article", "summary", "figcaption", "div"])

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._hidden = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden += tag in ("script", "style", "svg")
        self.text += "\n" if tag in self.blocks else " " if tag in ("td", "dd", "a") else ""

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style", "svg")

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else data.strip("\n")

    @property
    def lines(self) -> str:
        """The text without empty lines."""
        return "\n".join(line.strip() for line in self.text.split("\n") if line.strip())


def seen(run: Run) -> Elements:
    return Elements(page(run).decode())


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_of(tmp_path_factory.mktemp("run"), FILES, assessed=[0.9])


def test_a_page_reads_as_its_snapshot(run: Run) -> None:
    """`UPDATE_SNAPSHOTS=1 pytest tests/report` rewrites it: read the diff."""
    path = SNAPSHOTS / "page.txt"
    text = re.sub(r"normalize \d\S*", "normalize 0", seen(run).lines) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_the_same_run_gives_the_same_bytes(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = page(run)
    monkeypatch.chdir(tmp_path)
    assert page(run) == before
    write(run, tmp_path / "deep" / "r.html")
    assert (tmp_path / "deep" / "r.html").read_bytes() == before


def test_nothing_is_loaded_and_only_our_own_style_and_script_are_allowed(run: Run) -> None:
    text = page(run).decode()
    assert re.findall(r"https?://[^\s\"<]+", text.replace("http://www.w3.org/2000/svg", "")) == []
    found = Elements(text).tags
    assert {tag for tag, _ in found} & {"link", "img", "iframe", "object", "form", "base", "use", "image"} == set()
    loading = {"src", "style", "xlink:href"}
    assert [at for _, about in found for at in about if at in loading or at.startswith("on")] == []
    assert all((about["href"] or "").startswith("#") for _, about in found if "href" in about)
    policy = next(about["content"] or "" for _, about in found if about.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    for name in ("style", "script"):
        [inside] = re.findall(f"<{name}>(.*?)</{name}>", text, re.DOTALL)
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_every_link_leads_to_a_place_of_the_page(run: Run) -> None:
    found = seen(run).tags
    ids = [about["id"] for _, about in found if "id" in about]
    assert len(ids) == len(set(ids))
    assert [about["href"] for tag, about in found if tag == "a" and (about["href"] or "")[1:] not in ids] == []


def test_tables_have_captions_and_heads_and_pictures_have_names(run: Run) -> None:
    found = [tag for tag, _ in seen(run).tags]
    assert found.count("table") == found.count("caption") == found.count("thead") > 5
    pictures = [about for tag, about in seen(run).tags if tag == "svg"]
    assert len(pictures) == 4
    assert all(about["role"] == "img" and about["aria-label"] for about in pictures)


HOSTILE = "</del></p><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\x00\x1b[31m\u2028\"'&{{ 7*7 }}"
ALLOWED = frozenset(
    re.findall(
        r"\w+",
        """html head meta title style script body a header h1 h2 h3 p nav ul li main section dl div dt dd figure
        figcaption span svg g rect path text details summary table caption thead tbody tr th td article bdi del ins
        mark strong code""",
    )
)


def harmless(run: Run) -> str:
    """The text of a page, which holds no elements but our own and nothing that is not seen."""
    text = page(run).decode()
    found = Elements(text)
    assert {tag for tag, _ in found.tags} <= ALLOWED
    assert [tag for tag, _ in found.tags].count("script") == 1
    assert [name for _, about in found.tags for name in about if name.startswith("on")] == []
    unseen = {c for c in text if category(c) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")} - set("\n\u200c\u200d")
    assert unseen == set()
    return found.text


def test_hostile_text_is_shown_as_text(tmp_path: Path) -> None:
    clean = HOSTILE.replace("\x00", "")
    evidence = {"why": HOSTILE, "runner_up": {"entry": HOSTILE, "score": 0.5}, "support": HOSTILE}
    more = {"entry": HOSTILE, "lang": HOSTILE, "message": HOSTILE, "evidence": evidence}
    name = "<b>\u202e&.txt"
    files = {
        name: (
            f"Say {HOSTILE} and {clean} here {HOSTILE} again",
            [
                Found(HOSTILE, f"new {HOSTILE}", "N301", more=more),
                Found(clean, HOSTILE, "<i>", more={**more, **UNSURE}),
                Found(HOSTILE, None, "L110", nth=1, more={**more, **FOREIGN, "lang": HOSTILE}),
            ],
        )
    }
    text = harmless(run_of(tmp_path, files))
    assert (
        "<script>alert(1)</script><img src=x onerror=alert(1)>⟨U+202E⟩⟨U+0000⟩⟨U+001B⟩[31m⟨U+2028⟩\"'&{{ 7*7 }}" in text
    )
    assert "<b>⟨U+202E⟩&.txt" in text


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(word=words, put=words, around=words)
def test_any_text_is_shown_as_text(tmp_path_factory: pytest.TempPathFactory, word: str, put: str, around: str) -> None:
    more = {"entry": put, "message": word, "lang": "fr", "category": Category.FOREIGN}
    files = {"a.txt": (f"{around} {word} {around}", [Found(word, put, more=more)])}
    harmless(run_of(tmp_path_factory.mktemp("any"), files, assessed=[0.5]))


def test_a_megabyte_without_a_blank_does_not_fill_the_page(tmp_path: Path) -> None:
    long = "x" * 1_000_000
    found = [Found("Panchir", "Panjshir"), Found(long, "y" * 1_000_000, "W419", more=UNSURE)]
    data = page(run_of(tmp_path, {"a.txt": (f"{long}Panchir{long}", found)}))
    assert len(data) < 40_000
    assert b"(999,400 characters more)" in data
    assert b"<del title" in data


def test_what_is_left_out_is_said_and_every_rule_and_replacement_is_shown_first(tmp_path: Path) -> None:
    words = [f"Pan{i:02}ir" for i in range(30)]
    rare = [Found("Masud", "Massoud", "N303")]
    text = "\n".join(["Panchir"] * 100 + words + ["Masud"])
    found = [Found("Panchir", "Panjshir", nth=i) for i in range(100)] + [Found(word, "Panjshir") for word in words]
    run = run_of(tmp_path, {"a.txt": (text, found + rare)})
    shown = Elements(page(run, 20).decode())
    assert "Of 131 changes, 20 are shown in their place, of each rule some." in shown.text
    cards = re.findall(r"<del title[^>]*>([^<]*)</del>", page(run, 20).decode())
    assert cards.count("Panchir") == 1
    assert cards.count("Masud") == 1


def test_a_check_says_what_a_run_would_do(tmp_path: Path) -> None:
    text = seen(run_of(tmp_path, FILES, checked=True)).lines
    assert "Check of news" in text
    assert "Nothing was written: this was a check, and all files are as they were. A run would make 3 changes" in text
    assert "undo" not in text


def test_what_was_taken_back_is_no_change_any_more(tmp_path: Path) -> None:
    run = run_of(tmp_path, {"a.txt": (PANCHIR, [Found("Panchir", "Panjshir")])})
    [edit] = run.lines("edits.jsonl")
    (run.folder / UNDONE).write_bytes(dump({"edits": [edit["id"]], "files": {}}))
    text = seen(run).lines
    assert "Nothing was changed: every file is as it was. 1 change was taken back later" in text


def test_what_a_person_accepted_is_told_apart(tmp_path: Path) -> None:
    """Nobody is told that nothing else could be meant where a person said so."""
    said = {"judgement": {"verdict": "accept", "scope": "corpus", "was": "unsafe"}}
    words = [Found("Panchir", "Panjshir"), Found("valley", "Valley", more={"evidence": said})]
    text = seen(run_of(tmp_path, {"a.txt": (PANCHIR, words)})).lines
    assert "1 of them was accepted or written by a person; the others were made unasked." in text
    assert "accepted (corpus); it was unsafe before" in text


def test_a_run_without_findings_has_a_page(tmp_path: Path) -> None:
    text = seen(run_of(tmp_path, {"a.txt": ("A quiet day.", [])})).lines
    assert "1 file with 3 words came in from news." in text
    assert "Nothing was changed: every file is as it was." in text
    assert "Nothing is left that was found." in text


def test_an_interrupted_run_says_so(tmp_path: Path) -> None:
    assert "The run was interrupted" in seen(run_of(tmp_path, FILES, status="interrupted")).text


def test_a_text_that_is_gone_leaves_the_change_alone(tmp_path: Path) -> None:
    run = run_of(tmp_path, {"a.txt": (PANCHIR, [Found("Panchir", "Panjshir")])})
    for path in (tmp_path / "news" / "a.txt", tmp_path / "clean" / "a.txt"):
        path.write_text("something else")
    text = seen(run).lines
    assert "The text around it is gone, or changed since the run." in text
    assert "Panchir → Panjshir" in text


def test_an_audit_beside_the_run_is_printed(tmp_path: Path) -> None:
    run = run_of(tmp_path, FILES)
    assert "How much of it is right" not in seen(run).text
    judged = [Judged(item.id, Answer.RIGHT, who="Ana") for item in draw(run).items]
    append(run, Drawing(), judged)
    text = seen(run).lines
    assert "Of the edits judged, 3 were called right and 0 wrong." in text
    assert "listed variant N301 2 2 0 0 100% (34.2% to 100%)" in text
    again = seen(run_of(tmp_path, FILES)).lines
    assert "listed variant N301 2 2 0 0 100% (34.2% to 100%)" in again
    assert (
        f"{len(judged)} answers are of the earlier run 0001: the documents and the edits are the same there." in again
    )


@pytest.mark.parametrize("library", ["jinja2", "pygal"])
def test_a_missing_library_is_told_before_any_work(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    for kept in (render._environment, charts.library):
        monkeypatch.setattr(f"{kept.__module__}.{kept.__name__}", kept.__wrapped__)
    monkeypatch.setattr(render, "library", charts.library)
    with pytest.raises(MissingLibrary, match=r"pip install 'normalize-news\[report\]'"):
        check_libraries()
