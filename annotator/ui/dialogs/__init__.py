"""What asks a person something, or tells them, in a window of its own."""
