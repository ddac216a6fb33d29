"""The reading view: an essay with its passages painted on it, and the find bar above it."""
