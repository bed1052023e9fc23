"""Messages of the parser in words for people instead of types of Python."""

import re
from collections.abc import Sequence

_EXPECTED = re.compile(
    r"Expected `(?P<types>[^`]+)`(?:, got `[^`]+`)?(?: of length (?P<length>[<>=]+ \d+))?"
    r"(?: (?P<limit>[<>=]+ -?[\d.]+))?(?P<rest> matching regex .*)?",
    re.DOTALL,
)
_KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
    "date": "a date",
    "datetime": "a date with a time",
    "time": "a time",
    "uuid": "a UUID",
}
_LIMITS = {"<=": "at most", ">=": "at least", "<": "less than", ">": "more than", "==": "exactly"}
_SENTENCES = (
    (re.compile(r"Object missing required field `[^`]+`"), "is required"),
    (re.compile(r"Object contains unknown field `[^`]+`"), "is no known field"),
    (re.compile(r"Object contains out-of-range instant in field `[^`]+`"), "is out of range"),
    (re.compile(r"Invalid RFC3339 encoded date\b"), 'must be a date such as "2027-03-14"'),
    (
        re.compile(r"Invalid RFC3339 encoded datetime\b"),
        'must be a date with a time and zone such as "2027-03-14T09:00:00Z"',
    ),
    (re.compile(r"Invalid RFC3339 encoded time\b"), 'must be a time such as "09:00:00"'),
    (re.compile(r"Invalid enum value (?P<value>.+)"), "{value} is none of the allowed values"),
)


def plain_message(message: str, allowed: Sequence[str] = ()) -> str:
    """Returns the parser's message without its place, in words that need no Python.

    `allowed` are the values that the enum has.
    """
    message = message.partition(" - at `")[0]
    if expected := _EXPECTED.fullmatch(message):
        return _must_be(expected)
    for pattern, sentence in _SENTENCES:
        if found := pattern.match(message):
            plain = sentence.format_map(found.groupdict())
            return f"{plain}: {', '.join(allowed)}" if allowed else plain
    return message


def _must_be(expected: re.Match[str]) -> str:
    if expected["rest"]:
        return "has characters that are not allowed here"
    if expected["length"]:
        unit = "characters" if "str" in expected["types"] else "entries"
        return f"must have {_limit(expected['length'])} {unit}"
    if expected["limit"]:
        return f"must be {_limit(expected['limit'])}"
    kinds = [_KINDS.get(kind, kind) for kind in expected["types"].split(" | ")]
    return f"must be {' or '.join(kinds)}"


def _limit(written: str) -> str:
    sign, amount = written.split(" ")
    return f"{_LIMITS[sign]} {amount}"
