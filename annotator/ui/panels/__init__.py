"""What stands around the reader. Panels take values and send signals; none of them knows a corpus."""
