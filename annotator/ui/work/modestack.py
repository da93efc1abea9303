"""The mode that is on at the desk, and the one that it goes back to."""

from __future__ import annotations

from collections.abc import Callable

from annotator.model.annotation import Annotation
from annotator.ui.work.modes import Mode, ReturningMode
from annotator.ui.work.surroundings import Surroundings


class ModeStack:
    """At most one mode has the keys; under it, one that goes on when it is over.

    Args:
        window: Where modes show themselves.
        attempt: Does a step; a rule that forbids it is said in the status line.
        over: Shows the desk as it is without a mode.
    """

    def __init__(
        self, window: Surroundings, *, attempt: Callable[[Callable[[], object]], None], over: Callable[[], None]
    ) -> None:
        self._window, self._attempt, self._over = window, attempt, over
        self._mode: Mode | None = None
        self._under: ReturningMode | None = None

    @property
    def current(self) -> Mode | None:
        """The mode that is on, or None."""
        return self._mode

    def begin(self, mode: Mode) -> None:
        """Begin a mode; one that can go on afterwards is kept under it."""
        under = self._mode if isinstance(self._mode, ReturningMode) else self._under
        self._under = None
        self.end()
        self._under = under if not isinstance(mode, ReturningMode) else None
        self._mode = mode
        mode.ended = self.end
        self.show()

    def end(self) -> None:
        """End the mode that is on; the one under it goes on."""
        if self._mode is None:
            return
        self._mode.put_away(self._window)
        self._mode = None
        if self._under is not None:
            self._come_back(self._under)
            return
        self._over()

    def end_all(self) -> None:
        """End the mode that is on, and nothing goes on."""
        self._under = None
        self.end()

    def show(self) -> None:
        """Let the mode that is on show itself anew."""
        if self._mode is not None:
            self._mode.show(self._window)

    def click(self, index: int) -> None:
        """A slot of the dock was clicked on."""
        mode = self._mode
        if mode is not None:
            self._attempt(lambda: mode.click(index))
            self.show()

    def takes(self, annotation: Annotation) -> bool:
        """Whether the mode that is on takes a click on an annotation."""
        taken = self._mode is not None and self._mode.pointed_at(annotation)
        if taken:
            self.show()
        return taken

    def _come_back(self, under: ReturningMode) -> None:
        """The mode that another one was begun from goes on."""
        self._under = None
        self.begin(under)
        self._attempt(under.resume)
        if self._mode is under:
            self.show()
