"""The memory, the glossary and the review page for a team, over HTTP."""
