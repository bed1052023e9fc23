"""Answers: the valid answers to each kind of question, and the facets derived from them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.lines import checked_line
from gifter_domain.shared.money import Budget
from gifter_domain.taste.facets import Facets, Sizes
from gifter_domain.taste.questions.question import MULTI_SELECT, Kind, Question

MAX_TEXT = 1_000
MAX_OWN, MAX_OWN_WORD = 20, 60
MAX_SIZE = 30


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one question.

    The question's kind decides which fields are used; the others stay empty. `chosen` has ids of
    options and `own` the person's own words beside them. `sizes` maps the measured thing to a size.
    """

    chosen: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    text: str = ""
    budget: Budget | None = None
    sizes: Sizes = field(default_factory=dict)


# Answers by question id; None for a skipped question.
Answers = Mapping[str, Answer | None]


@dataclass(frozen=True, slots=True)
class ParsedText:
    """The result of reading a free text: named values, other loved words, and refused phrases."""

    values: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


TextParser = Callable[[str], ParsedText]

_FIELDS: Mapping[Kind, str] = dict.fromkeys((*MULTI_SELECT, Kind.THIS_OR_THAT), "chosen") | {
    Kind.FREE_TEXT: "text",
    Kind.BUDGET: "budget",
    Kind.SIZES: "sizes",
}


def from_short_form(question: Question, items: tuple[str, ...]) -> Answer:
    """Builds the answer from its short form: the ids of options, or one text.

    Raises `InvalidInput` if the kind of question has no short form.
    """
    needed = _FIELDS[question.kind]
    if needed == "chosen":
        return Answer(chosen=items)
    if needed == "text" and len(items) == 1:
        return Answer(text=items[0])
    raise InvalidInput.at("answer", f"must be an object with `{needed}`")


def checked_answer(question: Question, answer: Answer) -> Answer:
    """Returns the answer in its stored form. Raises `InvalidInput` with the path of a bad field."""
    _check_fields_allowed(question, answer)
    match question.kind:
        case Kind.FREE_TEXT:
            return Answer(text=checked_line(answer.text, "answer.text", MAX_TEXT))
        case Kind.BUDGET:
            return Answer(budget=_checked_budget(answer.budget))
        case Kind.SIZES:
            return Answer(sizes=_checked_sizes(question, answer.sizes))
    chosen = _checked_choice(question, answer.chosen)
    if len(answer.own) > MAX_OWN:
        raise InvalidInput.at("answer.own", f"must have at most {MAX_OWN} items")
    own = (
        checked_line(word, f"answer.own[{place}]", MAX_OWN_WORD)
        for place, word in enumerate(answer.own)
    )
    return Answer(chosen=chosen, own=tuple(dict.fromkeys(own)))


def _check_fields_allowed(question: Question, answer: Answer) -> None:
    allowed = {_FIELDS[question.kind]} | ({"own"} if question.takes_own else set())
    for name in ("chosen", "own", "text", "budget", "sizes"):
        if getattr(answer, name) and name not in allowed:
            raise InvalidInput.at(f"answer.{name}", "is not allowed for this question")


def _checked_choice(question: Question, chosen: Sequence[str]) -> tuple[str, ...]:
    for option_id in chosen:
        if question.option(option_id) is None:
            raise InvalidInput.at("answer.chosen", f"{option_id!r} is not an option")
    if question.kind is Kind.THIS_OR_THAT and len(set(chosen)) != 1:
        raise InvalidInput.at("answer.chosen", "must be exactly one of the two options")
    return tuple(option.id for option in question.options if option.id in chosen)


def _checked_budget(budget: Budget | None) -> Budget:
    if budget is None or (budget.min_minor, budget.max_minor) == (None, None):
        raise InvalidInput.at("answer.budget", "must have a min or a max")
    return budget


def _checked_sizes(question: Question, sizes: Sizes) -> Sizes:
    if not sizes:
        raise InvalidInput.at("answer.sizes", "must have at least one size")
    for size_name in sizes:
        if question.option(size_name) is None:
            raise InvalidInput.at(f"answer.sizes.{size_name}", "is not a size of this question")
    return {
        size_name: checked_line(size, f"answer.sizes.{size_name}", MAX_SIZE)
        for size_name, size in sizes.items()
    }


def facets_of(bank: Iterable[Question], answers: Answers, parse_text: TextParser) -> Facets:
    """Derives the facets from the answers, in the order of the bank. `parse_text` reads free text.

    A dislike removes the same like of another answer. Answers to questions that are not in the
    bank are ignored.
    """
    answered = [
        (question, answer) for question in bank if (answer := answers.get(question.id)) is not None
    ]
    parsed = [parse_text(answer.text) for _, answer in answered if answer.text]
    chosen = list(_chosen_values(answered))
    disliked = tuple(dict.fromkeys(value for kind, value in chosen if kind is Kind.DISLIKES))
    liked = [value for kind, value in chosen if kind is not Kind.DISLIKES]
    liked += [value for one in parsed for value in one.values]
    by_facet = _by_facet(value for value in dict.fromkeys(liked) if value not in disliked)
    leanings = by_facet.get("leaning", ())
    return Facets(
        interests=by_facet.get("interest", ()),
        words=_unique(word for one in parsed for word in one.words),
        styles=by_facet.get("style", ()),
        values=by_facet.get("value", ()),
        colours=by_facet.get("colour", ()),
        leaning=leanings[0] if len(leanings) == 1 else None,
        dislikes=disliked,
        materials_to_avoid=by_facet.get("material", ()),
        diets=by_facet.get("diet", ()),
        exclusions=by_facet.get("no", ()),
        own_exclusions=_unique(
            [*(word for _, answer in answered for word in answer.own)]
            + [word for one in parsed for word in one.refused]
        ),
        sizes={key: size for _, answer in answered for key, size in answer.sizes.items()},
        price_comfort=next((a.budget for _, a in answered if a.budget is not None), None),
    )


def _chosen_values(answered: Iterable[tuple[Question, Answer]]) -> Iterator[tuple[Kind, str]]:
    for question, answer in answered:
        for option in question.options:
            if option.id in answer.chosen:
                yield from ((question.kind, value) for value in option.sets)


def _by_facet(values: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for value in values:
        facet, _, code = value.partition(".")
        found[facet] = (*found.get(facet, ()), code)
    return found


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
