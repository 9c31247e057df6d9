"""The documents of a voorstel (Koersplan 8.4): one for the region, and an adoptievoorstel for each college."""
