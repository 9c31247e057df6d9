"""The arithmetic of the settlement: pure functions over whole numbers. No files, no sheets, no floats."""
