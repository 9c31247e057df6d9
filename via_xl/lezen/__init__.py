"""From sources to the model: the CSV folder of a region, the master workbook. Inputs only, and strict."""
