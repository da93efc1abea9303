"""Formats: bytes in, values out, and back. One file a format; no format knows a corpus, a session or a window."""
