"""Reads whose birthday the title of a calendar's event names, in seven languages.

English, German, French, Spanish, Italian, Dutch and Portuguese.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_BIRTHDAY = (
    "birthday|b['’-]?day|geburtstag|anniversaire|cumpleaños|cumpleanos|cumple|compleanno|verjaardag"
    "|aniversário|niver"
)
_OF = r"(?:(?:of|to|for|von|de|del|della|dello|di|do|da|van)\s+|d['’]\s*|dell['’]\s*)?"
_THE = r"(?:(?:the|der|el|il|o|de)\s+|l['’])?"
_WISHES = (
    "happy|alles gute zum|herzlichen glückwunsch zum|joyeux|bon|feliz|buon|gefeliciteerd"
    "|gelukkige|fijne|parabéns"
)
_TURNS = "turns|is turning|wird|wordt|cumple|fait|fête ses|compie|faz"
_YEARS = "jahre(?: alt)?|jaar|años|ans|anni|anos|years old"
_AGE = r"(?:(?P<age>\d{1,3})(?:st|nd|rd|th|\.|e|er|ème|º|ª)?\s+)?"
_TITLES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<name>.+?)['’]s\s+{_AGE}(?:{_BIRTHDAY})",
        rf"(?P<name>.+[sxzß])['’]\s+{_AGE}(?:{_BIRTHDAY})",
        rf"(?P<genitive>[^\W\d_].*s)\s+{_AGE}(?:geburtstag|verjaardag)",
        rf"{_THE}(?:(?:{_WISHES})\s+)?{_AGE}(?:{_BIRTHDAY})\s*[:–—|/-]?\s+{_OF}(?P<name>.+)",
        r"hbd\s+(?P<name>.+)",
        rf"(?P<name>.+?)\s+hat\s+{_AGE}geburtstag",
        r"(?P<name>.+?)\s+(?:(?:is\s+)?jarig|cumple años|compie gli anni|faz anos)",
        rf"(?P<name>.+?)\s+(?:{_TURNS})\s+(?P<age>\d{{1,3}})(?:\s+(?:{_YEARS}))?",
        rf"(?P<name>.+?)(?:\s*[:–—|/-])?\s+{_AGE}(?:{_BIRTHDAY})",
    )
]
# Brackets around the word, as in "[Birthday] Ana", and words around a title that name nobody.
_BRACKETED = re.compile(rf"[\[(]\s*({_BIRTHDAY})\s*[\])]", re.IGNORECASE)
_AROUND = re.compile(
    r"^(?:it['’]s|today is|heute hat)\s+|\s+(?:today|heute|aujourd['’]hui|hoy|oggi|vandaag|hoje)$",
    re.IGNORECASE,
)
_AGE_AT_END = re.compile(rf"[\s,–-]{{1,3}}(?P<age>\d{{1,3}})\s+(?:{_YEARS})$", re.IGNORECASE)
_YEAR_AT_END = re.compile(r"[\s,–-]{1,3}(?P<year>(?:19|20)\d\d)$")

_BIRTHDAYS = re.compile(rf"{_BIRTHDAY}|born|geburt|naissance|aniversario", re.IGNORECASE)
# A yearly day of another kind. In French "anniversaire de mariage" is one, too.
_OTHER_KIND = re.compile(
    r"\b(?:anniversary|wedding|engagement|death|died|memorial|remembrance|name ?day|christening"
    r"|jahrestag|hochzeit\w*|todestag|sterbetag|namenstag|verlobung|taufe|jubiläum"
    r"|mariage|noces|décès|mort|saint|aniversario|bodas?|fallecimiento|onomástica|anniversario"
    r"|matrimonio|nozze|morte|onomastico|trouwdag|huwelijk\w*|sterfdag|naamdag|casamento"
    r"|falecimento)\b",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(
    r"(?P<before>.+?)(?:['’]s?)?\s+(?:wedding\s+)?(?:anniversary|hochzeitstag|jahrestag)"
    r"|(?:(?:wedding\s+)?anniversary|hochzeitstag|jahrestag)\s*[:–-]?\s+(?:of\s+|von\s+)?(?P<after>.+)",
    re.IGNORECASE,
)
# Words beside a birthday that make it something to do.
_TO_DO = re.compile(
    r"\b(?:party|planning|plan|dinner|lunch|brunch|breakfast|drinks|presents?|gifts?|shopping"
    r"|reminder|card|bash|weekend|trip|calendar|list|invitations?|leave|holiday|season"
    r"|feier|essen|geschenke?|karte|planen|kaufen|besorgen|erinnerung|kalender"
    r"|fête|cadeau|repas|fiesta|regalo|festa|presente|feest)\b",
    re.IGNORECASE,
)
_CAKE = re.compile(r"\b(?:cake|kuchen|torte|gâteau|tarta|pastel|torta|bolo|taart)\b", re.IGNORECASE)
_OWN = re.compile(
    r"(?:my|mine|me|our|mein|unser|ich|mon|notre|mi|nuestro|(?:il )?mio|mijn|ons|(?:o )?meu|today"
    r"|moi|mir|mich|mij|mí|mim|you|dir|dich|to|happy|joyeux|feliz|buon"
    r"|alles gute zum|the|der|a|an)",
    re.IGNORECASE,
)
# First names that end in s themselves, so that "Klaus Geburtstag" is not the birthday of "Klau".
_NAMES_IN_S = (
    r"(?:agnes|alexis|anais|andreas|angus|anneloes|boris|carlos|charles|chris|claus|cornelius"
    r"|dennis|doris|elias|els|enes|francis|gladys|hannes|hans|inès|ines|iris|james|janis|jens|jess"
    r"|jonas|joris|julius|kees|klaas|klaus|koos|lars|laurens|lies|linus|loes|lois|louis|lucas|luis"
    r"|lukas|magnus|marcus|marius|markus|mathias|mathis|mats|matthias|moos|nicholas|nicolas|niels"
    r"|niklas|nils|otis|paris|phyllis|rasmus|roos|rufus|silas|tess|theis|thies|thomas|tobias|tomás"
    r"|travis|urs|wes|willis|yves|zacharias)"
)
# The suffix of a name in calendars made from contacts: "(1985)", "(*1985)", "*1985", "*".
_BORN_WORD = r"(?:\*|b\.|born|geb\.?|geboren|née?|nacid[oa]|nat[oa]|nascid[oa])"
_BORN = re.compile(
    rf"[\s,]{{0,3}}(?:\((?:{_BORN_WORD}\s*)?(?:\d\d?[./]\d\d?[./])?(?P<bracketed>\d{{4}})\)"
    rf"|\*(?P<starred>\d{{4}})?|\b{_BORN_WORD}\s+(?P<said>\d{{4}}))$",
    re.IGNORECASE,
)
_BRACKETED_AGE = re.compile(r"\s*\((?:[^()*\d]*\d{1,3}[^()\d]*|\?)\)$")
# An event that somebody made by hand begins in the year in which it was made, which says nothing of
# a birth. Hardly anybody kept a calendar by computer before the first year; programs write the
# other one for a year that they do not know, as they do with years in which no living person was
# born.
_MADE_BY_HAND_FROM = 2005
_UNKNOWN_YEAR = 1970
_OLDEST = 115
_CAKES = "🎂🎉🎈🎁🥳🍰🧁"


@dataclass(frozen=True, slots=True)
class TitledBirthday:
    """The person whose birthday a title names, with the year of birth or the age that it states."""

    name: str
    year: int | None = None
    age: int | None = None

    def born(self, first_year: int) -> int | None:
        """Returns the year of birth; an age counts from `first_year`, that of the first event."""
        return self.year or (first_year - self.age if self.age is not None else None)


def are_birthdays(calendar_name: str) -> bool:
    """Returns whether a calendar of this name has birthdays, so that titles may be bare names."""
    return _BIRTHDAYS.search(calendar_name) is not None


def birthday_in_title(title: str, *, is_birthday: bool) -> TitledBirthday | None:
    """Returns the birthday of the title, or None if it is nobody's or the user's own.

    `is_birthday` says that the event is a birthday although the title need not say so.
    """
    is_birthday = is_birthday or title.strip().startswith(tuple(_CAKES))
    bare, year = _without_year(_AROUND.sub("", _stripped(_BRACKETED.sub(r" \1 ", title))))
    if _OTHER_KIND.search(bare):
        return None
    for pattern in _TITLES:
        if found := pattern.fullmatch(bare):
            parts = found.groupdict()
            name = parts.get("name") or _nominative(parts["genitive"])
            age = parts.get("age")
            if _TO_DO.search(name) or _CAKE.search(name):
                return None
            return _named(name, year, int(age) if age else None)
    is_named = is_birthday and _TO_DO.search(bare) is None
    return _named(bare, year, None) if is_named else None


def anniversary_in_title(title: str) -> TitledBirthday | None:
    """Returns the people whose anniversary an event is that its calendar marks as one."""
    bare, year = _without_year(_stripped(title))
    if found := _ANNIVERSARY.fullmatch(bare):
        bare = found["before"] or found["after"]
    elif _OTHER_KIND.search(bare) or birthday_in_title(title, is_birthday=False):
        return None
    return _named(bare, year, None)


def plausible_birth_year(first_year: int, today: date) -> int | None:
    """Returns the year of the first event if it can hardly be anything but the year of birth."""
    is_plausible = today.year - _OLDEST <= first_year < _MADE_BY_HAND_FROM
    return first_year if is_plausible and first_year != _UNKNOWN_YEAR else None


def _named(name: str, year: int | None, age: int | None) -> TitledBirthday | None:
    name, of_name = _without_year(_stripped(name))
    if found := _AGE_AT_END.search(name):
        name, age = name[: found.start()], age or int(found["age"])
    if found := _YEAR_AT_END.search(name):
        name, of_name = name[: found.start()], of_name or _of_birth(int(found["year"]))
    nobody = not name or _OWN.fullmatch(name) or _BIRTHDAYS.fullmatch(name)
    if nobody:
        return None
    return TitledBirthday(name, year or of_name, age)


def _of_birth(year: int) -> int | None:
    """Returns the year, unless it may be that of a birthday party: "Ana's birthday 2019"."""
    return year if year < _MADE_BY_HAND_FROM else None


def _nominative(genitive: str) -> str:
    """Returns "Anna" for "Annas", but "Klaus" for "Klaus"."""
    is_name = re.fullmatch(_NAMES_IN_S, genitive.split()[-1], re.IGNORECASE)
    return genitive if is_name else genitive[:-1]


def _without_year(title: str) -> tuple[str, int | None]:
    title = _stripped(_BRACKETED_AGE.sub("", title))
    born = _BORN.search(title)
    if born is None:
        return title, None
    return _stripped(title[: born.start()]), int(
        born["bracketed"] or born["starred"] or born["said"] or 0
    ) or None


def _stripped(title: str) -> str:
    """Returns the title without emoji, exclamation marks and dashes at its ends."""
    words = " ".join(title.split())
    start, end = 0, len(words)
    while start < end and _is_decoration(words[start]):
        start += 1
    while start < end and _is_decoration(words[end - 1]):
        end -= 1
    return words[start:end]


def _is_decoration(letter: str) -> bool:
    return letter in "!?.,:;–—-|/ \ufe0f\u200d" or unicodedata.category(letter) in (
        "So",
        "Sk",
        "Cf",
    )
