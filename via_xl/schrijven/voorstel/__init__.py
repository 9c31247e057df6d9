"""The documents of a voorstel: one for the region, and an adoptievoorstel for each college."""
