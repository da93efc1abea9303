"""The section of the cases: sets compared, settled case by case, and decisions answered by their authors."""
