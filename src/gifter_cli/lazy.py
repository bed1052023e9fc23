"""Commands whose modules are imported at their call, so that help and mistakes answer at once."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command, get_group

# Any: Typer has no public names for a command of any kind and its context.


class LazyCommand(TyperCommand):
    """Lists a command, or a group of them, with a summary; a call imports `target` and runs it.

    `target` is "module:attribute", with a function or an app of Typer.
    """

    def __init__(self, name: str, target: str, summary: str, panel: str | None = None) -> None:
        super().__init__(name, help=summary, rich_help_panel=panel)
        self._target = target

    def loaded(self) -> Any:
        """Imports the command and returns it."""
        module, _, attribute = self._target.partition(":")
        target = getattr(import_module(module), attribute)
        if isinstance(target, typer.Typer):
            return get_group(target)
        alone = typer.Typer(add_completion=False)
        alone.command(self.name)(target)
        return get_command(alone)

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        return self.loaded().make_context(info_name, args, parent, **extra)


def show_flags_without_type() -> None:
    """Makes the help show `--json` instead of `--json <bool>`, as if the flag took a value."""
    shown = TyperOption.display_type_rich

    def display(option: TyperOption, ctx: Any) -> str | None:
        return None if option.is_flag else shown(option, ctx)

    TyperOption.display_type_rich = display  # type: ignore[method-assign,assignment]


def lazy_group(commands: Sequence[LazyCommand]) -> type[TyperGroup]:
    """Returns the class of a group with these commands, for `cls` of an app of Typer."""

    class LazyGroup(TyperGroup):
        def __init__(self, **attributes: Any) -> None:
            super().__init__(**attributes)
            for command in commands:
                self.add_command(command)

    return LazyGroup
