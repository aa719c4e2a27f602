"""TermBase eXchange (ISO 30042): versions 2 and 3, and TBX-Min 1 for reading."""
