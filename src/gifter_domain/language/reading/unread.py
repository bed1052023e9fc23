"""Dangers in languages that are not read: words for minors, and for people who do not drink."""

import re
from functools import cache

from gifter_domain.language.lexicons import words_abroad

_GROWN_UP_AT = 18


def names_minor_abroad(plain: str) -> bool:
    """Returns True if a text in an unread language has a word for a child or the age of one."""
    young = (int(match[1]) < _GROWN_UP_AT for match in _ages().finditer(plain))
    return bool(_words("minors").search(plain)) or any(young)


def excludes_abroad(plain: str) -> tuple[str, ...]:
    """Returns the codes that a text in an unread language refuses; only alcohol is known."""
    return ("alcohol",) if _words("sober").search(plain) else ()


@cache
def _words(table: str) -> re.Pattern[str]:
    """Returns the words of all unread languages, since related languages are mixed up."""
    phrases = {phrase for text in words_abroad(table).values() for phrase in text.split()}
    known = "|".join(re.escape(p).replace("_", " ").replace(r"\*", r"\w*") for p in sorted(phrases))
    return re.compile(rf"(?<!\w)(?:{known})(?!\w)")


@cache
def _ages() -> re.Pattern[str]:
    years = "|".join(words_abroad("years")["any"].split())
    return re.compile(rf"(?<![\d.,])(\d{{1,2}}) ?(?:{years})(?!\w)")
