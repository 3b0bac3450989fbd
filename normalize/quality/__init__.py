"""Bad machine translation: its artefacts, and how far a document shows them."""
