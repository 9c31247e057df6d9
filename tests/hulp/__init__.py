"""Tools of the tests: other spreadsheet engines, the schema validator, workbooks to spoil."""
