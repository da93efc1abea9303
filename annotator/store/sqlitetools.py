"""sqlite-utils, imported without the libraries for data frames that it loads wherever they are installed.

They cost a second and 80 MB, and nothing here hands it a frame.
"""

from __future__ import annotations

import sys
from typing import Any, cast

__all__ = ["Database", "Migrations"]

_modules = cast("dict[str, Any]", sys.modules)
_hidden = [name for name in ("numpy", "pandas") if name not in _modules]
# None in the table of modules makes their import fail, which sqlite-utils is prepared for.
_modules.update(dict.fromkeys(_hidden))
try:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations
finally:
    for _name in _hidden:
        del _modules[_name]
