"""What is said of files that cannot be read, whatever their format."""

from counterpoint.core.errors import BadInput


def damaged(name: str) -> BadInput:
    """For what is not whole."""
    return BadInput(f"“{name}” is damaged or cut short; get it again from where it came.")


def unreadable(name: str) -> BadInput:
    """For what its reader could not make anything of."""
    return BadInput(f"“{name}” could not be read, as it is damaged or unusual; save it anew and try again.")
