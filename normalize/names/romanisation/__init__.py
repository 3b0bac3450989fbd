"""Spellings of names made from their native forms, by the habits of the languages that write them."""
