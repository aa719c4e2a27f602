"""Engines: who does the work of extraction where one machine does not suffice."""
