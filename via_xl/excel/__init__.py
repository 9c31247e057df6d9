"""Inside Excel: the open book, the macros and their VBA, and what puts them on a PC."""
