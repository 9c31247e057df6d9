"""Drafts per recipient, encrypted attachments, and the register of what was made."""
