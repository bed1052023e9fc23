"""The text of `.env.example`."""

from collections.abc import Iterator
from typing import Any, get_type_hints

from gifter_app.settings.groups import Settings, settings_of


def env_example() -> str:
    """The text of `.env.example`: every variable, what it does, and its default."""
    lines = ["# Every setting of Gifter; the value shown is the default, or an example behind '#'."]
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
