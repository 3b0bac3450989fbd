"""Glossaries in the formats of the field: one module a format, one table of them, one conversion."""
