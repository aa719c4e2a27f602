"""What ``gloss check`` does around the rules: reads, waives, remembers, mends."""
