"""An attribution in words: who says it, on whose word, in the isnad's own manner."""

from __future__ import annotations

from annotator.language import language, pgettext
from annotator.model.attribution import Attribution
from annotator.model.scheme import ATTRIBUTION
from annotator.operations.opendocument import OpenDocument


def chain_words(document: OpenDocument, chain: Attribution) -> str:
    """A chain from the relay nearest to the outlet to the source: «… عن … عن …»; the holder where nobody is named."""
    words = [document.annotations[relay].text(document.text) for relay in chain.via if relay in document.annotations]
    sources = [document.annotations[who].text(document.text) for who in chain.sources if who in document.annotations]
    if sources:
        both = pgettext("chain of attribution", "and")
        words.append(f" {both} ".join(sources))
    elif chain.holder is not None:
        words.append(value_title(document, "holder", chain.holder))
    through = pgettext("chain of attribution", "from")
    return f" {through} ".join(words)


def cue_words(document: OpenDocument, chain: Attribution) -> str:
    """The cues of a chain."""
    cues = (document.annotations[cue].text(document.text) for cue in chain.cues if cue in document.annotations)
    return " ".join(cues)


def value_title(document: OpenDocument, attribute: str, value: str) -> str:
    """How people read a value of an attribution's attribute, in the language in use."""
    known = document.scheme.attributes_of(ATTRIBUTION).get(attribute)
    values = known.values if known is not None else ()
    return next((titled.titles.within(language()) for titled in values if titled.name == value), value)
