"""Whether a mention is mapped unasked, on request, only shown, or left alone."""
