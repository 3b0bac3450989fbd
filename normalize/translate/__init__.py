"""Foreign spans into the target language: phrase memory, argostranslate, Apertium; protection, guards, cache."""
