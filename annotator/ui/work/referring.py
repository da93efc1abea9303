"""Referents from the article: link, make, unlink, rename, merge, and go through all mentions."""

from __future__ import annotations

from collections.abc import Callable

from annotator.language import _
from annotator.model.annotation import Annotation
from annotator.model.errors import RuleError, message
from annotator.model.identity import AnnotationId, ReferentId
from annotator.model.scheme import CLAIM_LAYER
from annotator.operations import referents
from annotator.operations.referents import Mention
from annotator.ui.dialogs.mentions import MentionsSheet
from annotator.ui.dialogs.referentchoice import Chosen, ReferentSheet
from annotator.ui.dialogs.referentedit import ReferentEdit
from annotator.ui.work.bench import Bench


class Referring:
    """What is done about whom or what an annotation means."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {"label.referent": self.choose, "label.mentions": self._mentions_of_chosen}

    def wishes(self) -> dict[str, Callable[[str], object]]:
        """What clicks in the inspector ask for."""
        return {
            "referent.choose": lambda _argument: self.choose(),
            "referent.link": lambda referent: self._link(self._at_hand().id, ReferentId(referent)),
            "referent.new": lambda _argument: self._make_from(self._at_hand()),
            "referent.unlink": lambda _argument: self._unlink(),
            "referent.mentions": lambda referent: self.show_mentions(ReferentId(referent)),
            "referent.edit": lambda referent: self._edit(ReferentId(referent)),
        }

    def choose(self) -> None:
        """Ask whom or what the chosen annotation means."""
        annotation, document = self._at_hand(), self._bench.document()
        sheet = ReferentSheet(
            self._bench.session.corpus.referents(),
            self._bench.session.scheme,
            words=referents.name_of(document, annotation),
            kind=referents.kind_of(document, annotation),
            title=_("Who or what is meant?"),
            theme=self._bench.theme,
            parent=self._bench.parent,
        )
        sheet.chosen.connect(lambda chosen: self._bench.attempt(lambda: self._take(annotation.id, chosen)))
        sheet.open()

    def show_mentions(self, referent: ReferentId) -> None:
        """List all places of the corpus that mention a referent."""
        sheet = MentionsSheet(self._bench.session, referent, theme=self._bench.theme, parent=self._bench.parent)
        sheet.place_wanted.connect(self._go_to)
        sheet.open()

    def _at_hand(self) -> Annotation:
        chosen = self._bench.must_choose()
        if chosen.layer == CLAIM_LAYER:
            # The claim is in hand after a whole attribution was marked: who is meant is who says it.
            chosen = referents.speaker_of(self._bench.document(), chosen) or chosen
        if not referents.may_refer(chosen):
            raise RuleError(
                message("Only entities and sources name somebody or something."), message("Choose one of these first.")
            )
        return chosen

    def _take(self, annotation: AnnotationId, chosen: Chosen) -> None:
        referent = chosen.referent
        if referent is None:
            referent = referents.make(self._bench.session, chosen.name, chosen.kind).id
        self._link(annotation, referent)

    def _link(self, annotation: AnnotationId, referent: ReferentId) -> None:
        meant = referents.link(self._bench.session, self._bench.document(), [annotation], referent)
        self._bench.window.say(_("Linked to “{name}”.", name=meant.name))

    def _make_from(self, annotation: Annotation) -> None:
        document = self._bench.document()
        name, kind = referents.name_of(document, annotation), referents.kind_of(document, annotation)
        self._link(annotation.id, referents.make(self._bench.session, name, kind).id)

    def _unlink(self) -> None:
        referents.unlink(self._bench.session, self._bench.document(), self._at_hand().id)
        self._bench.window.say(_("Unlinked."))

    def _mentions_of_chosen(self) -> None:
        chosen = self._at_hand()
        meant = referents.standing(self._bench.session.corpus.referents(), chosen.referent)
        if meant is None:
            raise RuleError(message("It is not linked to anybody yet."), message("Say first who or what is meant."))
        self.show_mentions(meant.id)

    def _edit(self, referent: ReferentId) -> None:
        session = self._bench.session
        known = session.corpus.referents()
        found = referents.standing(known, referent)
        if found is None:
            return
        merged = referents.merged_into(known, found.id)
        sheet = ReferentEdit(found, merged, session.scheme, theme=self._bench.theme, parent=self._bench.parent)
        attempt = self._bench.attempt
        sheet.changed.connect(lambda name, kind: attempt(lambda: self._change(found.id, name, kind)))
        sheet.merge_wanted.connect(lambda: self._ask_merge(found.id))
        sheet.separation_wanted.connect(lambda other: attempt(lambda: referents.separate(session, ReferentId(other))))
        sheet.open()

    def _change(self, referent: ReferentId, name: str, kind: str) -> None:
        changed = referents.rename(self._bench.session, referent, name)
        if changed.kind != kind:
            referents.set_kind(self._bench.session, referent, kind)

    def _ask_merge(self, kept: ReferentId) -> None:
        session = self._bench.session
        known = session.corpus.referents()
        sheet = ReferentSheet(
            known, session.scheme, words=known[kept].name, kind=known[kept].kind, without=kept, may_be_new=False,
            title=_("Which one is the same as “{name}”?", name=known[kept].name),
            theme=self._bench.theme, parent=self._bench.parent,
        )  # fmt: skip
        sheet.chosen.connect(lambda chosen: self._bench.attempt(lambda: self._merge(kept, chosen)))
        sheet.open()

    def _merge(self, kept: ReferentId, chosen: Chosen) -> None:
        if chosen.referent is not None:
            whole = referents.merge(self._bench.session, kept, chosen.referent)
            self._bench.window.say(_("Merged into “{name}”; one act, to be taken back as one.", name=whole.name))

    def _go_to(self, mention: Mention) -> None:
        window = self._bench.window
        window.open_document(mention.document)
        window.reader.place_caret(mention.span.start)
        window.reader.reveal(mention.span)
        here = self._bench.document().annotations.get(mention.annotation)
        if mention.set_name == self._bench.document().set_name and here is not None:
            window.reader.choose(here.id)
        window.reader.setFocus()
