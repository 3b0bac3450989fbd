"""Glossary files: entries, reading, checking."""
