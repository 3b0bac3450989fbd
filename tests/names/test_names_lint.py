"""Problems of glossaries, and entries against their own examples."""

from __future__ import annotations

from dataclasses import replace

import shipped_entries

from normalize.languages.tables import has_a_code
from normalize.names.glossary.entry import Alias, Entry
from normalize.names.glossary.lint import contradictions, failing_examples, idle, lint
from normalize.names.glossary.read import combine, read, shipped
from normalize.names.setup import build_linker


def messages(*entries: Entry) -> list[str]:
    return [p.message for p in lint(entries)]


def test_an_alias_of_two_entries_of_one_kind():
    a = Entry("a", "North Lora", "place", aliases=(Alias("Loravia"),))
    b = Entry("b", "South Lora", "place", aliases=(Alias("LORAVIA"),))
    (message,) = [m for m in messages(a, b) if "claimed" in m]
    assert "loravia" in message
    assert "a" in message


def test_an_alias_of_two_entries_of_different_kinds_is_no_conflict():
    a = Entry("a", "North Lora", "place", aliases=(Alias("Loravia"),))
    b = Entry("b", "Lora Front", "group", aliases=(Alias("Loravia"),))
    assert not any("claimed" in m for m in messages(a, b))


def test_a_list_in_the_place_of_one_name():
    """It is told: nobody's name has such a sign, and no text would hold the whole of it."""
    entry = Entry(
        "lora", "North Lora", "place", aliases=(Alias("Nord Lora; Nord-Lora"), Alias("Lora|Lorra"), Alias("Lora"))
    )
    assert sorted(m for m in messages(entry) if "parts several" in m) == [
        "lora: “Lora|Lorra” is read as one name; if “|” parts several, list each by itself",
        "lora: “Nord Lora; Nord-Lora” is read as one name; if “;” parts several, list each by itself",
    ]


def test_what_is_said_of_a_form_is_said_once_however_many_languages_have_it():
    entry = Entry("lora", "North Lora", "place", aliases=(Alias("Paris", "fr"), Alias("Paris", "de")))
    assert sum("“Paris”" in m for m in messages(entry)) == 1


def test_a_form_that_is_to_be_mapped_here_and_right_there():
    here = Entry("lora", "Anna Lora", "person", aliases=(Alias("Anna Lorra"), Alias("Anna Laura", "it")), place="here")
    there = Entry("lora", "Anna Lora", "person", aliases=(Alias("Anna Lorra", "en"), Alias("Anna Laura", "en")))
    (problem,) = contradictions([here, replace(there, place="there")])
    assert (problem.place, problem.grave) == ("here", False)
    assert "“Anna Lorra” is to be mapped here, and right at there" in problem.message
    assert contradictions([here, replace(there, rank=1)]) == [], "a user's glossary decides otherwise"
    assert contradictions([here, replace(there, id="another")]) == []


def test_the_glossaries_that_ship_do_not_contradict_each_other():
    assert contradictions(entry for path in shipped().values() for entry in read(path)) == []


def test_a_language_that_nobody_knows_is_told_once_an_entry():
    aliases = (Alias("Lorra", "xx"), Alias("Lora Lora", "xx"), Alias("Lura", "pt-BR"), Alias("Lure", "fr"))
    entry = Entry("lora", "Loravia", "place", aliases=aliases, native=(Alias("لورا", "fas"), Alias("Лора", "kaa")))
    assert sorted(m for m in messages(entry) if "language" in m) == [
        "lora: 'fas' is the code of no language that is known here; did you mean 'fa'?",
        "lora: 'pt-BR' is the code of no language that is known here; did you mean 'pt'?",
        "lora: 'xx' is the code of no language that is known here; see ISO 639-1",
    ]


def test_all_languages_of_the_glossaries_that_ship_are_known():
    entries = shipped_entries.entries()
    tags = {alias.lang for e in entries for alias in (*e.aliases, *e.acronyms, *e.native) if alias.lang is not None}
    assert [tag for tag in sorted(tags) if not has_a_code(tag)] == []


def test_an_alias_with_another_number_of_words():
    entry = Entry("a", "Anna Lora", "person", aliases=(Alias("Anna Maria Lora"), Alias("Annalora")))
    assert [m for m in messages(entry) if "number of words" in m] == [
        "a: “Anna Maria Lora” has another number of words than any right form: never mapped"
    ]


def test_an_alias_that_is_a_word():
    entry = Entry("mauritius", "Mauritius", "place", aliases=(Alias("Maurice", "fr"), Alias("Moritzius", "de")))
    assert [m for m in messages(entry) if "word or a name" in m] == [
        "mauritius: “Maurice” is also a word or a name: mapped only with evidence"
    ]


def test_an_alias_without_letters():
    entry = Entry("soernaeinen", "Sörnäinen", "place", aliases=(Alias("10", "fi"), Alias("00500")))
    assert [m for m in messages(entry) if "letter" in m] == [
        "soernaeinen: “00500” has no letter: it is not looked for",
        "soernaeinen: “10” has no letter: it is not looked for",
    ]


def test_a_link_to_nowhere():
    assert any("'gone' is in none" in m for m in messages(Entry("a", "Lora", "place", related=("gone",))))


def test_examples_that_hold():
    entry = Entry(
        "panjshir",
        "Panjshir",
        "place",
        aliases=(Alias("Panchir"),),
        match=("the Panchir Valley",),
        no_match=("a panther",),
    )
    assert failing_examples([entry]) == []


def test_examples_that_fail_are_grave():
    entry = Entry(
        "panjshir",
        "Panjshir",
        "place",
        aliases=(Alias("Panchir"),),
        match=("a panther",),
        no_match=("the Panchir Valley",),
    )
    problems = failing_examples([entry])
    assert [p.grave for p in problems] == [True, True]
    assert "“a panther” is not mapped here" in problems[0].message
    assert "would become “Panjshir”" in problems[1].message


def test_no_entries_no_problems():
    assert lint([]) == []
    assert failing_examples([]) == []


def test_the_shipped_glossaries_keep_their_examples():
    assert [p.message for p in failing_examples(shipped_entries.entries(), build_linker((), "en"))] == []


def test_an_entry_that_is_off_must_be_there():
    there, off = Entry("a", "Lora", "place"), Entry("a", "a", "other", off=True)
    assert idle([there, off]) == []
    assert [p.message for p in idle([off, there])] == [
        "a: off, but no glossary read before has this id: nothing is switched off"
    ]
    assert not any(p.grave for p in idle([off]))


def test_a_link_to_an_entry_that_is_off_leads_nowhere():
    entries = combine(
        [
            Entry("a", "Lora", "place"),
            Entry("b", "Brankov", "place", related=("a",)),
            Entry("a", "a", "other", off=True),
        ]
    )
    assert [e.id for e in entries] == ["b"]
    assert any("'a' is in none" in m for m in messages(*entries))
