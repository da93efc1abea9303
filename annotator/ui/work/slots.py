"""What the dock and the gap show of an attribution: the open frame, or the A flow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Literal

from annotator.language import _, is_rtl, language, number
from annotator.model.annotation import Annotation
from annotator.model.attribution import Holder
from annotator.model.identity import AnnotationId
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER, Titles
from annotator.model.span import Span
from annotator.operations import proposals
from annotator.operations.attributionahead import AttributionAhead
from annotator.operations.frame import Frame
from annotator.operations.opendocument import OpenDocument
from annotator.ui.actions import caps_in_use
from annotator.ui.keys import caps_shown
from annotator.ui.panels.dock import DockHint, DockSlot
from annotator.ui.reader.view import Slot as GapSlot
from annotator.ui.reader.view import Tone
from annotator.ui.work.attributing import Attributing, Slot
from annotator.ui.work.status import abridged, shortened

_MARKS: Final = {"Q": "label.cue.Cue", "S": "label.source.Source", "C": "label.claim.Claim"}
"""Keys that mark, whatever the person made of them; the others belong to the A flow."""

_QUOTE_TYPE: Final = "quote_type"
_STANCE: Final = "stance"


def frame_slots(
    document: OpenDocument,
    frame: Frame,
    *,
    ahead: Callable[[str], Sequence[Span]] = lambda _layer: (),
    whole: AttributionAhead | None = None,
) -> tuple[DockSlot, ...]:
    """The open frame: what was marked, and the empty places with their keys; nothing while it is empty.

    Args:
        document: Where.
        frame: What was marked.
        ahead: What the key of a layer would take now; it is shown beside the key, so that nobody presses it blindly.
        whole: The attribution that one key would take as a whole.
    """
    if frame.is_empty:
        return _whole(document, whole) if whole is not None else ()
    relays, speakers = frame.sources[:-1], frame.sources[-1:]
    slots = [_filled(document, "cue", cue) for cue in frame.cues] or [_open(document, "cue", "Q", ahead(CUE_LAYER))]
    slots += [_filled(document, "via", relay) for relay in relays]
    slots += [_filled(document, "source", source) for source in speakers]
    if not speakers:
        slots.append(_continued(document, frame) or _open(document, "source", "S", ahead(SOURCE_LAYER)))
    if frame.claim is None:
        further = ahead(SOURCE_LAYER) if speakers else ()
        slots += [_open(document, "source", "S", further)] if further else []
        said = ahead(CLAIM_LAYER) or (whole.claim if whole is not None and whole.claim is not None else ())
        cues = _cues(document, frame.cues, whole)
        return (*slots, _with_values(document, _open(document, "claim", "C", said), said, cues))
    slots.append(_claim(document, frame.claim))
    if whole is not None:
        return (slots[-1], *_whole(document, whole))  # What is done stands in the text and in the inspector.
    following = ahead(CUE_LAYER) if frame.cues else ()
    return (*slots, _open(document, "cue", "Q", following)) if following else tuple(slots)


def frame_hint(
    frame: Frame, ahead: Callable[[str], Sequence[Span]], *, reads_on: bool, whole: AttributionAhead | None = None
) -> DockHint:
    """What stands at the end of the open frame: the key that takes it all, that the claim before is meant, or Esc.

    The sentence is over and no claim stands in it: «…، الأمر الذي نفته الوزارة», «…، وفقا للوزارة».
    """
    tag = reads_on and frame.claim is None and frame.sources and frame.cues and not ahead(CLAIM_LAYER)
    if tag:
        return DockHint(caps_in_use("attribution.before", rtl=False), _("About the claim before"))
    if whole is not None:
        return DockHint(caps_in_use("attribution.whole", rtl=is_rtl()), _("Take it all"))
    return DockHint(("Esc",), _("New frame"))


def _whole(document: OpenDocument, whole: AttributionAhead) -> tuple[DockSlot, ...]:
    """The places of an attribution ahead, each with what it would be filled with."""
    slots = [_open(document, "cue", "Q" if at == 0 else "", pieces) for at, pieces in enumerate(whole.cues)]
    last = len(whole.sources) - 1
    slots += [_open(document, "source" if at == last else "via", "", pieces) for at, pieces in enumerate(whole.sources)]
    cues = _cues(document, (), whole)
    if whole.claim is None:
        before = DockSlot(_role(document, "claim"), _("the claim before"), ahead=True)
        return (*slots, _with_values(document, before, (), cues))
    return (*slots, _with_values(document, _open(document, "claim", "", whole.claim), whole.claim, cues))


def _cues(
    document: OpenDocument, marked: Sequence[AnnotationId], whole: AttributionAhead | None
) -> tuple[Annotation, ...]:
    """The cues of an attribution: those that are marked, then those that would be."""
    known = tuple(document.annotations[cue] for cue in marked)
    ahead = whole.cues if whole is not None else ()
    return (*known, *(_unmarked(document, CUE_LAYER, pieces) for pieces in ahead))


def _with_values(document: OpenDocument, slot: DockSlot, said: Sequence[Span], cues: Sequence[Annotation]) -> DockSlot:
    """The place of a claim, with how it is quoted and the stance of its cue, as they will be proposed.

    Whoever takes what lies ahead has then seen all of it at once.
    """
    values = []
    if said:
        claim = _unmarked(document, CLAIM_LAYER, said)
        values.append((CLAIM_LAYER, _QUOTE_TYPE, proposals.quote_type_of(claim.text(document.text))))
    if cues and (slot.text or said):
        values.append((ATTRIBUTION, _STANCE, proposals.stance_of(cues, document.text) or ""))
    titles = [
        _title(value.titles)
        for owner, name, proposed in values
        if (attribute := document.scheme.attributes_of(owner).get(name)) is not None
        for value in attribute.values
        if value.name == proposed
    ]
    return replace(slot, role=" · ".join((slot.role, *titles)))


def _unmarked(document: OpenDocument, layer: str, pieces: Sequence[Span]) -> Annotation:
    label = document.scheme.layer(layer).labels[0].name
    return Annotation(AnnotationId("ahead"), layer, label, tuple(pieces))


def attribution_slots(document: OpenDocument, attributing: Attributing) -> tuple[DockSlot, ...]:
    """The A flow: each role with what fills it, proposals dashed until they are accepted."""
    chain, new = attributing.chain, attributing.relation is None
    slots = [_filled(document, "cue", cue, dashed=new) for cue in chain.cues]
    slots = slots or [_empty(document, "cue", "Tab")]
    slots += [_filled(document, "via", relay, dashed=new) for relay in chain.via]
    if chain.sources:
        slots += [_filled(document, "source", source, dashed=new) for source in chain.sources]
        if attributing.slot is Slot.JOINT or len(chain.sources) == 1:
            slots.append(DockSlot(_("source as well"), keys=caps_shown("J", rtl=is_rtl())))
    elif chain.holder is not None:
        slots.append(DockSlot(_role(document, "source"), holder_title(document, chain.holder), filled=True, dashed=new))
    else:
        slots.append(DockSlot(_role(document, "source"), keys=("1", "…", "9")))
    if attributing.slot is Slot.VIA or not chain.via:
        slots.append(_empty(document, "via", "R"))
    slots += [_filled(document, "addressee", told, dashed=new) for told in chain.addressees]
    if attributing.slot is Slot.ADDRESSEE:
        slots.append(_empty(document, "addressee", "T"))
    stance = document.scheme.attributes_of(ATTRIBUTION).get("stance")
    if stance is not None:
        denies = next((v.titles for v in stance.values if v.name == "deny"), stance.titles)
        slots.append(
            DockSlot(_title(stance.titles), _title(denies), filled=True) if chain.stance == "deny"
            else DockSlot(_title(denies), keys=caps_shown("D", rtl=is_rtl()))
        )  # fmt: skip
    return tuple(slots)


def gap_slots(slots: Sequence[DockSlot]) -> tuple[GapSlot, ...]:
    """The same places, small, for the gap below the claim's first line."""
    tones = {"source": Tone.SOURCE, "cue": Tone.CUE}
    return tuple(
        GapSlot(
            f"{slot.role}: {shortened(slot.text, 24)}" if slot.text and slot.filled else slot.text or slot.role,
            tones.get(slot.kind or "", Tone.NEUTRAL),
            slot.hue,
            slot.filled and slot.kind == "source",
            slot.keys,
        )
        for slot in slots
    )


def holder_title(document: OpenDocument, holder: Holder) -> str:
    """The name of a holder in the language in use."""
    attribute = document.scheme.attributes_of(ATTRIBUTION).get("holder")
    values = attribute.values if attribute is not None else ()
    return next((_title(value.titles) for value in values if value.name == holder), str(holder))


def _title(titles: Titles) -> str:
    return titles.within(language())


def _role(document: OpenDocument, name: str) -> str:
    return _title(document.scheme.relation_type(ATTRIBUTION).role(name).titles)


def _filled(document: OpenDocument, role: str, member: AnnotationId, *, dashed: bool = False) -> DockSlot:
    annotation = document.annotations.get(member)
    text = annotation.text(document.text) if annotation is not None else ""
    kind: Literal["source", "cue"] = "cue" if role == "cue" else "source"
    return DockSlot(_role(document, role), shortened(text), kind, document.hue(member), filled=True, dashed=dashed)


def _empty(document: OpenDocument, role: str, key: str) -> DockSlot:
    if not key:
        return DockSlot(_role(document, role))
    if len(key) > 1:
        return DockSlot(_role(document, role), keys=(key,))
    action = _MARKS.get(key)
    caps = caps_in_use(action, key, rtl=is_rtl()) if action is not None else caps_shown(key, rtl=is_rtl())
    return DockSlot(_role(document, role), keys=caps)


def _claim(document: OpenDocument, claim: AnnotationId) -> DockSlot:
    return DockSlot(_role(document, "claim"), number(document.number(claim)), "claim", document.hue(claim), filled=True)


def _open(document: OpenDocument, role: str, key: str, ahead: Sequence[Span]) -> DockSlot:
    """An empty place, with what its key would take now."""
    words = " … ".join(abridged(span.of(document.text)) for span in ahead)
    return replace(_empty(document, role, key), text=words, ahead=bool(words))


def _continued(document: OpenDocument, frame: Frame) -> DockSlot | None:
    relation = document.relations.get(frame.relation) if frame.relation is not None else None
    members: Sequence[AnnotationId] = relation.roles.get("source", ()) if relation is not None else ()
    if members:
        return _filled(document, "source", members[0], dashed=True)
    if relation is not None and relation.attributes.get("holder") == Holder.UNSTATED:
        return DockSlot(_role(document, "source"), holder_title(document, Holder.UNSTATED), filled=True)
    return None
