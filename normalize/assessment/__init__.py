"""Does a document read like machine translation, and from which language?"""
