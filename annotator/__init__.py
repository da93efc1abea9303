"""Isnad: annotate Arabic news by hand, and say who said what on whose word.

Holds the version and imports nothing, so that asking for it costs nothing.
"""

__version__ = "0.1.0"
