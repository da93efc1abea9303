"""What an export can lose, in the words of the loss report."""

from __future__ import annotations

from typing import Final

from annotator.language import N_

ZONE: Final = N_("zone")
NESTED: Final = N_("nested")
OVERLAPPING: Final = N_("overlapping")
DISCONTINUOUS: Final = N_("discontinuous")
SUB_TOKEN: Final = N_("sub-token")
ATTRIBUTES: Final = N_("attributes")
RELATION: Final = N_("relation")
RELATION_ATTRIBUTES: Final = N_("attributes of relations")
LONE_RELATION: Final = N_("relation with a single member")
MERGED_RELATIONS: Final = N_("several attributions of one claim, told apart no longer")
ROLES: Final = N_("roles")
REFERENT: Final = N_("referent")
NOTE: Final = N_("note")
UNSURE: Final = N_("doubt")
ORIGIN: Final = N_("origin")
HEADER: Final = N_("status, layers done and guideline")
OTHER_LAYER: Final = N_("other layer")
WITHOUT_SET: Final = N_("article without annotations")
SENTENCE_BORDER: Final = N_("across sentences")
SAME_STRETCH: Final = N_("a second label on the same words")
BETWEEN_WORDS: Final = N_("no word in it")
TRIMMED: Final = N_("white space at its ends")
WHITE_SPACE: Final = N_("white space between words")
PLACES: Final = N_("places in the text")
LINE_BREAK: Final = N_("line breaks in a note")
SPLIT: Final = N_("split and group")
DOCUMENT_FACTS: Final = N_("metadata and split")
IDENTIFIERS: Final = N_("ids of annotations and relations")
VARIANTS: Final = N_("further names of a referent")
MERGED_REFERENT: Final = N_("merged referents, under the one that each was merged into")
NO_COUNTERPART: Final = N_("no counterpart in the mapping")
