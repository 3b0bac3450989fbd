"""Which names of a corpus are spellings of one, found without any glossary, and proposed as entries of a glossary."""
