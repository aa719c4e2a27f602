"""Leverage reports: what a memory knows of a job, for people and for spreadsheets."""

from cli.render.leverage.report import LeverageReport, Segment, write_report

__all__ = ["LeverageReport", "Segment", "write_report"]
