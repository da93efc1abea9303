"""The language of the interface: every visible sentence goes through here.

English sentences are the keys (gettext); Arabic comes from ``resources/translations``. ``N_`` marks a sentence
for collection where it cannot be translated yet.
"""

from __future__ import annotations

import gettext
import locale
import os
from functools import lru_cache
from typing import Any, Final

from annotator.bundled import resource
from annotator.model.errors import AnnotatorError, Message

LANGUAGES: Final = ("ar", "en")
_ARABIC_DIGITS: Final = str.maketrans("0123456789.,%", "٠١٢٣٤٥٦٧٨٩٫٬٪")
_ISOLATE: Final = "\u2068"
_POP: Final = "\u2069"

_language = "en"
_arabic_digits = True


def N_(sentence: str) -> str:
    """The sentence itself; marks it for collection."""
    return sentence


def use(language: str, *, arabic_digits: bool = True) -> None:
    """Choose the language of everything that is shown from now on.

    Args:
        language: ``ar`` or ``en``.
        arabic_digits: Whether Arabic shows ٠١٢ rather than 012.
    """
    global _language, _arabic_digits
    _language = language if language in LANGUAGES else "en"
    _arabic_digits = arabic_digits


def language() -> str:
    """The language in use, ``ar`` or ``en``."""
    return _language


def has_arabic_digits() -> bool:
    """Whether Arabic shows ٠١٢ rather than 012."""
    return _arabic_digits


def is_rtl() -> bool:
    """Whether the interface runs from right to left."""
    return _language == "ar"


def question_mark() -> str:
    """The sign of doubt, as the language in use writes it."""
    return "؟" if _language == "ar" else "?"


def system_language() -> str:
    """The language of the system where it is one of ours, else English."""
    for name in (
        os.environ.get("LC_ALL"),
        os.environ.get("LC_MESSAGES"),
        os.environ.get("LANG"),
        locale.getlocale()[0],
    ):
        if name:
            return "ar" if name.lower().startswith("ar") else "en"
    return "en"


def _(sentence: str, /, **values: Any) -> str:
    """``sentence`` in the language in use, its fields filled with ``values``."""
    translated = _catalogue(_language).gettext(sentence)
    return translated.format(**_shown(values)) if values else translated


def ngettext(singular: str, plural: str, count: int, /, **values: Any) -> str:
    """The form of the sentence that ``count`` asks for (six in Arabic); the number fills ``{count}``."""
    translated = _catalogue(_language).ngettext(singular, plural, count)
    return translated.format(count=number(count), **_shown(values))


def pgettext(context: str, sentence: str) -> str:
    """``sentence`` in the language in use, where the same English words need different Arabic ones."""
    return _catalogue(_language).pgettext(context, sentence)


def said(message: Message) -> str:
    """A message in the language in use."""
    if message.plural is not None and message.count is not None:
        return ngettext(message.template, message.plural, message.count, **message.values)
    translated = _catalogue(_language).gettext(message.template)
    return translated.format(**_shown(message.values))


def explained(error: AnnotatorError) -> str:
    """What happened and what to do about it, in the language in use."""
    return said(error.what) + (" " + said(error.remedy) if error.remedy else "")


def number(value: float, *, digits: int = 0) -> str:
    """A number as the person prefers to read it."""
    written = f"{value:,.{digits}f}"
    return written.translate(_ARABIC_DIGITS) if _language == "ar" and _arabic_digits else written


def digits(text: str) -> str:
    """ASCII digits of ``text`` as the person prefers to read them."""
    return text.translate(_ARABIC_DIGITS) if _language == "ar" and _arabic_digits else text


def isolated(text: str) -> str:
    """Foreign text inside a sentence, kept from reordering it (FSI … PDI)."""
    return f"{_ISOLATE}{text}{_POP}"


def _shown(values: Any) -> dict[str, Any]:
    """Field values as people read them: messages translated, numbers in their digits, the rest isolated in Arabic."""
    return {name: _shown_value(value) for name, value in dict(values).items()}


def _shown_value(value: Any) -> str:
    if isinstance(value, Message):
        return said(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        text = str(value)
        return isolated(text) if _language == "ar" and text else text
    return number(value) if isinstance(value, int) else number(value, digits=1)


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    with resource("translations", language, "annotator.mo").open("rb") as file:
        return gettext.GNUTranslations(file)
