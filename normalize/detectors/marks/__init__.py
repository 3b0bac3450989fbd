"""Marks and the blanks around them: one grammar over separators and pairs, by the habits of the target language."""
