"""Understanding: reads a request for gifts in English or German into its fields."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gifter_domain.language.lexicons import LANGUAGES, Hit, Lexicon, lexicon_of
from gifter_domain.language.reading.ages import Age, read_ages
from gifter_domain.language.reading.deadlines import has_deadline
from gifter_domain.language.reading.languages import language_of
from gifter_domain.language.reading.money import StatedBudget, read_budget
from gifter_domain.language.reading.occasions import occasion_of, occasions_in
from gifter_domain.language.reading.people import (
    count_people,
    givers_in,
    is_adult,
    people_in,
    recipient_of,
)
from gifter_domain.language.reading.refusals import Opinions, opinions_in
from gifter_domain.language.reading.text import Span, Text, Word, folded, joined, words_of


@dataclass(frozen=True, slots=True)
class UnderstoodRequest:
    """The fields of a request.

    `excludes` are codes of traits, otherwise words. `adult` is None if the text does not tell.
    `words` are the words to search with. `spans` are the parts of the text that state a field. A
    language that is not supported has no field but its words.
    """

    language: str
    supported: bool
    budget: StatedBudget | None = None
    people: int | None = None
    ages: tuple[Age, ...] = ()
    adult: bool | None = None
    occasion: str | None = None
    relationship: str | None = None
    interests: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()
    deadline: bool = False
    words: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


def understand(
    original: str, *, home_currency: str = "GBP", language: str | None = None
) -> UnderstoodRequest:
    """Reads any text; never raises. `language` overrides the detected one."""
    text = folded(original)
    code = language or language_of(text, original)
    if code not in LANGUAGES:
        words = tuple(word.text for word in words_of(text.plain) if not word.is_mark)
        return UnderstoodRequest(code, False, words=words)
    return _read(text, code, home_currency)


def _read(text: Text, language: str, home: str) -> UnderstoodRequest:
    occasions = occasions_in(text, language)
    people = people_in(text, language, occasions)
    recipient = recipient_of(text, language, people)
    budget = read_budget(text, language, home, givers_in(text, language))
    ages = tuple(read_ages(text, language, people))
    occasion = occasion_of(text, occasions)
    deadline = has_deadline(text, language)
    count = count_people(text, language, len(ages), people, recipient)
    adult = is_adult(text, language, ages, recipient, occasion)
    opinions = opinions_in(text, language)
    _take_people(text, people, occasions, recipient)
    interests = _interests(text, language, opinions)
    return UnderstoodRequest(
        language,
        True,
        budget=budget,
        people=count,
        ages=ages,
        adult=adult,
        occasion=occasion,
        relationship=recipient.code if recipient else None,
        interests=interests,
        excludes=tuple(opinions.excludes),
        owned=tuple(opinions.owned),
        deadline=deadline,
        words=tuple(dict.fromkeys(" ".join(interests).split())),
        spans=tuple(sorted(text.spans, key=lambda span: (span.start, span.end))),
    )


def _take_people(
    text: Text, people: Sequence[Hit], occasions: Sequence[Hit], recipient: Hit | None
) -> None:
    for hit in occasions:
        text.take("occasion", hit.start, hit.end)
    for hit in people:
        if hit is recipient:
            text.note("relationship", hit.start, hit.end)
        text.taken[hit.start : hit.end] = [True] * (hit.end - hit.start)


_SHORT = 9  # words; in a longer text only what somebody likes is an interest


def _interests(text: Text, language: str, opinions: Opinions) -> tuple[str, ...]:
    """Returns what is liked, and in a short text what else is left."""
    words = [word for word in words_of(text.plain) if not word.is_mark]
    rest = list(_residue(text, lexicon_of(language)))
    if opinions.likes and len(words) > _SHORT:
        rest = []
    return tuple(dict.fromkeys([*opinions.likes, *rest]))


def _residue(text: Text, lexicon: Lexicon) -> Iterator[str]:
    """Yields the runs of words that no reader understood and that describe something."""
    run: list[Word] = []
    for word in words_of(text.plain):
        known = word.text in lexicon.stop or word.text in lexicon.junk or word.text[0].isdigit()
        if word.is_mark or known or text.is_taken(word.start, word.end):
            if run:
                yield joined(run)
            run = []
        else:
            run.append(word)
    if run:
        yield joined(run)
