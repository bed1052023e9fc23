"""The parser's messages become words for people."""

from datetime import date, datetime
from enum import Enum
from typing import Annotated

import msgspec
import pytest
from msgspec import Meta

from gifter_app.http.plain_messages import plain_message


class Colour(Enum):
    RED = "red"


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    size: int


@pytest.mark.parametrize(
    ("kind", "sent", "message"),
    [
        (int | None, '"x"', "must be a whole number or null"),
        (str, "1", "must be a text"),
        (bool, '"yes"', "must be true or false"),
        (list[int], "{}", "must be a list"),
        (Inner, "[]", "must be an object"),
        (Inner, "{}", "is required"),
        (Inner, '{"sise": 1}', "is no known field"),
        (Annotated[str, Meta(max_length=2)], '"abc"', "must have at most 2 characters"),
        (Annotated[list[int], Meta(min_length=1)], "[]", "must have at least 1 entries"),
        (Annotated[int, Meta(ge=1)], "0", "must be at least 1"),
        (Annotated[str, Meta(pattern="^a$")], '"b"', "has characters that are not allowed here"),
        (date, '"14.3."', 'must be a date such as "2027-03-14"'),
        (datetime, '"14.3."', 'must be a date with a time and zone such as "2027-03-14T09:00:00Z"'),
        (Colour, '"blue"', "'blue' is none of the allowed values"),
    ],
)
def test_a_message_needs_no_python(kind: type, sent: str, message: str) -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.json.decode(sent, type=kind)

    assert plain_message(str(refused.value)) == message


def test_a_message_about_an_enum_names_the_values_if_they_are_known() -> None:
    message = plain_message("Invalid enum value 'blue' - at `$.colour`", ["red", "green"])

    assert message == "'blue' is none of the allowed values: red, green"
