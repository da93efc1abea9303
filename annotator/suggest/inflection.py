"""The written forms of Arabic verbs, participles and nouns, from the few stems that a lexicon gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

_HAMZA_OF_A_SEAT: Final = "ءؤئ"


class Form(NamedTuple):
    """One written form of a word.

    Attributes:
        written: The form, without vowel signs.
        stands: Whether it can stand alone.
        binds: Whether a pronoun may be attached to it («قالت» in «قالته», «نفا» in «نفاه»).
    """

    written: str
    stands: bool = True
    binds: bool = False


def past_forms(stem: str) -> Iterator[Form]:
    """The past of a verb, without the dual.

    Args:
        stem: Third person masculine («نفى»); with a slash and the stem before a consonant where that is another one
            (hollow «قال/قل», doubled «رد/ردد»).

    >>> [form.written for form in past_forms("نفى") if form.stands][:4]
    ['نفى', 'نفوا', 'نفت', 'نفيت']
    """
    long, _, short = stem.partition("/")
    if long[-1] in "ىا":
        radical = "و" if long[-1] == "ا" else "ي"
        base, short = long[:-1], long[:-1] + radical
        yield Form(long)
        yield Form(_joined(base, "ا"), stands=False, binds=True)
        yield from _plural(base)
    else:
        base = long
        yield Form(long, binds=True)
        # The defective «خشي» loses its last letter before the plural: «خشوا».
        yield from _plural(base[:-1] if base[-1] == "ي" else base)
    yield Form(base + "ت", binds=True)
    for ending in ("ت", "نا"):
        yield Form((short or base) + ending, binds=True)
    yield Form((short or base) + "تم")
    yield Form((short or base) + "ن")


def dual_past_forms(stem: str) -> Iterator[Form]:
    """The dual of the past: «قالا», «نفيا», «نفتا».

    Args:
        stem: As of ``past_forms``.
    """
    long = stem.partition("/")[0]
    base, radical = (long[:-1], "و" if long[-1] == "ا" else "ي") if long[-1] in "ىا" else (long, "")
    yield Form(_joined(base + radical, "ا"), binds=True)
    yield Form(base + "تا", binds=True)


def present_forms(stem: str) -> Iterator[Form]:
    """The present and jussive of a verb, without the future's «س».

    Args:
        stem: What follows the prefix («ضيف» in «يضيف»); with a slash and the jussive's stem where that is another
            one («ضيف/ضف»). A last «ي», «و» or «ى» is taken as that of a defective verb.

    >>> sorted(form.written for form in present_forms("نفي") if form.written[0] == "ي" and form.stands)
    ['ينف', 'ينفوا', 'ينفون', 'ينفي', 'ينفيا', 'ينفيان', 'ينفين']
    """
    long, _, short = stem.partition("/")
    defective = long[-1] in "يوى"
    base = long[:-1] if defective else long
    dual = base + "ي" if long[-1] == "ى" else long
    before_pronoun = base + "ا" if long[-1] == "ى" else long
    jussive = short or base
    for prefix in "يتنأ":
        yield Form(_joined(prefix, long), binds=long == before_pronoun)
        if long != before_pronoun:
            yield Form(_joined(prefix, before_pronoun), stands=False, binds=True)
        if jussive != long:
            yield Form(_joined(prefix, jussive), binds=True)
    for prefix in "يت":
        yield Form(prefix + base + "ون", binds=True)
        yield from _plural(prefix + base)
        yield Form(prefix + dual + "ان", binds=True)
        yield Form(prefix + dual + "ا", binds=True)
        yield Form(prefix + (dual if defective else jussive) + "ن")


def participle_forms(stem: str) -> Iterator[Form]:
    """A participle in its genders, numbers and cases.

    >>> [form.written for form in participle_forms("نافي")]
    ['ناف', 'نافي', 'نافيا', 'نافية', 'نافيات', 'نافيتين', 'نافيين', 'نافيان', 'نافين', 'نافون']
    """
    base = stem[:-1] if stem[-1] == "ي" else stem
    if base != stem:
        yield Form(base)
    for ending in ("", "ا", "ة", "ات", "تين", "ين", "ان"):
        yield Form(stem + ending)
    if base != stem:
        yield Form(base + "ين")
    yield Form(base + "ون")


def noun_forms(singular: str) -> Iterator[Form]:
    """A noun with its cases, its regular plural and the stems before a possessive.

    >>> [form.written for form in noun_forms("رواية") if form.binds]
    ['روايت', 'روايات']
    """
    yield Form(singular, binds=singular[-1] not in "ةىء")
    if singular[-1] == "ة":
        yield Form(singular[:-1] + "ت", stands=False, binds=True)
        yield Form(singular[:-1] + "ات", binds=True)
    elif singular[-1] == "ى":
        yield Form(singular[:-1] + "ا", stands=False, binds=True)
    elif singular[-1] == "ء":
        # The seat of the hamza follows the case: «ادعاءه، ادعاؤه، ادعائه».
        for seat in _HAMZA_OF_A_SEAT:
            yield Form(singular[:-1] + seat, stands=seat == "ء", binds=True)
        yield Form(singular + "ات", binds=True)
    else:
        yield Form(singular + "ا")
        yield Form(singular + "ات", binds=True)
        yield Form(singular + "ي")


def _plural(base: str) -> Iterator[Form]:
    """The masculine plural in «وا», whose alef falls away before a pronoun."""
    yield Form(base + "وا")
    yield Form(base + "و", stands=False, binds=True)


def _joined(first: str, second: str) -> str:
    """Two parts of a word; two alefs in a row are written as one with a madda."""
    if first[-1] == "أ" and second[0] in "اأ":
        return first[:-1] + "آ" + second[1:]
    return first + second
