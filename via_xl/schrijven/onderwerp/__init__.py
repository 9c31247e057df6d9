"""Subjects that a live report and a frozen book both show: each figure, column and chart said once, for either way."""
