"""Names: which entry of which glossary a text names, and in which form it is written right."""
