"""How much is remembered: the bounds of all memos that grow with the text, named once.

A memo that is full forgets the oldest (``lru_cache``) or everything (a plain dictionary), and answers as before. 100
MB of news have some 100,000 distinct word forms, and most of what is asked is asked of the 10,000 commonest; an entry
takes 200 bytes. What the tables on disk answer as quickly is not remembered at all.
"""

from typing import Final

TEXT_FORMS: Final = 1 << 18  # one small answer about a word form, asked for every word of a text
FORMS: Final = 1 << 16  # answers about single word forms
REPEATED: Final = 1 << 14  # larger answers, and those that only words and lines that texts repeat ask for twice
SHOWN: Final = 1 << 10  # what several detectors ask of one form, one after the other, when it is first shown
NEIGHBOURS: Final = 1 << 10  # the keys of a form, a kilobyte each: the same
ROWS: Final = 1 << 12  # rows of tables, decoded: near words, and what goes on from beginnings of names
LINES: Final = 1 << 11  # what is worked out of whole lines: a page has so many, and other pages have others
PAIRS: Final = 1 << 14  # answers about two forms together, which seldom meet again
VECTORS: Final = 1 << 11  # words in foreign passages: one number a language each
SEPARATORS: Final = 1 << 14  # few distinct separators make up a text
LETTERS: Final = 1 << 14
QUERIES: Final = 1 << 16  # names asked for one by one, in columns
