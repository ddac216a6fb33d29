"""What the preview says of parts of a file that are not taken into the text."""

from typing import Final

COMMENTS: Final = "Comments were left out."
DELETED: Final = "What had been deleted with its changes tracked was left out."
HIDDEN: Final = "Hidden text was left out."
AROUND: Final = "Menus and other parts around the article were left out."
