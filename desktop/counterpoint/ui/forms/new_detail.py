"""Adding a detail to those a kind has."""

from PySide6.QtWidgets import QWidget

from counterpoint.core.vocabulary import Kind
from counterpoint.ui.forms.one_line import OneLine


class NewDetail(OneLine):
    """Asks for one detail's name."""

    def __init__(self, kind: Kind, details: tuple[str, ...], parent: QWidget | None = None) -> None:
        asked, missing = f"A new &detail for {kind}", "Type a name for the detail."
        super().__init__("Add a detail", asked, "&Add", missing=missing, parent=parent)
        self._details = {detail.casefold(): detail for detail in details}
        self.field.setMaxLength(60)
        self.field.setAccessibleName(f"Detail for {kind}")

    def name(self) -> str:
        """The detail's name; one that is there already, in whatever case, as it is there."""
        return self._details.get(self.words().casefold(), self.words())
