"""Translation models: found, listed, installed, checked."""
