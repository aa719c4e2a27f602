"""Sample articles of our own writing, MIT-licensed like the code."""
