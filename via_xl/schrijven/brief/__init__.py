"""The letters to each gemeente, in Word: what it enters at the year's end, with its own figures and of the region the totals."""
