"""The inputs of a region: each table and column said once, and the records that hold them."""
