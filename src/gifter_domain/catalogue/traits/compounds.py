"""German compounds: the last part names the thing, the first part its contents or material."""

from collections.abc import Mapping
from dataclasses import replace

from gifter_domain.catalogue.traits.meaning import NOTHING, Meaning, Phrase
from gifter_domain.catalogue.traits.trait import ALCOHOL, ALCOHOL_THEME, NUTS

_SHORTEST_LAST, _SHORTEST_FIRST, _SHORTEST_REST = 4, 2, 2
_LINKS = ("", "s", "n", "en", "er", "e")
_FREE = "frei"
_HARMLESS = Meaning()


class Compounds:
    """Reads compounds by the phrases of a lexicon.

    Words of the list `whole_only` are no parts: short ones end or begin many words by chance. Those
    of `short_parts` end a word only if its first part is known too. What ends with one of
    `thing_ends` is not eaten, though it begins with a nut: "Nusskuchenform".
    """

    def __init__(
        self,
        phrases: Mapping[Phrase, Meaning],
        own: Mapping[Phrase, Meaning],
        cues: Mapping[str, frozenset[Phrase]],
    ) -> None:
        self._phrases = phrases
        self._whole = cues["whole_only"]
        self._last_parts = {
            phrase[0]: meaning
            for phrase, meaning in own.items()
            if len(phrase) == 1 and len(phrase[0]) >= _SHORTEST_LAST and phrase not in self._whole
        }
        self._short_parts = {
            part[0]: own[part] for part in sorted(cues["short_parts"]) if part in own
        }
        self._thing_ends = tuple(part[0] for part in sorted(cues["thing_ends"]))
        self._known: dict[str, Meaning | None] = {}

    def meaning(self, word: str) -> Meaning | None:
        if word not in self._known:
            readings = (self._freed, self._imitated, self._ended, self._begun)
            self._known[word] = next((m for read in readings if (m := read(word))), None)
        return self._known[word]

    def _freed(self, word: str) -> Meaning | None:
        """Returns the freedom that a compound states: "alkoholfrei"."""
        first = self._first(word.removesuffix(_FREE)) if word.endswith(_FREE) else None
        return Meaning(free_of=first.names) if first is not None and first.names else None

    def _imitated(self, word: str) -> Meaning | None:
        """Returns the meaning of a compound that begins with an imitation: "Kunstledertasche"."""
        for at in range(len(word) - _SHORTEST_REST, _SHORTEST_LAST - 1, -1):
            first = self._phrases.get((word[:at],))
            if first is not None and first.free_of:
                last = self._last_parts.get(word[at:])
                return first if last is None else _joined(first, last)
        return None

    def _ended(self, word: str) -> Meaning | None:
        """Returns the meaning by the longest last part that is known."""
        for at in range(_SHORTEST_FIRST, len(word) - _SHORTEST_LAST + 1):
            if (last := self._last_parts.get(word[at:])) is not None:
                return _joined(self._first(word[:at]), last)
        for ending, last in self._short_parts.items():
            if word.endswith(ending) and (first := self._first(word.removesuffix(ending))):
                return _joined(first, last)
        return None

    def _begun(self, word: str) -> Meaning | None:
        """Returns the meaning of a compound that begins with a food: "Nougatstange".

        With nuts it is food itself, as an unknown rest is more often a sweet than a thing.
        """
        for at in range(len(word) - _SHORTEST_REST, _SHORTEST_LAST - 1, -1):
            first = self._first(word[:at])
            if first == _HARMLESS:
                return None  # "Nussbaumfurnier"
            if first is not None and first.is_edible and first.contains:
                if first.contains & NUTS and not word.endswith(self._thing_ends):
                    return Meaning(is_food=True, contains=first.contains)
                return Meaning(brings=first.contains)
        return None

    def _first(self, part: str) -> Meaning | None:
        """Returns the meaning of a first part, with or without linking letters."""
        for link in _LINKS:
            stem = (part.removesuffix(link) if link else part,)
            meaning = self._phrases.get(stem)
            if meaning is not None and not (ALCOHOL in meaning.contains and stem in self._whole):
                return meaning
        return None


def _joined(first: Meaning | None, last: Meaning) -> Meaning:
    """Returns the meaning of a compound: a nut cake has nuts, a wine rack is about wine."""
    if first is None:
        return last
    if not first.is_edible:
        return _made_of(first, last)
    if last.is_edible:
        return replace(last | first, is_plain=last.is_plain and first.is_plain)
    if last.shows:
        return first  # a chocolate cigar
    if first.contains & NUTS and not last.is_thing and last != _HARMLESS:
        return Meaning(is_food=True, contains=first.contains)  # "Pistaziencreme"
    about_alcohol = last.is_thing and ALCOHOL in first.contains
    kinds = last.kinds | {ALCOHOL_THEME} if about_alcohol else last.kinds
    return replace(last, brings=first.contains, kinds=kinds)


def _made_of(first: Meaning, last: Meaning) -> Meaning:
    """Returns the last part with the material, freedom or adult mark of the first: "Lederband"."""
    materials = first.made_of if last.is_thing or last.may_be_made_of else NOTHING
    shows = first.shows if last.is_thing else NOTHING
    free_of = first.free_of if last.is_thing else NOTHING
    return replace(
        last,
        made_of=last.made_of | materials,
        shows=last.shows | shows,
        free_of=last.free_of | free_of,
    )
