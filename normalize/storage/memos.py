"""How much is remembered: the bounds of all memos that grow with the text, named once.

A memo that is full forgets the oldest (``lru_cache``) or everything (a plain dictionary), and answers as before. The
sizes are for a corpus of a few gigabytes a process: 100 MB of news have some 100,000 distinct forms, and half of what
is asked is asked of the 5,000 commonest.
"""

FORMS = 1 << 16  # answers about single word forms
PAIRS = 1 << 16  # answers about two forms together
VECTORS = 1 << 13  # words in foreign passages: one number a language each
TEXT_FORMS = 1 << 18  # one small answer a word form, asked for every word of a text
