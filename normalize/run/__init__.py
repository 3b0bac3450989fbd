"""The chain over a document, a folder, and the record of a run."""
