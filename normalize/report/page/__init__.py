"""The page for people: what came in, what changed, what is left."""
