"""Text hygiene: what encodings, editors and web pages leave in a text, found before anything else looks at it."""
