"""Lines that people write show something."""

import pytest

from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.lines import checked_line, isolated


@pytest.mark.parametrize(
    "name", ["\u200b", "\u202e\u202c", "\ufeff \u2060", "\u3164", "\u2800", "\ufe0f", "\U000e0001"]
)
def test_a_name_that_shows_nothing_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput):
        checked_line(name, "name", 100)


@pytest.mark.parametrize("name", ["Ada", "👩\u200d👩\u200d👧", "می\u200cخواهم", "李", "❤\ufe0f"])
def test_a_name_with_invisible_characters_beside_visible_ones_is_kept(name: str) -> None:
    assert checked_line(name, "name", 100) == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada Müller", "Ada Müller"),
        ("שרה", "\u2068שרה\u2069"),
        ("\u202eadA", "\u2068\u202eadA\u2069"),
        ("A\u2069\u2069\u202eb", "\u2068A\u202eb\u2069"),
        ("A\u2067b", "\u2068A\u2067b\u2069\u2069"),
        ("A\u2067b\u2069\u2069c", "\u2068A\u2067b\u2069c\u2069"),
    ],
)
def test_text_that_may_change_the_direction_is_isolated(text: str, shown: str) -> None:
    assert isolated(text) == shown
