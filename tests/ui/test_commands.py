"""Every command of the table does something, and those loaded later are where they are said to be."""

from counterpoint.ui.actions import COMMANDS
from counterpoint.ui.session import opening


def test_every_command_has_its_function() -> None:
    assert set(opening.COMMANDS) == {command.id for command in COMMANDS}


def test_what_is_loaded_later_is_all_there_is() -> None:
    found = {
        command_id: name
        for name in sorted(set(opening.LATER.values()))
        for command_id in opening.later(name).COMMANDS
    }
    assert found == opening.LATER
