"""The text pane: plain Arabic text drawn once, and every sign a shape of our own under or around it."""
