"""Dresses Qt's own widgets in the theme: palette, and a small style sheet for what a palette cannot say."""

from __future__ import annotations

from string import Template
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator.bundled import resource
from annotator.operations.settings import Appearance
from annotator.ui.fonts import ui_font
from annotator.ui.theme import DARK, LIGHT, Theme

_TOKENS: Final = (
    "desk", "page", "card", "ink", "ink2", "ink3", "line", "line2", "hover", "accent", "accent_bg", "on_accent", "bad",
    "bad_bg", "sel",
)  # fmt: skip

_SHEET: Final = Template("""
QToolTip { background: $card; color: $ink; border: 1px solid $line2; padding: 4px 6px; }
QMenu { background: $card; color: $ink; border: 1px solid $line2; padding: 6px; }
QMenu::item { padding: 6px 22px; border-radius: 6px; }
QMenu::item:selected { background: $accent_bg; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
  background: $page; color: $ink; border: 1px solid $line2; border-radius: 8px; padding: 5px 9px;
  selection-background-color: $sel; selection-color: $ink; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 1px solid $accent; }
QLineEdit:disabled, QComboBox:disabled { color: $ink3; }
QComboBox QAbstractItemView {
  background: $card; color: $ink; border: 1px solid $line2; selection-background-color: $accent_bg;
  selection-color: $ink; }
QPushButton { outline: none;
  background: $page; color: $ink; border: 1px solid $line2; border-radius: 8px; padding: 8px 18px; font-weight: 500; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $ink3; border-color: $line; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[primary="true"]:focus { border: 3px double $on_accent; padding: 6px 16px; }
QPushButton[primary="true"]:disabled { background: $line2; color: $ink3; border-color: $line2; }
QPushButton[quiet="true"] { background: transparent; border: 0; color: $accent; padding: 4px 6px; }
QPushButton[quiet="true"]:hover { background: $hover; }
QPushButton[quiet="true"]:focus { border: 1px solid $accent; padding: 3px 5px; }
QProgressBar { background: $line; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QListView, QTreeView, QTableView {
  background: $page; color: $ink; border: 1px solid $line2; border-radius: 8px; selection-background-color: $accent_bg;
  selection-color: $ink; outline: 0; }
QListView:focus, QTreeView:focus, QTableView:focus { border: 1px solid $accent; }
QScrollArea:focus { border: 1px solid $ink3; border-radius: 8px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar::handle:vertical { background: $line2; border-radius: 3px; min-height: 32px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:vertical:hover { background: $ink3; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle:horizontal { background: $line2; border-radius: 3px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QCheckBox, QRadioButton { color: $ink; spacing: 8px; }
QCheckBox::indicator, QListView::indicator {
  width: 15px; height: 15px; border: 1px solid $ink3; border-radius: 4px; background: $page; }
QCheckBox::indicator:checked, QListView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$tick"); }
QRadioButton::indicator {
  width: 15px; height: 15px; border: 1px solid $ink3; border-radius: 8px; background: $page; }
QRadioButton::indicator:checked {
  width: 7px; height: 7px; border: 5px solid $accent; border-radius: 8px; background: $on_accent; }
QRadioButton::indicator:disabled, QCheckBox::indicator:disabled { border-color: $line2; }
QCheckBox::indicator:focus { border: 1px solid $accent; }
QCheckBox:focus, QRadioButton:focus { background: $accent_bg; border-radius: 4px; }
QSpinBox:focus { border: 1px solid $accent; }
QSpinBox:disabled { color: $ink3; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url("$arrow"); width: 12px; height: 12px; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $ink2; border: 0; border-bottom: 2px solid transparent;
  padding: 6px 2px; margin: 0 9px; font-weight: 500; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:focus { background: $accent_bg; }
QTabBar::tab:disabled { color: $ink3; }
QHeaderView::section { background: $desk; color: $ink2; border: 0; border-bottom: 1px solid $line; padding: 6px; }
""")


def theme_for(appearance: Appearance) -> Theme:
    """The theme that is wanted; for ``system`` the one that the desktop reports, light where it reports none."""
    if appearance is Appearance.SYSTEM:
        return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return DARK if appearance is Appearance.DARK else LIGHT


def dress(app: QApplication, theme: Theme) -> None:
    """Give every widget of ``app`` the colours of ``theme``; can be called again at any time."""
    app.setPalette(palette_of(theme))
    app.setFont(ui_font(13))
    colours = {name: getattr(theme, name).name() for name in _TOKENS}
    kind = "dark" if theme.dark else "light"
    icons = {name: resource("icons", f"{name}-{kind}.svg").as_posix() for name in ("tick", "arrow")}
    app.setStyleSheet(_SHEET.substitute(colours | icons))


def palette_of(theme: Theme) -> QPalette:
    """The theme as Qt's palette."""
    role = QPalette.ColorRole
    palette = QPalette(theme.desk)
    for name, colour in (
        (role.Window, theme.desk), (role.WindowText, theme.ink), (role.Base, theme.page), (role.Text, theme.ink),
        (role.AlternateBase, theme.card), (role.Button, theme.card), (role.ButtonText, theme.ink),
        (role.ToolTipBase, theme.card), (role.ToolTipText, theme.ink), (role.PlaceholderText, theme.ink3),
        (role.Highlight, theme.sel), (role.HighlightedText, theme.ink), (role.Link, theme.accent),
        (role.Mid, theme.line2), (role.Dark, theme.line2), (role.Light, theme.card), (role.Accent, theme.accent),
    ):  # fmt: skip
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, theme.ink3)
    return palette
