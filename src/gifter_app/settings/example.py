"""The text of `.env.example`."""

from collections.abc import Iterator
from typing import Any, get_type_hints

from gifter_app.settings.groups import Settings, settings_of


def env_example() -> str:
    """Returns the text of `.env.example`: each variable with its description and default."""
    lines = ["# All settings of Gifter. A value is the default; a value behind '#' is an example."]
    for group in get_type_hints(Settings).values():
        lines += ["", *_group_example(group)]
    return "\n".join(lines) + "\n"


def _group_example(group: type[Any]) -> Iterator[str]:
    for item in settings_of(group):
        yield f"# {item.metadata['about']}"
        if item.default is None:
            yield f"# {item.metadata['env']}={item.metadata['example']}"
        else:
            yield f"{item.metadata['env']}={item.default}"
