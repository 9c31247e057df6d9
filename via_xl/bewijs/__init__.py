"""The proof: recalculate, compare, fingerprint, lint. Nothing is published without it."""
