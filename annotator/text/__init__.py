"""Arabic text: offsets, folding, graphemes, words, clauses, search, direction and structure.

All offsets are code points of the stored text, which nothing here changes.
"""
