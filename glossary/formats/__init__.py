"""Exchange formats of the glossary: a read/write pair of pure functions each."""
