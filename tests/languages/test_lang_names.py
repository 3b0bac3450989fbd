"""Foreign names are no foreign text, and short foreign text is no name."""

from __future__ import annotations

import pytest

from normalize.languages.spans import language_spans

NAMES = [
    "Her novel, La sombra del viento, was read in class.",
    "They watched El laberinto del fauno (2006) at school.",
    "She sang “La vie en rose” to a full hall.",
    "The menu had patatas bravas and pulpo a la gallega.",
    "He grows tomates rosa, pimientos de padrón and judías verdes.",
    "Lawyers of Médecins sans frontières met officials of the Comité international de la Croix-Rouge.",
    "He received the Ordre national du Mérite and the Prix de la Ville.",
    "Party | Seats\nParti socialiste | 31\nLes Verts | 12",
    "The court held that nemo iudex in causa sua was the rule.",
    "Ingrid Bjørnstad studied at Norges teknisk-naturvitenskapelige universitet.",
    "The musician (/ˈlɛopolt d(ə)ˈvɔːrʒɑːk/) was born there.",
    "Follow us #LaLiga #FridaysForFuture #YouTube",
    "The habit is called lezzetli ekmek by the bakers.",
]
FOREIGN = [
    ("“Hasta mañana,” she said.", "es", "Hasta mañana"),
    ("Jack Ross: “Mi objetivo es dirigir la orquesta”", "es", "Mi objetivo es dirigir la orquesta"),
    ("He said the bundesregierung would decide within days.", "de", "bundesregierung"),
    ("The paper confirms viaje a Asia, no more.", "es", "viaje a Asia"),
    ("The governor a declarat astăzi that the dam was safe.", "ro", "declarat astăzi"),
    ("See you there #NoMásViolencia", "es", "NoMásViolencia"),
    ("We will not be silent #justiciaparatodos", "es", "justiciaparatodos"),
    ("The note said ya skoro vernus, ne zhdi menya in pencil.", "ru", "ya skoro vernus, ne zhdi menya"),
    ("They shouted hum apna haq lekar rahenge and went on.", "hi", "hum apna haq lekar rahenge"),
]


@pytest.mark.parametrize("text", NAMES)
def test_a_foreign_name_is_no_foreign_text(text):
    assert language_spans(text) == []


@pytest.mark.parametrize(("text", "lang", "part"), FOREIGN)
def test_short_and_romanised_foreign_text_is_found(text, lang, part):
    (span,) = language_spans(text)
    assert span.lang == lang
    assert text[span.start : span.end].strip("“”,.") == part


def test_romanised_text_is_never_certain():
    (span,) = language_spans("Segodnya v gorode proshel bolshoy miting protiv voyny")
    assert (span.lang, span.certain) == ("ru", False)


@pytest.mark.parametrize(
    ("text", "lang", "part"),
    [
        ("US倡议424.4 million for schools", "zh", "倡议"),
        ("The price of a litreน้ำมันrose in March.", "th", "น้ำมัน"),
        ("The station at 서울에서KTX trains stopped.", "ko", "서울에서"),
        ("The talks in Genevaбылиheld in secret.", "ru", "были"),
    ],
)
def test_another_script_glued_to_latin_letters_is_cut_out(text, lang, part):
    (span,) = language_spans(text)
    assert (span.lang, text[span.start : span.end]) == (lang, part)


def test_a_stray_look_alike_is_no_other_script():
    assert language_spans("The Таlіban said so.") == []
