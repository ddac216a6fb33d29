"""The Brief view: outline, sheet and findings. Loaded when it is first asked for."""
