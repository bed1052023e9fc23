"""How the bank's questions are written down: options a line each, pictures by their ids."""

from gifter_domain.taste.question import Kind, Option, Question


def options(lines: str, pictures: str | None = None) -> tuple[Option, ...]:
    """Options written `id: label: value, value`, each with a picture `pictures/id` if there are."""
    rows = ([part.strip() for part in line.split(":")] for line in lines.strip().splitlines())
    return tuple(
        Option(option_id, label, tuple(values.split(", ")), pictures and f"{pictures}/{option_id}")
        for option_id, label, values in rows
    )


def picks(
    question_id: str,
    kind: Kind,
    to_self: str,
    to_other: str,
    lines: str,
    *,
    pictured: bool = False,
    takes_own: bool = False,
) -> Question:
    """A question with options; pictures are named after the question."""
    listed = options(lines, question_id if pictured else None)
    return Question(question_id, kind, to_self, to_other, listed, takes_own)


def either(question_id: str, to_self: str, to_other: str, lines: str) -> Question:
    """A this-or-that, always with two pictures."""
    return picks(question_id, Kind.THIS_OR_THAT, to_self, to_other, lines, pictured=True)


def told(question_id: str, to_self: str, to_other: str) -> Question:
    """A question that is answered in free words."""
    return Question(question_id, Kind.FREE_TEXT, to_self, to_other)
