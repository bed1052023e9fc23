"""Things that a request lists: "a scarf, gloves or a hat" after or before a word about them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gifter_domain.language.lexicons import Lexicon
from gifter_domain.language.reading import numbers
from gifter_domain.language.reading.text import Text, Word, joined, words_of

_JOINS = ("or", "nor", "and", "&", "/", "+", "und", "oder", "noch", "sowie")
_LIST_JOINS = ("or", "nor", "and", "oder", "noch", "und", "sowie")
_PREPOSITIONS = frozenset(
    """
    to from at in on by with of into than like aus im zu zum zur von bei mit auf an vom nach
    """.split()  # noqa: SIM905 - a list would be 25 lines
)
_MOST_WORDS = 3
# "frankly", "honestly", and not "family" or "butterfly"
_ADVERB = re.compile(
    r"\w(?:al|ab|ib|ous|ent|ant|ive|ful|less|ing|ed|ate|ite|k|ct|st|ar|ern|ord|ri|si|ti|di)ly$"
)
_LONGEST_LIST = 400  # letters


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of a list: its words without grammar."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Returns the words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def start(self) -> int:
        """Returns the index of the first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Returns the index behind the last character."""
        return self.words[-1].end


def describes(word: Word, lexicon: Lexicon) -> bool:
    """Returns True for a word that describes a thing: no grammar, no number, no request word."""
    if word.is_mark or word.text in lexicon.stop or word.text in lexicon.junk:
        return False
    if lexicon.language == "en" and _ADVERB.search(word.text):
        return lexicon.phrases("concepts").code_of(word.text) is not None
    return not word.text[0].isdigit() and numbers.value(word.text) is None


# "the smell of coffee" is about coffee.
_SENSE = re.compile(
    r" ?(?:(?:the|an?|any|den|der|die|das|dem) )?(?:smell|scent|taste|texture|feel|sight|sound"
    r"|noise|thought|idea|duft|geruch|geschmack|anblick|gedanke) (?:of|von|nach|an) "
    r"| ?(?:the |die )?(?:colou?r|farbe) "
)


_LIKED = re.compile(
    r"(?:fans?|lovers?|addict|mad|crazy|obsessed|enthusiast|fanatic|fiend|devotee|liebhaber(?:in)?"
    r"|verrückt|begeistert|süchtig)(?!\w)"
)


def things_after(
    text: Text, lexicon: Lexicon, start: int, limit: int, *, refused: bool = False
) -> list[Thing]:
    """Returns the things of the list from `start` to `limit` at most.

    A list of refused things may stand behind a colon, and goes on over commas up to its last thing
    with a code: "avoid: nuts, mugs, wine". Others need "and" or "or" before their last thing.
    """
    if refused and _LIKED.match(text.plain, limit):  # "allergic to nuts, cheese lover"
        limit = max(start, text.plain.rfind(",", start, limit))
    colon = _COLON.match(text.plain, start) if refused else None
    start = colon.end() if colon else start
    if sense := _SENSE.match(text.plain, start):
        start = sense.end() if sense.end() < limit else start
    words = words_of(text.plain, start, min(limit, start + _LONGEST_LIST))
    first = next((word for word in words if word.text not in lexicon.stop), None)
    if first is None or first.text in lexicon.harmless or first.is_mark:
        return []
    words = _without_infinitives(words) if refused else words
    until = _last_coded(words, lexicon) if refused else 0
    until = limit if colon else until
    return list(_items(text, lexicon, words, until))


def _without_infinitives(words: list[Word]) -> list[Word]:
    """Returns the words without a verb behind its thing: "darf keinen Zucker essen"."""
    is_verb = (bool(at) and word.text in _INFINITIVES for at, word in enumerate(words))
    return [word for word, skipped in zip(words, is_verb, strict=True) if not skipped]


_COLON = re.compile(r" ?[:=] ?")


def _last_coded(words: Sequence[Word], lexicon: Lexicon) -> int:
    """Returns where the last of the short things between commas begins that has a code, or 0."""
    concepts, last, item = lexicon.phrases("concepts"), 0, list[Word]()
    for word in words:
        if word.is_mark and word.text not in ",/&+":
            break
        if word.text != ",":
            item.append(word)
            if len(item) > _MOST_WORDS + 1 or word.text in lexicon.ends:
                return last
            continue
        if item and concepts.code_of(joined(item)):
            last = item[0].start
        item = []
    return item[0].start if item and concepts.code_of(joined(item)) else last


def _items(text: Text, lexicon: Lexicon, words: Sequence[Word], until: int = 0) -> Iterator[Thing]:
    item: list[Word] = []
    for at, word in enumerate(words):
        if _joins_verb(words, at):  # "doesn't fish or play golf"
            continue
        is_join = word.text in _JOINS or (
            word.text == "," and (word.start < until or _goes_on(words, at, lexicon))
        )
        ends = word.is_mark or word.text in lexicon.ends or text.is_taken(word.start, word.end)
        if is_join or ends:
            if item:
                yield Thing(tuple(item[:_MOST_WORDS]))
                item = []
            if is_join and (skipped := _anything(words, at)):
                yield from _items(text, lexicon, words[skipped:], until)
                return
            if is_join and not _starts_clause(words, at + 1, lexicon):
                continue
            return
        if describes(word, lexicon) or (word.text in _CASH and at and words[at - 1].text in _JOINS):
            item.append(word)
        elif item and word.text in _PREPOSITIONS:
            break
    if item:
        yield Thing(tuple(item[:_MOST_WORDS]))


_INFINITIVES = ("essen", "trinken", "tragen", "anfassen", "bekommen", "nehmen")
_CASH = ("cash", "money", "geld")  # "no alcohol or cash", and not "no money"
_VERBS = ("play", "do", "go", "eat", "drink", "wear", "use", "watch", "read", "touch", "smoke")


_FILLS = frozenset(
    """
    that which with made of from out needs need has have contains containing requires uses comes in
    to do is are too very for the a an any remotely was mit aus von der die das
    """.split()  # noqa: SIM905 - a list would be 30 lines
)


def _anything(words: Sequence[Word], at: int) -> int | None:
    """Returns where a list goes on behind "or anything that needs", or None."""
    if at + 2 >= len(words) or words[at + 1].text not in ("anything", "things", "stuff", "alles"):
        return None
    place = at + 2
    while place < len(words) and words[place].text in _FILLS:
        place += 1
    return place if at + 2 < place < len(words) else None


def _joins_verb(words: Sequence[Word], at: int) -> bool:
    return at > 0 and words[at - 1].text in ("or", "nor") and words[at].text in _VERBS


def _starts_clause(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Returns True if no thing follows: "and she loves", "and something for the garden"."""
    if at >= len(words):
        return True
    following = words[at].text
    if following in _JOINS or _joins_verb(words, at):
        return False
    if lexicon.phrases("relationships").code_of(following):
        return at > 0 and words[at - 1].text in ("and", "und")
    return following in lexicon.ends or following in ("something", "anything", "etwas", "ist", "is")


def _goes_on(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Returns True if the list goes on after a comma, as its last item is joined by a word."""
    if at + 1 < len(words) and words[at + 1].text in _LIST_JOINS:
        return True
    size = items = 0
    for word in words[at + 1 :]:
        if word.text in _LIST_JOINS:
            return items + size > 0 and size <= _MOST_WORDS
        if word.text == ",":
            if not 0 < size <= _MOST_WORDS:
                return False
            size, items = 0, items + 1
        elif word.is_mark or word.text in lexicon.ends:
            return False
        else:
            size += 1
    return False


_REASON = re.compile(
    r"(?<!\w)(?:because of|due to|owing to|on account of|thanks to|wegen|aufgrund)"
    r"(?: [\w'-]+){1,3} ?,? ?$"
)


def things_before(text: Text, lexicon: Lexicon, end: int, start: int = 0) -> list[Thing]:
    """Returns the things of the list that ends at `end`: "nuts and honey" before "are out"."""
    begin = max(start, end - _LONGEST_LIST)
    if reason := _REASON.search(text.plain, begin, end):  # "because of his tablets he can't drink"
        end = reason.start()
    words = words_of(text.plain, begin, end)
    items: list[list[Word]] = [[]]
    for word in reversed(words):
        known = not word.is_mark and not describes(word, lexicon)
        if word.text in _JOINS and items[-1]:
            items.append([])
        elif word.is_mark or text.is_taken(word.start, word.end) or (known and items[-1]):
            break
        elif not known:
            items[-1].insert(0, word)
            if len(items[-1]) == _MOST_WORDS:
                break
    return [Thing(tuple(item)) for item in reversed(items) if item]
