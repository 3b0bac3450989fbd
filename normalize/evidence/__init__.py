"""What a corpus and a document say."""
