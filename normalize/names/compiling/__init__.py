"""Compiling the entries of glossaries into tables for lookup: entry by entry, in several processes where it pays, with
no more in memory than the texts of the phrases and words and some numbers for each."""
