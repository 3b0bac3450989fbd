"""Words, names and figures that a document writes in two ways."""
