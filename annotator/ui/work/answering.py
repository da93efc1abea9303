"""What is answered in the inspector: values of attributes, notes of attributions, and attributions taken apart."""

from __future__ import annotations

from collections.abc import Callable

from annotator.model.identity import AnnotationId, RelationId
from annotator.operations import annotate, attribution
from annotator.ui.work.bench import Bench


class Answering:
    """Writes what the inspector is told, from the moment it is made. Owned by the desk."""

    def __init__(self, bench: Bench) -> None:
        self._bench, self._session = bench, bench.session
        inspector = bench.window.inspector
        inspector.attribute_given.connect(self._attribute_given)
        inspector.note_given.connect(self._note_given)
        inspector.detach_wanted.connect(self._detach_wanted)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {"move.attributes": self._bench.window.inspector.take_focus, "work.note": self._to_note}

    def _to_note(self) -> None:
        self._bench.must_choose()
        self._bench.window.inspector.take_focus_for_note()

    def _attribute_given(self, owner: str, name: str, value: object) -> None:
        given = value if isinstance(value, str) and value else None
        annotation, document = AnnotationId(owner), self._bench.document
        self._bench.attempt(lambda: annotate.set_attribute(self._session, document(), annotation, name, given))

    def _note_given(self, owner: str, note: str) -> None:
        relation, document = RelationId(owner), self._bench.document
        self._bench.attempt(lambda: annotate.set_note(self._session, document(), relation, note))

    def _detach_wanted(self, relation: str) -> None:
        tie, document = RelationId(relation), self._bench.document
        self._bench.attempt(lambda: attribution.detach(self._session, document(), tie))
