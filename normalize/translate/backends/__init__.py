"""Programs and models that translate."""
