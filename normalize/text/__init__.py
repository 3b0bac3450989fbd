"""One notion of a text's words, lines, separators, protected spans and edits."""
