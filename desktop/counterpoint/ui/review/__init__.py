"""The Review view: several annotators' tags of one essay, side by side, compared and decided."""
