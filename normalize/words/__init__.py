"""What is known of single words, whatever the document."""
