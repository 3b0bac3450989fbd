"""What a user chose: read once, checked once."""
