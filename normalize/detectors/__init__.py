"""What finds damage, one kind of damage a folder."""
