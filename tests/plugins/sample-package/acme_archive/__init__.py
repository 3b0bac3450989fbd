"""What the archive of the Acme Gazette adds to normalize: a house rule, a glossary reader, a format, a translator."""
