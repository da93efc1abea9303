"""Opens and closes corpora for the window, and asks what has to be asked on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import platformdirs
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.language import _, isolated, said
from annotator.model.annotator import Annotator
from annotator.model.changes import ChangeSet
from annotator.model.errors import AnnotatorError, CorpusBusy, CorpusError
from annotator.model.identity import Handle
from annotator.operations import corpora
from annotator.operations.habits import ImportHabits
from annotator.operations.session import Session
from annotator.ui.dialogs.about import About
from annotator.ui.dialogs.asking import tell_error
from annotator.ui.dialogs.busy import Busy
from annotator.ui.dialogs.naming import NameSheet, handle_from
from annotator.ui.dialogs.newcorpus import NewCorpus
from annotator.ui.dialogs.welcome import Welcome
from annotator.ui.memory import Memory
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.dialogs.importing import ImportSheet
    from annotator.ui.dialogs.merging import MergeSheet

SUFFIX: Final = ".isnad"


class Surroundings(Protocol):
    """What corpora need of the window around them."""

    @property
    def theme(self) -> Theme:
        """The colours of dialogs."""

    def say(self, text: str | None, *, warning: bool = False) -> None:
        """Say what was just done, or why it could not be."""

    def confirm(self, question: str) -> bool:
        """Ask something that is answered by yes or no."""

    def set_reading_only(self, only: bool) -> None:
        """Let the articles only be read for a while."""


class Corpora(QObject):
    """Holds the session that is open, if any.

    Owned by the window. Everything about corpora as files goes through here: make, open, import, export, close.

    Attributes:
        session: The open session, or None.
        guest: Who works in this sitting instead of the person of the settings, or None.
    """

    opened = Signal(object)
    """``Session``: a corpus is open now."""
    closing = Signal()
    """The corpus is about to be closed."""
    document_wanted = Signal(str)
    """Id of an article that somebody wants to open from a dialog."""

    def __init__(self, memory: Memory, *, window: QWidget, surroundings: Surroundings) -> None:
        super().__init__(window)
        self._window = window
        self._surroundings = surroundings
        self._memory = memory
        self._importing: ImportSheet | None = None
        self._merging: MergeSheet | None = None
        self._has_other_scheme = False
        self.session: Session | None = None
        self.guest: Annotator | None = None

    # ------------------------------------------------------------------ open and close

    def open_path(self, path: str | Path) -> bool:
        """Open a corpus file; what prevents it is told. Whether it is open now."""
        path = Path(path)
        if self.session is not None and self.session.corpus.path.resolve() == path.resolve():
            return True
        try:
            session = Session.open(path, self._person())
        except CorpusBusy as error:
            self._tell_busy(path, error)
            return False
        except CorpusError as error:
            if not path.exists():
                self._memory.take(self._memory.settings.forgotten(str(path.resolve())))
            tell_error(error, theme=self._surroundings.theme, parent=self._window)
            return False
        self.close()
        self.session = session
        self._memory.take(self._memory.settings.opened(path))
        self.opened.emit(session)
        return True

    def close(self) -> None:
        """Put the corpus away; nothing is left to save."""
        if self.session is not None:
            self.closing.emit()
            self.session.close()
            self.session = None

    def may_close(self) -> bool:
        """Whether nothing is under way that closing would break off without a word."""
        sheet: ImportSheet | MergeSheet | None = self._importing
        question = _("An import is under way. Break it off? Nothing of it is kept.")
        if sheet is None and self._merging is not None:
            sheet = self._merging
            question = _("A merge is under way. Break it off? Nothing of the bundle is kept.")
        if sheet is None or not sheet.busy:
            return True
        if not self._surroundings.confirm(question):
            return False
        sheet.break_off()
        return True

    def start(self, wished: Path | None) -> None:
        """Open what the person asked for, else the corpus opened last; welcome them at the first start."""
        settings = self._memory.settings
        if wished is not None:
            # Where that fails it is told why; the welcome would lie over it.
            self.open_path(wished)
            return
        if settings.corpora and Path(settings.corpora[0]).exists():
            self.open_path(settings.corpora[0])
        if not settings.welcomed and self.session is None:
            self.welcome()

    # ------------------------------------------------------------------ commands

    def ask_new(self) -> None:
        """Ask for the name of a new corpus and make it."""
        sheet = NewCorpus(_documents_folder(), theme=self._surroundings.theme, parent=self._window)
        sheet.wanted.connect(self._make)
        sheet.open()

    def ask_open(self) -> None:
        """Ask for a corpus file and open it."""
        kind = _("Corpora")
        names = f"{kind} (*{SUFFIX})"
        path, _filter = QFileDialog.getOpenFileName(self._window, _("Open corpus"), str(_documents_folder()), names)
        if path:
            self.open_path(path)

    def open_sample(self) -> None:
        """Open the sample corpus; made from the bundled articles the first time."""
        name = _("Sample corpus")
        path = Path(platformdirs.user_data_dir("isnad", appauthor=False)) / f"{name}{SUFFIX}"
        if path.exists():
            self.open_path(path)
        elif self._create(path):
            sheet = self._import([corpora.sample_corpus()])
            sheet.begin()
            # A newcomer wants to see the articles, not what became of their files.
            sheet.imported.connect(lambda _changes: QTimer.singleShot(0, sheet.accept))

    def ask_import(self) -> None:
        """Ask for articles and bring them in; without a corpus one is made first."""
        if self.session is None:
            self.ask_new()
        else:
            self._import([])

    def take_dropped(self, paths: list[Path]) -> None:
        """Open a corpus that was dropped on the window, or ask how to import files and folders."""
        from annotator.operations.receiving import is_bundle

        bundles = [path for path in paths if is_bundle(path)]
        if len(paths) == 1 and paths[0].suffix.lower() == SUFFIX:
            self.open_path(paths[0])
        elif bundles and self.session is not None and self._importing is None:
            # What else was dropped with them is for another time: two things at once would be told in one breath.
            self.merge(bundles)
        elif self._importing is not None:
            self._importing.files.add(paths)
        elif self.session is None:
            self._surroundings.say(_("Open a corpus first."), warning=True)
        else:
            self._import(paths)

    def ask_export(self) -> None:
        """Ask for format and place, and write the annotations."""
        if self.session is None:
            self._surroundings.say(_("Open a corpus first."), warning=True)
            return
        # These dialogs are large, and the start of the program does not wait for them.
        from annotator.ui.dialogs.exporting import ExportSheet

        corpus = self.session.corpus.path
        sheet = ExportSheet(
            self.session, _documents_folder(), remembered=self._memory.settings.habits.exports_of(corpus),
            theme=self._surroundings.theme, parent=self._window,
        )  # fmt: skip
        sheet.remembered.connect(lambda chosen: self._remember_export(corpus, chosen))
        sheet.open()
        self._tell_broken("annotator.exporters")

    def ask_duplicates(self) -> None:
        """Show the near-duplicates of the corpus side by side."""
        if self.session is None:
            self._surroundings.say(_("Open a corpus first."), warning=True)
            return
        from annotator.ui.dialogs.duplicates import DuplicatesSheet

        sheet = DuplicatesSheet(self.session, theme=self._surroundings.theme, parent=self._window)
        sheet.document_wanted.connect(self.document_wanted)
        sheet.split_wanted.connect(self.ask_split)
        sheet.open()

    def ask_split(self) -> None:
        """Ask how to divide the corpus into train, validation and test."""
        if self.session is None:
            self._surroundings.say(_("Open a corpus first."), warning=True)
            return
        from annotator.ui.dialogs.splitting import SplitSheet

        SplitSheet(self.session, theme=self._surroundings.theme, parent=self._window).open()

    def ask_bundle(self) -> None:
        """Ask whose annotations go along and where to, and write a bundle for a colleague."""
        if self.session is None:
            self._surroundings.say(_("Open a corpus first."), warning=True)
            return
        from annotator.ui.dialogs.bundling import BundleSheet

        BundleSheet(self.session, _documents_folder(), theme=self._surroundings.theme, parent=self._window).open()

    def ask_merge(self) -> None:
        """Ask for bundles of colleagues and merge them."""
        if self.session is None:
            self._surroundings.say(_("Open a corpus first."), warning=True)
            return
        from annotator.operations.exchange import BUNDLE_SUFFIX

        kind, everything = _("Bundles"), _("All files")
        # The command line calls a bundle whatever its maker says; what it is its content tells.
        names = f"{kind} (*{BUNDLE_SUFFIX});;{everything} (*)"
        paths, _filter = QFileDialog.getOpenFileNames(self._window, _("Merge bundles"), str(_documents_folder()), names)
        if paths:
            self.merge([Path(path) for path in paths])

    def merge(self, paths: Sequence[Path]) -> None:
        """Merge bundles, one after the other; what came of it is told at the end."""
        if self.session is None or self._merging is not None or self._importing is not None:
            return
        from annotator.ui.dialogs.merging import MergeSheet

        sheet = MergeSheet(self.session, paths, theme=self._surroundings.theme, parent=self._window)
        self._merging = sheet
        sheet.merged.connect(self._announce)
        sheet.writing.connect(self._surroundings.set_reading_only)
        sheet.scheme_changed.connect(self._note_other_scheme)
        sheet.finished.connect(self._forget_merge)
        sheet.open()
        sheet.begin()

    def ask_people(self) -> None:
        """Show who works here and how far they are; give out work."""
        if self.session is None:
            self._surroundings.say(_("Open a corpus first."), warning=True)
            return
        from annotator.ui.dialogs.people import PeopleSheet

        PeopleSheet(self.session, theme=self._surroundings.theme, parent=self._window).open()

    def ask_annotator(self) -> None:
        """Ask for the person's name."""
        settings = self._memory.settings
        sheet = NameSheet(
            settings.name,
            settings.handle,
            known=self._known_handles(),
            theme=self._surroundings.theme,
            parent=self._window,
        )
        sheet.named.connect(self._become)
        sheet.open()

    def welcome(self) -> None:
        """Show the first three things to try, and the ways to begin."""
        person = self._person()
        sheet = Welcome(person.name, theme=self._surroundings.theme, parent=self._window)
        sheet.named.connect(self._name_first)
        sheet.sample_wanted.connect(self.open_sample)
        sheet.import_wanted.connect(self.ask_import)
        sheet.open_wanted.connect(self.ask_open)
        sheet.open()

    def tell_about(self) -> None:
        """Say what the program is, and its licence."""
        About(theme=self._surroundings.theme, parent=self._window).open()

    # ------------------------------------------------------------------ steps

    def _person(self) -> Annotator:
        settings = self._memory.settings
        if self.guest is not None:
            return self.guest
        if settings.handle:
            return Annotator(Handle(settings.handle), settings.name or settings.handle)
        return corpora.person_at_this_machine()

    def _known_handles(self) -> tuple[Handle, ...]:
        return tuple(self.session.corpus.annotators()) if self.session is not None else ()

    def _name_first(self, name: str) -> None:
        settings = self._memory.settings
        self._memory.change(name=name, handle=settings.handle or handle_from(name), welcomed=True)
        self._memory.write()

    def _become(self, name: str, handle: str) -> None:
        """Work under another name from now on; another handle means another set, so the corpus is opened anew."""
        before = self._memory.settings.handle
        self._memory.change(name=name, handle=handle)
        self._memory.write()
        if self.session is not None and handle != before:
            path = self.session.corpus.path
            self.close()
            self.open_path(path)

    def _make(self, path: str) -> None:
        if self._create(Path(path)):
            self._import([])

    def _create(self, path: Path) -> bool:
        """Make a corpus and open it; whether that went well."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            corpora.create(path, scheme=corpora.scheme_named(corpora.DEFAULT_SCHEME), author=self._person().handle)
        except AnnotatorError as error:
            tell_error(error, theme=self._surroundings.theme, parent=self._window)
            return False
        except OSError as error:
            self._surroundings.say(error.strerror or str(error), warning=True)
            return False
        return self.open_path(path)

    def _import(self, paths: list[Path]) -> ImportSheet:
        assert self.session is not None  # asked for only while a corpus is open
        from annotator.ui.dialogs.importing import ImportSheet

        sheet = ImportSheet(
            self.session, paths, habits=self._memory.settings.habits.importing, folder=_documents_folder(),
            theme=self._surroundings.theme, parent=self._window,
        )  # fmt: skip
        self._importing = sheet
        sheet.remembered.connect(self._remember_import)
        sheet.imported.connect(self._announce)
        sheet.writing.connect(self._surroundings.set_reading_only)
        sheet.finished.connect(self._forget_import)
        sheet.open()
        self._tell_broken("annotator.importers")
        return sheet

    def _tell_broken(self, group: str) -> None:
        """Name the plugins of an entry-point group that could not be loaded; the others are there."""
        from annotator.operations.plugins import broken_plugins

        if broken := broken_plugins(group):
            self._surroundings.say(" ".join(said(plugin.warning) for plugin in broken), warning=True)

    def _announce(self, changes: object) -> None:
        if self.session is not None and isinstance(changes, ChangeSet):
            self.session.announce(changes)

    def _remember_import(self, habits: object) -> None:
        if isinstance(habits, ImportHabits):
            self._memory.change(habits=replace(self._memory.settings.habits, importing=habits))

    def _remember_export(self, corpus: Path, chosen: object) -> None:
        if isinstance(chosen, dict):
            self._memory.change(habits=self._memory.settings.habits.having_exported(corpus, chosen))

    def _forget_import(self) -> None:
        self._importing = None

    def _note_other_scheme(self) -> None:
        self._has_other_scheme = True

    def _forget_merge(self) -> None:
        """Open the corpus anew where a bundle brought another scheme: everything shown was made of the old one."""
        self._merging = None
        if self._has_other_scheme and self.session is not None:
            self._has_other_scheme = False
            path = self.session.corpus.path
            self.close()
            self.open_path(path)

    def _tell_busy(self, path: Path, error: CorpusBusy) -> None:
        sheet = Busy(isolated(path.stem), error, theme=self._surroundings.theme, parent=self._window)
        sheet.again.connect(lambda: self.open_path(path))
        sheet.other_wanted.connect(self.ask_open)
        sheet.sample_wanted.connect(self.open_sample)
        sheet.open()


def _documents_folder() -> Path:
    folder = Path(platformdirs.user_documents_dir())
    return folder if folder.is_dir() else Path.home()
