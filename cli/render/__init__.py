"""How results look: tables for people, JSONL, CSV and TSV for programs."""
