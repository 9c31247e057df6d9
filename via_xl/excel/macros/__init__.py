"""The macros, one a module; :mod:`via_xl.macros` is their register."""
