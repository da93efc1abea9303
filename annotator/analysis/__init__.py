"""What can be computed from annotations: counts now, agreement and splits later. Values in, values out."""
