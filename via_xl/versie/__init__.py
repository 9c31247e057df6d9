"""A version folder: what it replaces, what differs, whether it is still what it was, and what is made from it."""
