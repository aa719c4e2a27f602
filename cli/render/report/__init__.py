"""Candidates with their contexts as one file for people: a workbook, a web page."""
