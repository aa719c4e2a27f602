"""The properties that carry a concept in the units of its terms."""

# On a unit. KIND marks it as a term, so that it is never taken for a sentence.
KIND = "x-gloss-kind"
CONCEPT = "x-gloss-concept"
TYPE = "x-gloss-type"
DOMAIN = "x-gloss-domain"
SOURCE = "x-gloss-source"
NOTES = "x-gloss-notes"
"""What each note of the unit is, in order: ``definition`` or ``note``."""

# On a unit (that of the pair) and on a variant (that of the term).
STATUS = "x-gloss-status"
TERM_TYPE = "x-gloss-termtype"
SYNONYM = "x-gloss-synonym"
"""On a variant: a further usable term, its status and kind after full stops."""
