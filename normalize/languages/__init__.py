"""Which spans of a text are not in the target language."""
