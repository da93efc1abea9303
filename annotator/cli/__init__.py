"""The face without a window: one file a group of commands.

Data goes to stdout, everything else to stderr. Commands return their exit status and are loaded when they are called.
"""
