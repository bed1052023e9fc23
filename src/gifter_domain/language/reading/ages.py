"""Ages in a request, in years: "aged 7 and 9", "his 50th", "mid-thirties", "18 months"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from gifter_domain.language.lexicons import Hit, lexicon_of
from gifter_domain.language.reading import numbers
from gifter_domain.language.reading.text import Text, tail

Age = tuple[int, int]
Found = tuple[int, int, Age]
_OLDEST = 110


def read_ages(
    text: Text, language: str, people: Sequence[Hit], hedged: Sequence[Found] = ()
) -> list[Age]:
    """Returns the ages in the order of the text and marks their words as understood.

    `hedged` are the ages that were read before the budget.
    """
    found = [*_stated(text, language), *_decades(text, language)]
    found = [_as_range(text.plain, *_of_today(text, language, *age)) for age in found]
    for start, end, (low, high) in found:
        text.note("ages", start, end)
        if low == high or low >= 20:  # "toddler" describes gifts too
            text.hide(start, end)
    for start, end, age in [*_listed(text, found, people), *_bare(text, language)]:
        if not text.is_taken(start, end):
            found.append((start, end, age))
            text.note("ages", start, end)
            text.hide(start, end)
    return [age for _, _, age in sorted([*found, *hedged])]


_NOT_AGES_BEFORE = re.compile(
    r"(?<!\w)(?:seit|vor|in|nach|für|for|since|over the last|past|married"
    r"|together|been|known (?:her|him|them)|friends|back) $"
)


def _stated(text: Text, language: str) -> Iterator[Found]:
    """Yields the ages with a word that makes them ages."""
    if not numbers.has_number(text.plain):
        return
    lexicon, seen = lexicon_of(language), set[int]()
    for kind in ("nth", "month", "one"):
        for hit in lexicon.phrases("ages", kind).find(text.plain):
            number = numbers.value(hit.match["number"])
            is_other = kind != "nth" and (
                _is_duration(text.plain, hit) or is_of_no_person(text.plain, hit)
            )
            years = -1 if number is None else int(number / 12 if kind == "month" else number)
            if text.is_taken(hit.start, hit.end) or hit.match.start("number") in seen or is_other:
                continue
            if 0 <= years <= _OLDEST:
                seen.add(hit.match.start("number"))
                yield hit.start, hit.end, (years, years)


_NEAR = 24  # letters between an age and the time when somebody reaches it
_SENTENCE = re.compile("[.;!?]")


def _of_today(text: Text, language: str, start: int, end: int, age: Age) -> Found:
    """Returns the age of today, 16 of "turns 18 in two years", so that nobody is of age early."""
    for hit in lexicon_of(language).phrases("ages", "later").find(text.plain):
        between = text.plain[end : hit.start] + text.plain[hit.end : start]
        if len(between) > _NEAR or _SENTENCE.search(between):
            continue
        written = hit.match["number"] if "number" in hit.match.groupdict() else None
        years = int(numbers.value(written) or 0) if written else 1
        text.hide(hit.start, hit.end)
        return start, end, (max(age[0] - years, 0), max(age[1] - years, 0))
    return start, end, age


_UNTIL = re.compile(r" ?(?:-|–|to|bis) ?(\d{1,2})(?![\w.]\w|[%£€$\d])")
_SINCE = re.compile(r"(?<![\d.,£€$])(\d{1,2}) ?(?:-|–|to|bis) ?$")


# "known them 10-12 years"
_SPAN_BEFORE = re.compile(
    r"(?<!\w)(?:known|married|together|been|friends|worked|lived|seit|kennen uns)(?: \w+){0,2}"
    r" \d{1,2} ?(?:-|–|to|bis) ?$"
)


def _as_range(plain: str, start: int, end: int, age: Age) -> Found:
    """Returns the age as a range if another end stands beside it: "aged 10-12"."""
    if age[0] == age[1] and (until := _UNTIL.match(plain, end)) and int(until[1]) > age[0]:
        return start, until.end(), (age[0], int(until[1]))
    if age[0] == age[1] and (since := _SINCE.search(tail(plain, start))) and int(since[1]) < age[0]:
        return since.start(), end, (int(since[1]), age[0])
    return start, end, age


def _is_duration(plain: str, hit: Hit) -> bool:
    """Returns True for a time: "for 6 months"; an age says so: "for 3 year olds"."""
    if _SPAN_BEFORE.search(tail(plain, hit.start)):
        return True
    says_age = re.search(r"old|alt|jähr|jaehr|yo|y/o|aged?|is|wird", hit.match.group())
    return not says_age and bool(_NOT_AGES_BEFORE.search(tail(plain, hit.start)))


# "8 year old dog lover" and "8 year old loves dogs" are children: only the animal itself counts.
_NO_PERSON = re.compile(
    r"'\d|[ -](?:(?:golden|border|german|rescue|pet|house|guide|little|black|white|brown|single"
    r"|malt|labrador|kleine[nrms]?|schwarze[nrms]?) ){0,2}"
    r"(?:dog|puppy|pup|cat|kitten|labrador|retriever|collie|spaniel|terrier|poodle|rabbit|hamster"
    r"|horse|pony|parrot|tortoise|hund|hündin|welpen?|katze|kater|pferd|kaninchen|papagei"
    r"|whiske?y|scotch|rum|malt)"
    r"(?= ?[.,;!?)]| ?$| (?:who|that|and|called|named|und|der|die|namens|under|up|bis|unter) )"
)


# "my dog is 8 years old", "a malt aged 15 years"
_NO_PERSON_BEFORE = re.compile(
    r"(?<!\w)(?:dog|puppy|pup|cat|kitten|rabbit|hamster|horse|pony|parrot|tortoise|hund|hündin"
    r"|welpe|katze|kater|pferd|pony|kaninchen|papagei|whiske?y|scotch|rum|malt|cheddar|gouda|port"
    r"|cognac|car|house|auto|haus|marriage|ehe)(?:'s|,)?(?: (?:is|ist|turns|wird|aged|was))? $"
)


def is_of_no_person(plain: str, hit: Hit) -> bool:
    """Returns True for heights, and for ages of animals and spirits: "a 12 year old dog"."""
    is_behind = _NO_PERSON_BEFORE.search(tail(plain, hit.start))
    return bool(is_behind or _NO_PERSON.match(plain, hit.end))


_LIST = re.compile(
    r"(?:,|, (?:and|und)| and| und| &| \+|/| or| oder) ?(\d{1,2})(?![\w.]\w|[%£€$\d])"
)


# Words behind a number that is no age: "dad 2 kids".
_COUNTED = (
    r"(?:kids?|children|boys|girls|sons|daughters|of|people|teachers|times|x|each|apiece|am|pm|mal"
    r"|kinder|je|stück|uhr|in|at|to|bis|für|for|pounds?|euros?|years?|jahre|months?|weeks?"
    r"|\w+ (?:each|apiece))(?!\w)"
)


_SERIES = re.compile(r" \d{1,2}(?: \d{1,2})+(?= ?[,.;!?)]|$)")  # "stepkids 5 7 9"


def _listed(text: Text, found: Sequence[Found], people: Sequence[Hit]) -> Iterator[Found]:
    """Yields the further ages of lists, and ages right behind a person: "Enkel 4 und 6"."""
    ends = [end for _, end, _ in found]
    for hit in people:
        near = re.compile(
            r" ?[(,]? ?(?:is |are |ist |sind |of |von )?(\d{1,2})(?: 1[/⁄]2|1⁄2)?"
            rf"(?=[,.)!?;:]|$| und| and| &| (?!{_COUNTED})[a-zäöü])"
        )
        if (match := near.match(text.plain, hit.end)) and not text.is_taken(*match.span()):
            yield match.start(1), match.end(1), _same(match[1])
            ends.append(match.end(1))
        if series := _SERIES.match(text.plain, hit.end):
            for number in re.finditer(r"\d+", series[0]):
                yield (
                    series.start() + number.start(),
                    series.start() + number.end(),
                    _same(number[0]),
                )
    for end in ends:
        while match := _LIST.match(text.plain, end):
            yield match.start(1), match.end(1), _same(match[1])
            end = match.end()
    for match in re.finditer(
        r"(?<![\d.,£€$])(\d{1,2})(?:,? (?:and|und|&|or|oder) (?:an? )?|, |/)(?=\d)", text.plain
    ):
        if any(match.end() <= start <= match.end() + 3 for start, _, _ in found):
            yield match.start(1), match.end(1), _same(match[1])


@cache
def _bare_pattern(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=[,.(;:!?–-] )|(?<=[(,])|^)(\d{{1,3}}|{lexicon_of(language).number})"
        r"(?= ?[,.);!?–]| -|$)(?![.,]\d)"
    )


_LONGER = 10  # smaller numbers in words are also read in lists and stories


def _bare(text: Text, language: str) -> Iterator[Found]:
    """Yields numbers that stand alone between marks: "widow, 74, gardener", "boy, fifteen"."""
    for match in _bare_pattern(language).finditer(text.plain):
        number = numbers.whole(match[1]) or 0
        if (match[1].isdigit() or number >= _LONGER) and 0 < number <= _OLDEST:
            yield match.start(1), match.end(1), (number, number)


def _same(number: str) -> Age:
    return int(number), int(number)


def _decades(text: Text, language: str) -> Iterator[Found]:
    """Yields ranges: "in her seventies", "mid-thirties", "40 something", "teenager"."""
    for match in _decade_pattern(language).finditer(text.plain):
        if text.is_taken(*match.span()):
            continue
        first = _decade(match["decade"], language)
        if first is not None:
            low, high = _PARTS.get(match["part"] or "", (0, 9))
            yield match.start(), match.end(), (first + low, first + high)
    for pattern, ages in lexicon_of(language).data["ages"]["words"].items():
        for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text.plain):
            is_known = re.search(r"\d", text.plain) or text.is_taken(*match.span())
            if isinstance(ages, list) and not is_known:
                yield match.start(), match.end(), (ages[0], ages[1])
                break


_PARTS = {"early": (0, 3), "anfang": (0, 3), "mid": (3, 7), "middle": (3, 7), "mitte": (3, 7),
          "late": (7, 9), "ende": (7, 9)}  # fmt: skip


def _decade(written: str, language: str) -> int | None:
    decades = lexicon_of(language).data["ages"]["decades"]
    if written in decades:
        return int(decades[written][0])
    number = numbers.whole(re.sub(r"['s]+$", "", written))
    return number if number is not None and 20 <= number <= 90 and number % 10 == 0 else None


@cache
def _decade_pattern(language: str) -> re.Pattern[str]:
    lexicon = lexicon_of(language)
    names = "|".join(sorted(lexicon.data["ages"]["decades"], key=len, reverse=True))
    tens = "|".join(str(ten) for ten in range(20, 100, 10))
    if language == "de":
        before = r"(?:(?P<part>anfang|mitte|ende)(?: der)? |in (?:den|ihren|seinen) )"
        return re.compile(rf"(?<!\w){before}(?P<decade>{names}|{lexicon.number})(?!\w)")
    part = r"(?:in (?:her|his|their) )?(?:(?P<part>early|mid|middle|late)[ -])?"
    return re.compile(
        rf"(?<![\w£$€]){part}(?P<decade>{names}|(?:{tens})'?s|(?:{tens})(?=[ -]?(?:something|odd)))"
        rf"(?:[ -]?(?:something|odd))?(?!\w)"
    )
