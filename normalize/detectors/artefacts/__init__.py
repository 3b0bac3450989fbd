"""What machine translation leaves in English."""
