"""The properties that carry what PO has and TMX has not."""

CONTEXT = "x-po-msgctxt"
EXTRACTED = "x-po-extracted-comment"
FLAG = "x-po-flag"
REFERENCE = "x-po-reference"
SINGULAR = "x-po-msgid"
PLURAL = "x-po-msgid-plural"
FORM = "x-po-plural-form"
PREVIOUS = ("previous_msgctxt", "previous_msgid", "previous_msgid_plural")
