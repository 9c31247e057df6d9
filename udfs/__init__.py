"""The functions a cell can call: thin, over via_xl.rekenen."""
