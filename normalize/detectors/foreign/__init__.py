"""Spans in another language than the target's."""
