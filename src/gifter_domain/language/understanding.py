"""Understanding: reads a request for gifts in English or German into its fields."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gifter_domain.language.lexicons import LANGUAGES, Hit, Lexicon, function_words, lexicon_of
from gifter_domain.language.reading.ages import Age, read_ages
from gifter_domain.language.reading.counts import count_people, givers_in, hide_givers
from gifter_domain.language.reading.deadlines import has_deadline
from gifter_domain.language.reading.hedged_ages import read_hedged
from gifter_domain.language.reading.languages import language_of
from gifter_domain.language.reading.minors import mentions_minor
from gifter_domain.language.reading.money import StatedBudget, read_budget
from gifter_domain.language.reading.occasions import (
    names_several_occasions,
    occasion_of,
    occasions_in,
)
from gifter_domain.language.reading.opinions import Opinions
from gifter_domain.language.reading.people import (
    has_rival,
    is_adult,
    of_recipients,
    people_in,
    recipient_of,
)
from gifter_domain.language.reading.refusals import opinions_in
from gifter_domain.language.reading.respelling import respell
from gifter_domain.language.reading.situations import hide_stories, situation_in
from gifter_domain.language.reading.text import Span, Text, Word, folded, joined, tail, words_of
from gifter_domain.language.reading.unread import excludes_abroad, names_minor_abroad
from gifter_domain.language.search_words import asked_for
from gifter_domain.language.spelling import Correction, Vocabulary


@dataclass(frozen=True, slots=True)
class UnderstoodRequest:
    """The fields of a request.

    `excludes` are codes of traits, otherwise words. `adult` is None if the text does not tell.
    `words` are the words to search with. `spans` are the parts of the text that state a field.
    `contested` are the fields that the text also states another value of; `adult` is one if it is
    None and the text speaks of childhood. `corrected` are the words whose spelling was repaired. A
    language that is not supported has only its words, its budget and the known dangers.
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
    situation: str | None = None
    deadline: bool = False
    words: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    contested: tuple[str, ...] = ()
    corrected: tuple[Correction, ...] = ()

    @property
    def may_be_minor(self) -> bool:
        """Returns True if the text speaks of childhood, but not of the recipient's age."""
        return self.adult is None and "adult" in self.contested


def understand(
    original: str,
    *,
    home_currency: str = "GBP",
    language: str | None = None,
    of_self: bool = False,
) -> UnderstoodRequest:
    """Reads any text; never raises. `language` overrides the detected one.

    `of_self` is True if "I" in the text is the recipient, otherwise it is the giver.
    """
    text = folded(original)
    code, is_clear = (language, True) if language else language_of(text, original)
    if code not in LANGUAGES:
        read = _unsupported(text, code, home_currency)
    else:
        read = _read(text, original, code, home_currency, of_self)
    return read if is_clear else replace(read, contested=(*read.contested, "language"))


def with_spelling(read: UnderstoodRequest, vocabulary: Vocabulary) -> UnderstoodRequest:
    """Returns the request with the misspelt words of what to search for and to exclude repaired."""
    lists = (read.words, read.interests, read.excludes)
    written = dict.fromkeys(word for items in lists for item in items for word in item.split())
    meant = {word: found for word in written if (found := vocabulary.correction(word))}
    if not (read.supported and meant):
        return read
    words, interests, excludes = (
        tuple(" ".join(meant.get(word, word) for word in item.split()) for item in items)
        for items in lists
    )
    corrected = tuple(Correction(word, found) for word, found in meant.items())
    return replace(read, words=words, interests=interests, excludes=excludes, corrected=corrected)


def _unsupported(text: Text, language: str, home: str) -> UnderstoodRequest:
    """Returns the budget, since amounts look alike, and the words that are not grammar."""
    budget = read_budget(text, "en", home, None)
    grammar = function_words().get(language, frozenset())
    left = [word for word in words_of(text.plain) if not text.is_taken(word.start, word.end)]
    words = tuple(
        word.text
        for word in left
        if not (word.is_mark or word.text.isdigit() or word.text in grammar)
    )
    return UnderstoodRequest(
        language,
        False,
        budget=budget,
        words=words,
        spans=tuple(text.spans),
        excludes=excludes_abroad(text.plain),
        contested=("adult",) if names_minor_abroad(text.plain) else (),
    )


def _read(text: Text, original: str, language: str, home: str, of_self: bool) -> UnderstoodRequest:
    respell(text, language)
    occasions = occasions_in(text, language)
    people = people_in(text, language, occasions)
    recipient = recipient_of(text, language, people)
    hedged = read_hedged(text, language, people, recipient)
    budget = read_budget(text, language, home, givers_in(text, language, recipient))
    hide_givers(text, language)
    ages = of_recipients(text, read_ages(text, language, people, hedged))
    occasion = occasion_of(text, occasions)
    deadline = has_deadline(text, language)
    count = count_people(text, language, len(ages), recipient)
    adult = is_adult(text, language, ages, people, recipient, occasion)
    situation = situation_in(text, language)
    opinions = opinions_in(text, language, of_self=of_self)
    hide_stories(text, language)
    _hide_respelled(text, original, [*occasions, *people])
    _take_people(text, people, occasions, recipient)
    interests = _interests(text, language, opinions)
    read = UnderstoodRequest(
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
        situation=situation,
        deadline=deadline,
        words=tuple(dict.fromkeys(" ".join(interests).split())),
        spans=tuple(sorted(text.spans, key=lambda span: (span.start, span.end))),
        contested=(
            *_contested(text, occasions, people, recipient),
            *(("adult",) if adult is None and mentions_minor(text, language, recipient) else ()),
        ),
    )
    likes = bool(opinions.likes)
    return _with_words(read, text, original, likes) if language == "en" else read


def _contested(
    text: Text, occasions: Sequence[Hit], people: Sequence[Hit], recipient: Hit | None
) -> tuple[str, ...]:
    several = {
        "occasion": names_several_occasions(text, occasions),
        "relationship": has_rival(text, people, recipient),
    }
    return tuple(field for field, is_contested in several.items() if is_contested)


_STORY = 7  # words; a longer text about somebody is a request and no search


def _with_words(
    read: UnderstoodRequest, text: Text, original: str, likes: bool
) -> UnderstoodRequest:
    """Returns the request with its search words, and without a person or an occasion in names."""
    is_for_somebody = read.occasion is not None or read.relationship is not None
    has_age = any(low == high for low, high in read.ages)
    states = bool(read.budget or has_age or read.deadline or likes)
    is_story = len(original.split()) >= _STORY
    refuses = len(read.excludes) > len(text.wanted) or bool(read.owned)
    asked = asked_for(
        text.without_hidden(original),
        read.occasion,
        is_request_already=refuses or (is_for_somebody and (states or is_story)),
    )
    return replace(
        read,
        words=asked.words,
        occasion=read.occasion if asked.has_occasion else None,
        relationship=read.relationship if asked.has_recipient else None,
    )


_LETTERS = re.compile(r"[^\W_]")  # apostrophes and spaces are folded


def _hide_respelled(text: Text, original: str, named: Sequence[Hit]) -> None:
    """Hides misspelt occasions and persons, which would be words to search with: "brithday"."""
    for hit in named:
        written = original[text.places[hit.start] : text.places[hit.end - 1] + 1]
        if [*map(str.lower, _LETTERS.findall(written))] != _LETTERS.findall(hit.match.group()):
            text.hide(hit.start, hit.end)


# Their phrases tell what happened ("in hospital") and are no words to search with.
_STORIES = frozenset({"get_well", "sympathy"})


def _take_people(
    text: Text, people: Sequence[Hit], occasions: Sequence[Hit], recipient: Hit | None
) -> None:
    for hit in occasions:
        text.take("occasion", hit.start, hit.end)
        if hit.code in _STORIES:
            text.hide(hit.start, hit.end)
    for hit in people:
        if hit is recipient:
            text.note("relationship", hit.start, hit.end)
        if (
            hit is recipient
            and hit.code == "other"
            and _DETERMINED.search(tail(text.plain, hit.start))
        ):
            text.hidden.append((hit.start, hit.end))
        text.taken[hit.start : hit.end] = [True] * (hit.end - hit.start)


# "our vicar"; without such a word it may be a product's name: "doctor who mug"
_DETERMINED = re.compile(r"(?<!\w)(?:my|our|his|her|their|the|a|an|for)(?: \w+)? $")
# In a longer text only activities and what somebody likes are an interest.
_SHORT = 9  # words, if the text says what somebody likes
_BRIEF = 20  # words, otherwise


def _interests(text: Text, language: str, opinions: Opinions) -> tuple[str, ...]:
    """Returns what is liked, and in a short text what else is left."""
    words = [word for word in words_of(text.plain) if not word.is_mark]
    rest = list(_residue(text, lexicon_of(language)))
    lexicon = lexicon_of(language)
    if len(words) > (_SHORT if opinions.likes else _BRIEF):
        found = (lexicon.phrases("hobbies").find(run) for run in rest)
        rest = [hit.match.group() for hits in found for hit in hits]
    return tuple(dict.fromkeys([*opinions.likes, *rest]))


def _residue(text: Text, lexicon: Lexicon) -> Iterator[str]:
    """Yields the runs of words that no reader understood and that describe something."""
    run: list[Word] = []
    liked = {hit.start for hit in lexicon.phrases("hobbies").find(text.plain) if hit.code == "verb"}
    for word in words_of(text.plain):
        known = word.text in lexicon.stop or word.text in lexicon.junk or word.text[0].isdigit()
        known = known and word.start not in liked  # "liest gern", and not "es läuft gut"
        if word.is_mark or known or text.is_taken(word.start, word.end):
            if run:
                yield joined(run)
            run = []
        else:
            run.append(word)
    if run:
        yield joined(run)
