"""The properties that carry what XLIFF has and TMX has not."""

ID = "x-id"
"""Where a unit stands: file, unit and segment, with slashes between."""
CONTEXT = "x-context"
APPROVED = "x-approved"
STATE = "x-state"
"""On the target's variant; the words are those of the file's version."""
TRANSLATE = "x-translate"
"""``no`` where the text must stay as it is."""
QUALITY = "x-match-quality"
"""Of a proposal: how well it matches, in the file's words; ``unknown`` where it does
not say. What has it is no translation of its text that anybody approved."""
ORIGIN = "x-match-origin"
