"""Data files, tables on disk, and the user's cache."""
