"""ViA-XL: the yearly settlement of the working group ViA, as workbooks that prove themselves."""

__version__ = "0.1.0"
