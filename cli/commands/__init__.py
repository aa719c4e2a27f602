"""One thin module per verb: parse, call, render, exit."""
