"""Many regions at once: the yearly run of each, side by side."""
