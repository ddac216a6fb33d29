"""A library open in the window: what is shown, what is selected, and what each command does."""
