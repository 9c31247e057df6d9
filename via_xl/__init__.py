"""ViA-XL: the yearly settlement of a regional working group, as workbooks that prove themselves."""

__version__ = "0.1.0"
