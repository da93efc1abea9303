"""A screen reader of sorts: asks the accessibility bus what there is, and listens. Runs in the system's own Python.

Prints one JSON object: names of the applications, every ``[role, name]`` in the window, the first letters of the text
of the reading view, its caret, and what was announced.
"""
# mypy: ignore-errors

from __future__ import annotations

import json

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

_LISTENS_MS = 9_000
_DEEPEST = 14

heard: list[str] = []
found: list[list[str]] = []
said: dict[str, object] = {"heard": heard, "found": found, "text": "", "caret": -1}


def _walk(node: Atspi.Accessible | None, depth: int) -> None:
    if node is None or depth > _DEEPEST:
        return
    name = node.get_name() or ""
    found.append([node.get_role_name(), name])
    if "reading view" in name:
        said["text"] = Atspi.Text.get_text(node, 0, 40)
        said["caret"] = Atspi.Text.get_caret_offset(node)
    for at in range(node.get_child_count()):
        _walk(node.get_child_at_index(at), depth + 1)


def _tell() -> bool:
    desktop = Atspi.get_desktop(0)
    apps = [desktop.get_child_at_index(at) for at in range(desktop.get_child_count())]
    said["apps"] = [app.get_name() for app in apps if app is not None]
    for app in apps:
        _walk(app, 0)
    print(json.dumps(said, ensure_ascii=False))
    Atspi.event_quit()
    return False


Atspi.init()
listening = Atspi.EventListener.new(lambda event: heard.append(str(event.any_data)))
listening.register("object:announcement")
GLib.timeout_add(_LISTENS_MS, _tell)
Atspi.event_main()
