"""The section History: who did what when, and a document at an earlier time."""
