"""The tasks beyond labels and borders, gathered: what they do by action, by click, and after every act."""

from __future__ import annotations

from collections.abc import Callable

from annotator.model.changes import ChangeSet
from annotator.model.identity import AnnotationId
from annotator.operations import documentfacts
from annotator.operations.opendocument import OpenDocument
from annotator.ui.panels.cardparts import Part, parts_of
from annotator.ui.work.bench import Bench
from annotator.ui.work.carrying import Carrying
from annotator.ui.work.checking import Checking
from annotator.ui.work.commenting import Commenting
from annotator.ui.work.describing import Describing
from annotator.ui.work.doubting import Doubting
from annotator.ui.work.guiding import Guiding
from annotator.ui.work.judging import Judging
from annotator.ui.work.passing import Passing
from annotator.ui.work.referring import Referring
from annotator.ui.work.relating import Relating
from annotator.ui.work.repeating import Repeating


class Tasks:
    """Referents, relations, same again, passes, doubts, the article as a whole, and rules.

    Owned by the desk.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._repeating, self._checking = Repeating(bench), Checking(bench)
        self._describing = Describing(bench)
        self._commenting = Commenting(bench)
        referring, relating, doubting = Referring(bench), Relating(bench), Doubting(bench)
        self.handlers: dict[str, Callable[[], object]] = {
            **referring.handlers(),
            **relating.handlers(),
            **self._repeating.handlers(),
            **Passing(bench).handlers(),
            **doubting.handlers(),
            **self._describing.handlers(),
            **Guiding(bench).handlers(),
            **Judging(bench).handlers(),
            **Carrying(bench).handlers(),
            **self._checking.handlers(),
            **self._commenting.handlers(),
        }
        self._wishes = {
            **referring.wishes(), **relating.wishes(), **doubting.wishes(), **self._describing.wishes(),
            **self._commenting.wishes(),
            **self._checking.wishes(),
        }  # fmt: skip
        inspector = bench.window.inspector
        inspector.parts = self._parts
        inspector.wished.connect(self._wished)
        inspector.article_described.connect(self._described)

    def heard(self, changes: ChangeSet) -> None:
        """Take note of an act in the open document."""
        self._repeating.heard(changes)
        self._checking.heard(changes)

    def commented(self, changes: ChangeSet) -> None:
        """Take note of an act in the document that is shown, whoever's set it is shown with."""
        self._commenting.heard(changes)

    def opened(self) -> None:
        """Another document is open."""
        self._repeating.forget()
        self._checking.forget()
        self._commenting.show_marks()

    def close(self) -> None:
        """Let go of the inspector."""
        self._checking.close()
        inspector = self._bench.window.inspector
        inspector.wished.disconnect(self._wished)
        inspector.article_described.disconnect(self._described)
        inspector.parts = _no_parts

    def _parts(self, document: OpenDocument, chosen: AnnotationId | None) -> tuple[Part, ...]:
        skipped = documentfacts.skip_reason(self._bench.session, document) if chosen is None else None
        checking, commenting = self._checking.part(document, chosen), self._commenting.part(document, chosen)
        return (*parts_of(document, chosen, skipped=skipped), *checking, commenting)

    def _wished(self, verb: str, argument: str) -> None:
        wish = self._wishes.get(verb)
        if wish is not None:
            self._bench.attempt(lambda: wish(argument))

    def _described(self, name: str, value: str) -> None:
        self._bench.attempt(lambda: self._describing.describe(name, value))


def _no_parts(_document: OpenDocument, _chosen: AnnotationId | None) -> tuple[Part, ...]:
    """Nobody is at the desk."""
    return ()
