"""The data categories of TBX 2 (ISO 30042:2008, annex A: the default XCS file)."""

from __future__ import annotations

_NAMES = {
    "admin": """
        annotatedNote applicationSubset businessUnitSubset conceptOrigin
        customerSubset databaseType domainExpert elementWorkingStatus entrySource
        environmentSubset indexHeading keyword originatingDatabase
        originatingInstitution originatingPerson productSubset projectSubset
        searchTerm securitySubset sortKey source sourceIdentifier subsetOwner
    """,
    "adminNote": "noteSource sourceType",
    "descrip": """
        antonymConcept associatedConcept audio broaderConceptGeneric
        broaderConceptPartitive characteristic classificationCode conceptPosition
        context coordinateConceptGeneric coordinateConceptPartitive definition
        example explanation figure otherBinaryData quantity range relatedConcept
        relatedConceptBroader relatedConceptNarrower reliabilityCode sampleSentence
        sequentiallyRelatedConcept spatiallyRelatedConcept subjectField
        subordinateConceptGeneric subordinateConceptPartitive
        superordinateConceptGeneric superordinateConceptPartitive table
        temporallyRelatedConcept thesaurusDescriptor unit video
    """,
    "descripNote": "contextType definitionType descriptionType",
    "ref": "crossReference see",
    "termCompList": """
        hyphenation lemma morphologicalElement syllabification termElement
    """,
    "termNote": """
        abbreviatedFormFor administrativeStatus animacy antonymTerm directionality
        etymology falseFriend frequency geographicalUsage grammaticalGender
        grammaticalNumber grammaticalValency homograph language-planningQualifier
        lionHotkey normativeAuthorization partOfSpeech processStatus pronunciation
        proprietaryRestriction register shortFormFor temporalQualifier termLocation
        termProvenance termStructure termType timeRestriction transferComment
        usageNote
    """,
    "transac": "transactionType",
    "transacNote": "responsibility usageCount",
    "xref": """
        corpusTrace externalCrossReference xAudio xGraphic xMathML xSource xVideo
    """,
}
CATEGORIES = {key: frozenset(names.split()) for key, names in _NAMES.items()}
"""Element → the types that it may have."""
