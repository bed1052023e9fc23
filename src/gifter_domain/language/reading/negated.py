"""Negated things: a thing with a code in a clause that negates it, in whatever words.

The phrases of the lexicon read most refusals. This rule reads the others: missing one may be
dangerous, and a refusal too many is not.
"""

import re
from collections.abc import Iterator

from gifter_domain.language.lexicons import Hit, Lexicon
from gifter_domain.language.reading.denials import is_denied
from gifter_domain.language.reading.opinions import SUBSTANCES
from gifter_domain.language.reading.text import Text, tail, words_of

# "down" is rather a direction, and money what a request talks about.
_CODES = (SUBSTANCES - {"feathers"}) | {"wine", "beer", "scent", "sugar", "chocolate", "adult"}
_VERBS = ("drink", "drinks", "drinking")  # states read these: "never drinks"
_ALLERGENS = {"nuts", "peanuts", "milk", "egg", "gluten", "soy", "sesame", "fish", "shellfish"}
_NEAR = 5  # words between the negation and the thing
_FAR = 9  # the same for allergens


def _any_of(*parts: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


_MARK = r"[.,;:!?()]| [-–—] |"
_CLAUSE = {
    "en": re.compile(
        _MARK
        + _any_of(
            "but|so|because|as|since|if|unless|though|although|who|what|how|where|when|whether",
            "which|loves?|likes?|enjoys?|adores?|prefers?|into|(?:ca|could)n'?t get enough",
            "and (?:she|he|they|i|we|it)(?:'s|'re)?",
        ).pattern
    ),
    "de": re.compile(
        _MARK
        + _any_of(
            "aber|denn|weil|wenn|ob|obwohl|sondern|liebt|mag|gerne?|und (?:sie|er|ich|wir|es)"
        ).pattern
    ),
}
_BEFORE = {
    "en": _any_of(
        r"not|never|no|neither|nor|none|without|cannot|\w+n'?t|avoids?|avoiding|except|minus|sans",
        "(?:swears?|swore|sworn) off|refuses?|hates?|dislikes?|loathes?|bans?|banned|forbids?",
        "forbidden|against|skip|ditch|rather than|instead of",
    ),
    "de": _any_of(
        r"nicht|nie|niemals|kein\w*|ohne|weder|nichts|nix|meide\w*|verzicht\w*|verboten",
        "untersagt|tabu|hasst|statt|anstatt|außer",
    ),
}
# In German the negation may stand behind: "Schokolade hat ihr der Arzt verboten".
_AFTER = _any_of(r"nicht|nie|niemals|verboten|untersagt|tabu|verzicht\w*|meide\w*")
# Negations of something else: "not sure about chocolate", "can't wait", "no idea".
_HARMLESS = {
    "en": _any_of(
        "not (?:sure|only|just|too|yet|certain|necessarily|bad|much)",
        "no (?:idea|clue|doubt|rush|time|one|matter|more than|less than|problem|limit|wonder|way)",
        "never (?:enough|too|had (?:so|better)|know|turns? down|misses|says? no|without)",
        "(?:do|does|did)(?:n'?t| not) (?:know|mind|care|matter|think|forget|need to|have to|have)",
        "(?:do|does|did)(?:n'?t| not) (?:seem|remember|live)",
        "(?:ca|could)n'?t (?:wait|decide|go wrong|find|think|remember|complain|get|resist|beat)",
        "(?:ca|could)n'?t (?:help|stop|afford|believe|imagine|say no|live|do without)",
        "(?:has|have)n'?t (?:got|been|seen)|(?:is|are|was)n'?t (?:sure|bad|old|far|here|there)",
        r"\w+n'?t any good",
        "would never|wouldn'?t say no|no stranger to",
    ),
    "de": _any_of(
        "nicht (?:nur|sicher|schlecht|genug|ohne|weit|so leicht|nein)|macht nichts",
        r"kein\w* (?:ahnung|idee|zeit|eile|problem|plan|wunder|frage)|weiß (?:\w+ )?nicht",
        "nie (?:genug|wieder|ohne|nein)",
    ),
}


def negated_in(text: Text, lexicon: Lexicon) -> Iterator[Hit]:
    """Yields the places of things that a clause negates, and that nothing else has read."""
    for hit in lexicon.phrases("concepts").find(text.plain):
        is_verb = hit.match.group() in _VERBS or hit.match.group() in lexicon.stop
        if hit.code not in _CODES or is_verb or text.is_taken(hit.start, hit.end):
            continue
        if _is_negated(text.plain, hit, lexicon.language):
            yield hit


def _is_negated(plain: str, hit: Hit, language: str) -> bool:
    clause = _CLAUSE[language]
    before = clause.split(tail(plain, hit.start))[-1]
    after = clause.split(plain[hit.end : hit.end + 60])[0]
    if _HARMLESS[language].search(f"{before} {after}") or _names_denied_allergy(plain, before, hit):
        return False
    found = list(_BEFORE[language].finditer(before))
    near = _FAR if hit.code in _ALLERGENS else _NEAR
    if found and len(words_of(before[found[-1].end() :])) <= near:
        return True
    follows = _AFTER.search(after) if language == "de" else None
    return bool(follows and len(words_of(after[: follows.start()])) <= _NEAR)


def _names_denied_allergy(plain: str, before: str, hit: Hit) -> bool:
    """Returns True for "not allergic to nuts"."""
    start = hit.start - len(before)
    cue = re.search(r"\w*(?:allerg|intoler|unverträgl)\w*", plain[start : hit.end + 20])
    return cue is not None and is_denied(plain, start + cue.start(), start + cue.end())
