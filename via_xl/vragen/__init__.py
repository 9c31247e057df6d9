"""Answers that change nothing: where a year stands, what another choice would cost, what a workbook holds."""
