"""For those who hear the article: a plain text in step with the caret, and annotations as sentences."""
