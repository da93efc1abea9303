"""The hands of the analyst: what keys, buttons and the pointer do to the open document."""
