"""Writing findings for people and programs: full, concise, JSON lines, statistics."""
