"""`apply` and `glossary diff`: from judgements to a glossary, and what a changed glossary would change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cli_support import CLEAN, Done, Folder, json_lines, read

from normalize.judgements import store
from normalize.judgements.judgement import Judgement, Scope, Verdict
from normalize.run.engines.processes import Local

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MINE = """\
# what we write
glossary: mine
language: en
entries:
  - id: panjshir   # the valley
    canonical: Panjshir
    kind: place
    aliases: [Panjsher]
"""


class TestApply:
    YES = (
        Judgement(Verdict.ACCEPT, "N302", "Panjshar", "Panjshir", "panjshir", Scope.of_corpus("news")),
        Judgement(Verdict.ACCEPT, "N302", "Panjshur", "Panjshir", "panjshir", Scope.of_document("a.txt")),
        Judgement(Verdict.REJECT, "N302", "Panjshor", "Panjshir", "panjshir", Scope.always()),
    )

    def test_an_accepted_form_becomes_an_alias(self, call: Callable[..., Done], tmp_path: Path) -> None:
        """Nothing else of the file changes; what reaches no further than a document says nothing of others."""
        (tmp_path / "mine.yaml").write_text(MINE)
        store.append(tmp_path / "said.jsonl", self.YES)
        shown = call("apply", "said.jsonl", "--onto", "mine.yaml", "-g", "none", "--diff", cwd=tmp_path)
        assert "+    aliases: [Panjsher, Panjshar]" in shown.text
        assert (tmp_path / "mine.yaml").read_text() == MINE
        done = call("apply", "said.jsonl", "--onto", "mine.yaml", "-g", "none", cwd=tmp_path)
        assert (done.status, done.err) == (0, "1 form added to mine.yaml\n")
        assert (tmp_path / "mine.yaml").read_text() == MINE.replace("[Panjsher]", "[Panjsher, Panjshar]")
        assert (
            "1 form there already" in call("apply", "said.jsonl", "--onto", "mine.yaml", "-g", "none", cwd=tmp_path).err
        )

    def test_permissions_stay_and_what_is_no_name_is_refused(self, call: Callable[..., Done], tmp_path: Path) -> None:
        long = Judgement(Verdict.ACCEPT, None, "Panj " * 200_000, "Panjshir", "panjshir", Scope.always())
        (tmp_path / "mine.yaml").write_text(MINE)
        (tmp_path / "mine.yaml").chmod(0o640)
        store.append(tmp_path / "said.jsonl", [*self.YES, long])
        done = call("apply", "said.jsonl", "--onto", "mine.yaml", "-g", "none", cwd=tmp_path)
        done.complains_once_of("longer than 500 characters, which no name is")
        assert len(done.err) < 500
        assert (done.status, (tmp_path / "mine.yaml").stat().st_mode & 0o777) == (2, 0o640)
        assert "Panjshar" in (tmp_path / "mine.yaml").read_text()

    def test_a_glossary_of_ones_own_is_made(self, call: Callable[..., Done], tmp_path: Path, glossary: Path) -> None:
        store.append(tmp_path / "said.jsonl", self.YES)
        call("apply", "said.jsonl", "--onto", "own.yaml", "-g", glossary, cwd=tmp_path)
        assert (tmp_path / "own.yaml").read_text() == (
            "glossary: own\nlanguage: en\nentries:\n"
            "  - {id: panjshir, canonical: Panjshir, kind: place, aliases: [Panjshar]}\n"
        )

    def test_what_another_glossary_knows_is_written_into_the_new_file(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path
    ) -> None:
        """Only the file itself counts for what is there already, and a form of a draft goes the same way."""
        scope = Scope.of_corpus("news")
        said = [
            Judgement(Verdict.ACCEPT, "N301", "Panchir", "Panjshir", "panjshir", scope),
            Judgement(Verdict.ACCEPT, None, "FNR", "NRF", "nrf", scope),
        ]
        store.append(tmp_path / "said.jsonl", said)
        done = call("apply", "said.jsonl", "--onto", "house.yaml", "-g", glossary, cwd=tmp_path)
        assert (done.status, done.err) == (0, "2 forms added to house.yaml\n")
        assert (tmp_path / "house.yaml").read_text() == (
            "glossary: house\nlanguage: en\nentries:\n"
            "  - {id: nrf, canonical: National Resistance Front, kind: organisation, acronyms: [FNR], acronym: NRF}\n"
            "  - {id: panjshir, canonical: Panjshir, kind: place, aliases: [Panchir]}\n"
        )
        again = call("apply", "said.jsonl", "--onto", "house.yaml", "-g", glossary, cwd=tmp_path)
        assert again.err == "0 forms added to house.yaml, 2 forms there already\n"

    def test_a_pair_without_an_entry_is_told_with_what_to_do(self, call: Callable[..., Done], tmp_path: Path) -> None:
        said = [Judgement(Verdict.ACCEPT, "Q250", "15 thousand", "15,000", None, Scope.always())]
        store.append(tmp_path / "said.jsonl", said)
        done = call("apply", "said.jsonl", "--onto", "house.yaml", "-g", "none", cwd=tmp_path)
        assert done.status == 0
        assert "1 accepted pair without an entry (“15 thousand” → “15,000”)" in done.err
        assert "write an entry into house.yaml" in done.err

    @pytest.mark.parametrize(
        ("text", "replacement", "entry", "problem"),
        [
            ("Ahmad Masud", "Panjshir", "panjshir", "it is a name of ahmad-massoud"),
            ("Massud", "Massoud", "ahmad-massoud", "“Massoud” is no right form of ahmad-massoud (Ahmad Massoud)"),
            ("Nowhere", "Somewhere", "nowhere", "no glossary in force has this entry; name the one that has it"),
        ],
    )
    def test_what_would_do_harm_is_refused(
        self,
        text: str,
        replacement: str,
        entry: str,
        problem: str,
        call: Callable[..., Done],
        tmp_path: Path,
        glossary: Path,
    ) -> None:
        (tmp_path / "mine.yaml").write_text(MINE)
        store.append(
            tmp_path / "said.jsonl", [Judgement(Verdict.ACCEPT, "N302", text, replacement, entry, Scope.always())]
        )
        done = call("apply", "said.jsonl", "--onto", "mine.yaml", "-g", glossary, cwd=tmp_path)
        done.complains_once_of("mine.yaml")
        assert problem in done.err
        assert (done.status, (tmp_path / "mine.yaml").read_text()) == (2, MINE)

    def test_nothing_is_written_that_fails_its_own_examples(self, call: Callable[..., Done], tmp_path: Path) -> None:
        own = MINE + "    no_match: [the Panjshar of old]\n"
        (tmp_path / "mine.yaml").write_text(own)
        store.append(tmp_path / "said.jsonl", self.YES)
        done = call("apply", "said.jsonl", "--onto", "mine.yaml", "-g", "none", cwd=tmp_path)
        done.complains_once_of("mine.yaml: nothing is written")
        assert (done.status, (tmp_path / "mine.yaml").read_text()) == (2, own)


class TestGlossaryDiff:
    def test_edits_that_appear_vanish_and_change(self, call: Callable[..., Done], tmp_path: Path) -> None:
        texts = {
            "a.txt": b"Panchir and Panshir, Panshir and Panjshir.\n",
            "b.txt": b"In Panshir, near Qabul. Kabul is far.\n",
        }
        Folder(tmp_path / "news").fill(texts)
        line = "  - {{id: panjshir, canonical: {0}, kind: place, aliases: [{1}]}}\n"
        (tmp_path / "a.yaml").write_text("entries:\n" + line.format("Panjshir", "Panchir, Panshir"))
        kabul = "  - {id: kabul, canonical: Kabul, kind: place, aliases: [Qabul]}\n"
        (tmp_path / "b.yaml").write_text("entries:\n" + line.format("Panjsher", "Panshir") + kabul)
        done = call("glossary", "diff", "a.yaml", "b.yaml", "news", "-j", "1", cwd=tmp_path)
        assert done.status == 0
        first = next(row for row in done.text.splitlines() if "“Panshir”" in row)
        assert (
            first
            == "changes  panjshir: “Panshir” → “Panjsher”, not “Panjshir” (3 places in 2 documents, first in a.txt)"
        )
        assert "appears  kabul: “Qabul” → “Kabul” (1 place in 1 document, first in b.txt)" in done.text
        lines = call(
            "glossary", "diff", "a.yaml", "b.yaml", "news", "-j", "1", "--output-format", "jsonl", cwd=tmp_path
        ).lines
        assert sum(one["places"] for one in lines if one["what"] == "changes" and one["text"] == "Panshir") == 3
        assert read(tmp_path / "news") == texts

    def test_two_jobs_are_two_processes(
        self, call: Callable[..., Done], tmp_path: Path, glossary: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Folder(tmp_path / "news").fill({f"{i}.txt": b"The Panchir Valley.\n" * (i + 1) for i in range(9)})
        words = ("glossary", "diff", "none", glossary, "news", "--output-format", "jsonl")
        expected = call(*words, "-j", "1", cwd=tmp_path)
        crews: list[int] = []
        served = Local.map_ordered

        def serve_and_count(engine: Local, *given: Any, **more: Any) -> Iterator[Any]:
            crews.append(engine.workers)
            return served(engine, *given, **more)

        monkeypatch.setattr(Local, "map_ordered", serve_and_count)
        assert call(*words, "-j", "2", cwd=tmp_path) == expected
        assert set(crews) == {2}

    def test_of_one_glossary_with_itself(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path
    ) -> None:
        done = call("glossary", "diff", glossary, glossary, "news", "-j", "1", cwd=tmp_path)
        assert (done.out, done.err) == (b"", "0 edits appear; 0 edits vanish; 0 edits change\n")

    def test_against_none(self, call: Callable[..., Done], corpus: Path, tmp_path: Path, glossary: Path) -> None:
        """What a glossary does at all: the edits of a run."""
        lines = call(
            "glossary", "diff", "none", glossary, "news", "-j", "1", "--output-format", "jsonl", cwd=tmp_path
        ).lines
        assert {one["what"] for one in lines} == {"appears"}
        call("fix", "news", "-o", "out", "-g", glossary, cwd=tmp_path)
        assert read(tmp_path / "out") == CLEAN
        assert sum(one["places"] for one in lines) == len(json_lines(tmp_path / "out/.normalize/0001/edits.jsonl"))

    @pytest.mark.parametrize(("first", "second"), [("", "none"), ("none", ","), (" ", "none")])
    def test_no_name_is_no_glossary(
        self, call: Callable[..., Done], corpus: Path, tmp_path: Path, first: str, second: str
    ) -> None:
        """It would be the ones that ship otherwise, silently."""
        done = call("glossary", "diff", first, second, corpus, cwd=tmp_path)
        done.complains_once_of("names no glossary")
        assert done.status == 2
