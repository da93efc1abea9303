"""The corpus file: the revision log, its projections, and the one door through which everything is written."""
