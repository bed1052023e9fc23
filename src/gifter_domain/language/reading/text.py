"""Texts as readers see them: lower case, one space, with the way back to the original places."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

_APOSTROPHES = str.maketrans("’‘´`", "''''") | {ord("🥜"): " nut "}


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the original text that states a field; `end` is exclusive."""

    field: str
    start: int
    end: int


@dataclass(slots=True)
class Text:
    """A text in lower case with single spaces.

    `places` are the original indexes of its characters. `taken` marks the characters that a
    reader has understood, so that no other reader uses them again. `hidden` are
    parts that do not describe the wanted gift, except those that are also `wanted`. `spans` are
    the parts that were understood, in the original text.
    """

    plain: str
    places: list[int]
    taken: list[bool] = field(default_factory=list)
    wanted: list[tuple[int, int]] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def take(self, name: str, start: int, end: int) -> None:
        """Marks a part as understood and notes its span."""
        self.note(name, start, end)
        self.taken[start:end] = [True] * (end - start)

    def hide(self, start: int, end: int) -> None:
        """Marks a part as understood and as no description of the wanted gift."""
        self.hidden.append((start, end))
        self.taken[start:end] = [True] * (end - start)

    def erase(self, start: int, end: int) -> None:
        """Hides a part from all later readers too, and puts a full stop in its place."""
        self.hide(start, end)
        blank = "." + " " * (end - start - 1)
        self.plain = self.plain[:start] + blank + self.plain[end:]

    def without_hidden(self, original: str) -> str:
        """Returns the original text with a comma in place of each hidden part."""
        letters = list(original)
        kept = {place for start, end in self.wanted for place in self.places[start:end]}
        for start, end in self.hidden:
            for place in range(self.places[start], self.places[end - 1] + 1):
                if place not in kept:
                    letters[place] = "\0"
        return re.sub(r"\s*\0[\0\s]*", " , ", "".join(letters))

    def note(self, name: str, start: int, end: int) -> None:
        """Notes the span of a part without marking it as understood."""
        if start < end:
            self.spans.append(Span(name, self.places[start], self.places[end - 1] + 1))

    def is_taken(self, start: int, end: int) -> bool:
        """Returns True if any character of the part was understood already."""
        return any(self.taken[start:end])


_SPACES = re.compile("^ |  ")


def folded(original: str) -> Text:
    """Returns the text for reading: NFKC, lower case, plain apostrophes, single spaces."""
    if original.isascii() and original.isprintable() and not _SPACES.search(original):
        size = len(original)
        return Text(original.lower().translate(_APOSTROPHES), [*range(size)], [False] * size)
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(original):
        for part in unicodedata.normalize("NFKC", letter).lower().translate(_APOSTROPHES):
            if unicodedata.category(part) == "Cf":  # zero-width characters hide words
                continue
            known = " " if part.isspace() else part
            if known != " " or (letters and letters[-1] != " "):
                letters.append(known)
                places.append(place)
    return Text("".join(letters), places, [False] * len(letters))


_TAIL = 80  # letters; the words that decide about a place stand right before it


def tail(plain: str, end: int) -> str:
    """Returns the last letters before a place of a folded text."""
    return plain[max(0, end - _TAIL) : end]


_TOKEN = re.compile(r"make[ -]up(?!\w)|[^\W_]+(?:['&+-][^\W_]+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a punctuation mark of a folded text."""

    text: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """Returns True for punctuation."""
        return not self.text[0].isalnum()


def words_of(plain: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Returns the words and marks of a part of a folded text."""
    found = _TOKEN.finditer(plain, start, len(plain) if end is None else end)
    return [Word(match.group(), match.start(), match.end()) for match in found]


def first_word(plain: str, start: int) -> Word | None:
    """Returns the first word or mark from a place on, or None."""
    match = _TOKEN.search(plain, start)
    return Word(match.group(), match.start(), match.end()) if match else None


def joined(words: Iterable[Word]) -> str:
    """Returns the words with single spaces."""
    return " ".join(word.text for word in words)
