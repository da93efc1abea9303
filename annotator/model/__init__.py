"""The nouns of the program: frozen values without input or output.

A constructor refuses what cannot be; after it nobody checks again.
"""
