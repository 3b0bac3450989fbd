"""The rules on names and acronyms: what each finds and why."""

from __future__ import annotations

from normalize.model import Category
from normalize.rules import Rule, declare

NAME, ACRONYM = Category.NAME_VARIANT, Category.ACRONYM

LISTED = declare(
    Rule(
        "N301",
        "listed-variant",
        NAME,
        "A spelling that a glossary lists as a variant of one entry.",
        "One valley counted under three names is three valleys to a search, a count or a model.",
        "safe where the spelling names nothing else; unsafe for a spelling that the language accepts, or that is also "
        "a word or another name and lacks support in the document",
        ("fighting in the Panchir Valley", "fighting in the Panjshir Valley"),
        "a plate of poutine",
    )
)
NEAR = declare(
    Rule(
        "N302",
        "near-spelling",
        NAME,
        "A spelling that no glossary lists and that differs from one entry's as romanisations of one name do.",
        "No list holds every romanisation; likeness alone links Italian to Taliban, so it needs support.",
        "safe with support in the document; unsafe with less",
        ("sent back to Tjikistan … in Tajikistan", "sent back to Tajikistan … in Tajikistan"),
        "an Italian official on the Taliban",
    )
)
FAMILY = declare(
    Rule(
        "N303",
        "family-name",
        NAME,
        "A family name alone in a variant spelling, whose person the document names in full, or that a title precedes.",
        "The short mention is the commonest one; it follows from the full name, never from likeness alone.",
        "safe with the full name in the document, or with a title where one person only is meant; unsafe where it is "
        "also a word or another name, or a title alone speaks for it; else left alone",
        ("Vladimir Poutine … Poutine said", "Vladimir Putin … Putin said"),
        "Sheikh Rashid Ahmed, beside Ahmad Shah Massoud",
    )
)
JOINT = declare(
    Rule(
        "N304",
        "joint",
        NAME,
        "A name joined with a hyphen, a space or nothing where its entry has another joint.",
        "Whether Al- takes a hyphen belongs to the name: Al-Qaeda, but Al Jazeera.",
        "safe for a listed variant with other words, of a language, or behind the Arabic article, or where the "
        "document writes the name both ways; else display",
        ("Al-Qaeda … a reconstitution of Al Qaeda", "Al-Qaeda … a reconstitution of Al-Qaeda"),
        "Al Jazeera",
    )
)
CASE = declare(
    Rule(
        "N305",
        "acronym-case",
        ACRONYM,
        "A name or acronym in another letter case than its entry's.",
        "Several houses write acronyms like words; a search that heeds case misses them.",
        "display, where the document mixes both, has other damage, or a glossary of yours asks",
        ("an Isis-K branch of ISIS-K", "an ISIS-K branch of ISIS-K"),
        "who said it",
    )
)
DIACRITICS = declare(
    Rule(
        "N306",
        "diacritics",
        NAME,
        "A name that differs from its entry by diacritics alone.",
        "Agencies drop them and reference works keep them: a matter of house style.",
        "display, where the document mixes both, has other damage, or a glossary of yours asks; safe where the name "
        "is written in another script at home and English romanises it without marks (Andreï Sakharov)",
        (
            "Recep Tayyip Erdoğan won; Recep Tayyip Erdogan spoke",
            "Recep Tayyip Erdogan won; Recep Tayyip Erdogan spoke",
        ),
        "Bogotá, where the entry has it so",
    )
)
AMBIGUOUS = declare(
    Rule(
        "N307",
        "ambiguous-variant",
        NAME,
        "A variant that two entries claim, with different right forms and nothing in the document to choose.",
        "A wrong name is worse than a variant one.",
        "display",
        ("a form listed under two people", "one of the two, by a person's choice"),
        "a form that only one entry in the document can mean",
    )
)
OTHER_SCRIPT = declare(
    Rule(
        "N308",
        "other-script",
        NAME,
        "A name that stands in its own script in a text of another one, as translations leave it.",
        "Nobody who searches for the name finds it, and few readers can read it.",
        "safe alone among words of the text's script; unsafe beside a comma or dash, where it may explain, and where a "
        "careful entry has no support; left alone in brackets or quotation marks and beside words of its own script",
        ("the minister met Владимира Путина", "the minister met Vladimir Putin"),
        "Vladimir Putin (Владимир Путин)",
    )
)
ROMANISED = declare(
    Rule(
        "N309",
        "romanised-name",
        NAME,
        "A name in a script in which no glossary lists it, whose spelling in Latin letters is like an entry’s.",
        "No glossary lists all names in all scripts: many that a translation leaves are those of people it knows.",
        "safe where the document names the entry in Latin letters, too; else unsafe; left alone where N308 is, and in "
        "lines and sentences of the other script",
        ("Khaled Meshaal … the deputy of Халед Мешааль", "Khaled Meshaal … the deputy of Khaled Meshaal"),
        "a name that is like no entry’s",
    )
)
PERMUTED = declare(
    Rule(
        "N310",
        "acronym-word-order",
        ACRONYM,
        "An acronym in the word order of another language, beside or after the long form that proves it.",
        "FNR, NFR and NRF are one front; readers and counters see three.",
        "safe where the long form stands beside it and the right acronym is attested; else unsafe",
        ("the National Resistance Front (FNR)", "the National Resistance Front (NRF)"),
        "Guadalajara Civil Hospital (CHG)",
    )
)
FOREIGN_ACRONYM = declare(
    Rule(
        "N311",
        "foreign-acronym",
        ACRONYM,
        "The acronym that another language uses for an entry.",
        "ONU and UN are one organisation.",
        "safe where the document names the entry otherwise too; else unsafe",
        ("the United Nations … the ONU said", "the United Nations … the UN said"),
        "an acronym that is some other entry's own",
    )
)
SUSPECT_ACRONYM = declare(
    Rule(
        "N312",
        "acronym-mismatch",
        ACRONYM,
        "An acronym whose letters are those of the long form beside it, in another order, with no other evidence.",
        "It may be a word order taken over from the source, or the name's own acronym.",
        "display",
        ("the Civil Defence Unit (UDC)", "the Civil Defence Unit (CDU)"),
        "the National Electoral Council (NEC)",
    )
)
OF_NAMES = (LISTED, NEAR, FAMILY, JOINT, CASE, DIACRITICS, AMBIGUOUS, OTHER_SCRIPT, ROMANISED)
OF_ACRONYMS = (CASE, PERMUTED, FOREIGN_ACRONYM, SUSPECT_ACRONYM)
