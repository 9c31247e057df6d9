"""The macros, one a module; :mod:`via_xl.schrijven.macros` is their register."""
