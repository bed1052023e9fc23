"""Short forms for writing the bank's questions, with one option per line."""

from gifter_domain.taste.questions.question import Kind, Option, Question


def options(lines: str, pictures: str | None = None) -> tuple[Option, ...]:
    """Reads options from lines of the form `id: label: value, value`.

    With `pictures`, each option has the picture `pictures/id`.
    """
    rows = ([part.strip() for part in line.split(":")] for line in lines.strip().splitlines())
    return tuple(
        Option(option_id, label, tuple(values.split(", ")), pictures and f"{pictures}/{option_id}")
        for option_id, label, values in rows
    )


def choice(
    question_id: str,
    kind: Kind,
    to_self: str,
    to_other: str,
    lines: str,
    *,
    pictured: bool = False,
    takes_own: bool = False,
) -> Question:
    """Builds a question with options. Its pictures are named after the question."""
    listed = options(lines, question_id if pictured else None)
    return Question(question_id, kind, to_self, to_other, listed, takes_own)


def this_or_that(question_id: str, to_self: str, to_other: str, lines: str) -> Question:
    """Builds a this-or-that question, which always has two pictures."""
    return choice(question_id, Kind.THIS_OR_THAT, to_self, to_other, lines, pictured=True)


def free_text(question_id: str, to_self: str, to_other: str) -> Question:
    """Builds a question that is answered in free text."""
    return Question(question_id, Kind.FREE_TEXT, to_self, to_other)
