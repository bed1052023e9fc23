"""Mentions: each match of the lexicon in a text, and the way in which the text mentions it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from gifter_domain.catalogue.traits.lexicon import Lexicon, Match
from gifter_domain.catalogue.traits.meaning import Meaning
from gifter_domain.catalogue.traits.tokens import Word

_CUE_REACH = 16
_NEAR_DENIAL = 4  # words from "not" or "other" to the freedom


class Way(Enum):
    """How a text mentions a thing: the first three say that the product has it."""

    STATED = auto()
    LISTED = auto()  # after "contains", "filled with", "made with"
    BROUGHT = auto()  # after "comes with"
    ADDED = auto()  # by the recipient: "just add butter"
    TRACES = auto()  # after "may contain"
    FREE = auto()  # "nut-free", "no nuts"
    DENIED = auto()  # "not nut-free", "we cannot guarantee that it is free from nuts"
    IMITATED = auto()  # "vegan leather", "faux fur"
    COMPARED = auto()  # "butter-soft", "pairs with wine", "wine rack"


SAID = (Way.STATED, Way.LISTED, Way.BROUGHT)


@dataclass(frozen=True, slots=True)
class Mention:
    """A match in a field. `is_attributive` is True before a thing: "milk" in "milk jug".

    `is_of_next` is True if freedom is of the food right after it alone: "gluten-free crackers".
    """

    field: str
    start: int
    end: int
    phrase: tuple[str, ...]
    meaning: Meaning
    way: Way
    is_attributive: bool = False
    is_of_next: bool = False


class Reader:
    """Reads the mentions of one text."""

    def __init__(self, lexicon: Lexicon, field: str, words: Sequence[Word]) -> None:
        self._lexicon = lexicon
        self._field = field
        self._words = words
        self._matches = lexicon.matches(words)

    def mentions(self) -> list[Mention]:
        ways = [self._way(match) for match in self._matches]
        self._spread_freedom(ways)
        return [
            self._mention(at, match, way)
            for at, (match, way) in enumerate(zip(self._matches, ways, strict=True))
        ]

    def _mention(self, at: int, match: Match, way: Way) -> Mention:
        words = self._words[match.first : match.end]
        following = self._matches[at + 1] if at + 1 < len(self._matches) else None
        behind = match.end + (
            way is Way.FREE and self._lexicon.cue_at("free_after", self._words, match.end)
        )
        adjacent = (
            following is not None
            and following.first == behind
            and self._same_clause(match.end - 1, behind)
            and not self._words[behind].comma
        )
        is_before = bool(match.meaning.free_of) or behind > match.end  # not after "free from"
        return Mention(
            field=self._field,
            start=words[0].start,
            end=words[-1].end,
            phrase=tuple(word.folded for word in words),
            meaning=match.meaning,
            way=way,
            is_attributive=adjacent and following is not None and _is_only_thing(following.meaning),
            is_of_next=adjacent
            and is_before
            and following is not None
            and following.meaning.is_edible,
        )

    def _way(self, match: Match) -> Way:
        words = self._words
        meaning = match.meaning
        if meaning.free_of:
            is_other = self._lexicon.cue_at("free_not_before", words, match.end)
            return Way.COMPARED if is_other else self._freedom(match, Way.FREE)
        if meaning.made_of and self._is_imitated(match):
            return Way.IMITATED
        if self._is_free(match, after=meaning.is_edible or bool(meaning.names)):
            return self._freedom(match, Way.FREE if meaning.names else Way.COMPARED)
        if self._lexicon.cue_at("looks", words, match.end) and self._together(match):
            return Way.COMPARED
        if meaning.made_of and self._lexicon.cue_at("care", words, match.end):
            return Way.COMPARED
        return self._way_by_cue(match)

    def _together(self, match: Match) -> bool:
        """Returns True if the next word belongs to the match's clause, with no comma between."""
        after = match.end
        return (
            after < len(self._words)
            and self._same_clause(match.end - 1, after)
            and not self._words[after].comma
        )

    def _same_clause(self, first: int, second: int) -> bool:
        return self._words[first].clause == self._words[second].clause

    def _way_by_cue(self, match: Match) -> Way:
        """Returns the way by the nearest cue before the match, in its clause."""
        lexicon, words = self._lexicon, self._words
        first_of_clause = next(
            at for at in range(match.first + 1) if words[at].clause == words[match.first].clause
        )
        compares = True  # until another thing begins: "for Dad, with a whisky"
        for end in range(match.first, max(first_of_clause, match.first - _CUE_REACH), -1):
            if lexicon.cue_before("traces", words, end) is not None:
                return Way.TRACES
            if lexicon.cue_before("added", words, end) is not None:
                return Way.ADDED
            if lexicon.cue_before("includes", words, end) is not None:
                return self._listed_or_traces(end, first_of_clause)
            if compares and lexicon.cue_before("pairing", words, end) is not None:
                return Way.COMPARED
            compares = compares and not self._begins_another(end)
        return Way.STATED

    def _begins_another(self, end: int) -> bool:
        """Returns True if the word before `end` is a "with" or "a" that no cue stands before."""
        is_break = (self._words[end - 1].folded,) in self._lexicon.cues["breaks"]
        return is_break and self._lexicon.cue_before("pairing", self._words, end - 1) is None

    def _listed_or_traces(self, end: int, first: int) -> Way:
        before = range(end, first, -1)
        traces = (self._lexicon.cue_before("traces", self._words, at) for at in before)
        if any(at is not None for at in traces):
            return Way.TRACES
        brings = self._lexicon.cue_before("brings", self._words, end) is not None
        return Way.BROUGHT if brings else Way.LISTED

    def _is_imitated(self, match: Match) -> bool:
        before = self._lexicon.cue_before("imitation_before", self._words, match.first) is not None
        after = self._together(match) and self._lexicon.cue_at(
            "imitation_after", self._words, match.end
        )
        return before or after

    def _is_free(self, match: Match, *, after: bool = True) -> bool:
        lexicon, words = self._lexicon, self._words
        behind = match.end
        if after and self._together(match) and lexicon.cue_at("free_after", words, behind):
            return not lexicon.cue_at("free_not_before", words, behind + 1)
        at = match.first
        while at > 0 and self._same_clause(at - 1, match.first):
            if lexicon.cue_before("free_before", words, at) is not None:
                return True
            if (words[at - 1].folded,) not in lexicon.cues["skipped"]:
                return False
            at -= 1
        return False

    def _freedom(self, match: Match, way: Way) -> Way:
        """Returns the way of a freedom, unless the text denies it or says it of something else."""
        lexicon, words = self._lexicon, self._words
        clause = [at for at, word in enumerate(words) if word.clause == words[match.first].clause]
        before = range(clause[0] + 1, self._start_of_freedom(match) + 1)
        near = before[-_NEAR_DENIAL:]
        is_denied = (
            any(lexicon.cue_before("unsure", words, end) is not None for end in before)
            or any(lexicon.cue_at("unsure", words, at) for at in range(match.end, clause[-1] + 1))
            or any(self._is_denied_at(end, near[-1]) for end in near)
        )
        if is_denied:
            return Way.DENIED
        behind = match.end + lexicon.cue_at("free_after", words, match.end)
        of_other = (
            lexicon.cue_at("other_after", words, behind)
            or any(lexicon.cue_before("other_before", words, end) is not None for end in near)
            or any(lexicon.cue_before("partly", words, end) is not None for end in near[-1:])
        )
        return Way.COMPARED if of_other else way

    def _start_of_freedom(self, match: Match) -> int:
        """Returns the first word of the cue before a match: "free" of "free from any nuts"."""
        at = match.first
        while at > 0 and self._same_clause(at - 1, match.first):
            start = self._lexicon.cue_before("free_before", self._words, at)
            if start is not None:
                return start
            if (self._words[at - 1].folded,) not in self._lexicon.cues["skipped"]:
                break
            at -= 1
        return match.first

    def _is_denied_at(self, end: int, start: int) -> bool:
        """Returns True if a "not" ends before `end` and no comma stands between it and `start`."""
        if self._lexicon.cue_before("denied", self._words, end) is None:
            return False
        is_more = self._lexicon.cue_at("not_only", self._words, end)
        return not is_more and not any(word.comma for word in self._words[end : start + 1])

    def _spread_freedom(self, ways: list[Way]) -> None:
        """Spreads freedom over lists: "free from milk, egg and nuts", "dairy- and gluten-free"."""
        for at in range(1, len(ways)):
            if not (self._continues(at) and self._began_before(at - 1)):
                continue
            if ways[at - 1] is Way.FREE:
                ways[at] = Way.FREE if self._matches[at].meaning.names else Way.COMPARED
            elif ways[at - 1] is Way.DENIED:
                ways[at] = Way.DENIED
        for at in range(len(ways) - 1, 0, -1):
            is_spread = ways[at] in (Way.FREE, Way.DENIED)
            if is_spread and self._continues(at) and self._hangs(at - 1, at):
                ways[at - 1] = ways[at]

    def _began_before(self, at: int) -> bool:
        """Returns True if a cue stands before the list, rather than after its first thing."""
        return not self._lexicon.cue_at("free_after", self._words, self._matches[at].end)

    def _hangs(self, at: int, freed: int) -> bool:
        """Returns True if a thing begins its clause or ends with a hanging hyphen: "dairy- and".

        "Sugar, lactose-free cream" is a list: only the cream is free of something.
        """
        match = self._matches[at]
        if not match.meaning.names:
            return False
        if self._words[match.end].hyphen:
            return True
        first = match.first == 0 or not self._same_clause(match.first - 1, match.first)
        return first and not self._frees_food(freed)

    def _frees_food(self, at: int) -> bool:
        """Returns True if a food stands right after "free": "lactose-free cream"."""
        behind = self._matches[at].end
        behind += self._lexicon.cue_at("free_after", self._words, behind)
        following = self._matches[at + 1] if at + 1 < len(self._matches) else None
        return following is not None and following.first == behind and following.meaning.is_edible

    def _continues(self, at: int) -> bool:
        """Returns True if only commas and "and" stand between a match and the one before."""
        start, end = self._matches[at - 1].end, self._matches[at].first
        between = [(word.folded,) for word in self._words[start:end]]
        joined = all(word in self._lexicon.cues["conjunctions"] for word in between)
        return (
            joined
            and self._same_clause(start - 1, end)
            and (bool(between) or self._words[end].comma)
        )


def _is_only_thing(meaning: Meaning) -> bool:
    return meaning.is_thing and not meaning.is_edible
