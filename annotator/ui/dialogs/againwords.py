"""What is done again, as a sentence."""

from __future__ import annotations

from annotator.language import _, language
from annotator.model.annotation import Annotation
from annotator.operations.referents import standing
from annotator.operations.sameagain import Again, Deed
from annotator.operations.session import Session

_LONGEST = 40


def told(session: Session, again: Again) -> str:
    """What is done at all chosen places, in the language in use."""
    words = _short(again.words)
    label = _label(session, again.subject)
    if again.deed is Deed.ERASE:
        return _("“{words}” ({label}) is erased from my set.", words=words, label=label)
    if again.deed is Deed.MARK:
        name = _referent(session, again.subject)
        if name:
            return _("“{words}” becomes {label} and means “{name}”, in my set.", words=words, label=label, name=name)
        return _("“{words}” becomes {label}, in my set.", words=words, label=label)
    changes = _("; ").join(_changes(session, again))
    return _("“{words}” ({label}): {changes}, in my set.", words=words, label=label, changes=changes)


def variant_title(proclitic: str, form: str) -> str:
    """A way in which words are attached and written, such as «و + روسيا»."""
    shown = _short(form)
    return f"{proclitic} + {shown}" if proclitic else shown


def _changes(session: Session, again: Again) -> list[str]:
    before, after = again.before, again.after
    assert before is not None and after is not None  # asked only of changes
    said: list[str] = []
    if before.label != after.label:
        said.append(_("becomes {label}", label=_label(session, after)))
    if before.fragments != after.fragments:
        said.append(_("covers “{words}”", words=_short(after.text(again.text))))
    for name in {**before.attributes, **after.attributes}:
        value = after.attributes.get(name)
        if value != before.attributes.get(name):
            said.append(_answer(session, after.layer, name, value))
    if before.referent != after.referent:
        name = _referent(session, after)
        said.append(_("means “{name}”", name=name) if name else _("means nobody in particular"))
    return said


def _answer(session: Session, layer: str, name: str, value: str | None) -> str:
    attribute = session.scheme.attributes_of(layer).get(name)
    title = attribute.titles.within(language()) if attribute is not None else name
    if value is None:
        return _("{attribute}: taken back", attribute=title)
    values = attribute.values if attribute is not None else ()
    shown = next((v.titles.within(language()) for v in values if v.name == value), value)
    return _("{attribute}: {value}", attribute=title, value=shown)


def _label(session: Session, annotation: Annotation) -> str:
    return session.scheme.label(annotation.layer, annotation.label).titles.within(language())


def _referent(session: Session, annotation: Annotation) -> str:
    found = standing(session.corpus.referents(), annotation.referent)
    return found.name if found is not None else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
