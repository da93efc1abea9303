"""The section Agreement: how far annotators agree, as tables and pictures whose numbers open their places."""
