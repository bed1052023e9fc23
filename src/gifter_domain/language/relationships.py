"""Relationships of a recipient to the giver: the known kinds, and reading free text as one."""

import re
import unicodedata

# Each kind with the phrases for it, in lower case and without apostrophes. `terms.RECIPIENTS` uses
# the same codes and phrases.
RELATIONSHIPS = {
    code: tuple(phrases.split(", "))
    for code, phrases in {
        "mum": (
            "mum, mom, mother, mummy, mommy, mam, mama, mother in law, mother-in-law, "
            "stepmum, stepmom, godmother"
        ),
        "dad": "dad, father, daddy, papa, father in law, father-in-law, stepdad, godfather",
        "parents": "parents, mum and dad, mom and dad, in laws, in-laws",
        "wife": "wife, wifey",
        "husband": "husband, hubby",
        "girlfriend": "girlfriend",
        "boyfriend": "boyfriend",
        "partner": "partner, fiance, fiancee, spouse, significant other, other half, better half",
        "daughter": "daughter, step daughter, stepdaughter, goddaughter, granddaughter",
        "son": "son, stepson, godson, grandson",
        "grandchild": "grandchild, grandchildren, grandkids, grandkid",
        "grandma": "grandma, grandmother, granny, gran, nan, nana, nanny, nanna",
        "grandad": "grandad, granddad, grandpa, grandfather, gramps",
        "grandparent": "grandparent, grandparents",
        "brother": "brother, brother in law, brother-in-law, stepbrother, bro",
        "sister": "sister, sister in law, sister-in-law, stepsister, sis",
        "sibling": "sibling, siblings",
        "aunt": "aunt, auntie, aunty",
        "uncle": "uncle",
        "cousin": "cousin",
        "nephew": "nephew",
        "niece": "niece",
        "friend": "friend, best friend, bestie, mate, best mate, pal, buddy, bff",
        "colleague": "colleague, coworker, co-worker, co worker, workmate, work friend, employee",
        "boss": "boss, manager",
        "teacher": "teacher, tutor, teaching assistant",
        "neighbour": "neighbour, neighbor",
        "flatmate": "flatmate, roommate, housemate",
        "child": "child, children, kid, kids, boy, girl, boys, girls, little boy, little girl",
    }.items()
}

# Words that do not change the kind: "my little sister", "school friend".
_QUALIFIERS = """
    my our the a dear beloved lovely darling favourite favorite little big young younger youngest
    old older oldest elder eldest baby twin half foster adoptive adopted first second new best good
    close childhood school uni university college family
"""
_ASIDE = re.compile(r"\s*[(\[,;/–—].*|\s+(?:from|at|in)\s(?!law\b).*|\s-\s.*", re.DOTALL)
_WORD = re.compile(r"[^\W_](?:[\w\-]*\w)?")


def relationship_kind(text: str | None) -> str | None:
    """Returns the code in `RELATIONSHIPS` that the text names, or None if it is not certain.

    "My little sister", "Mum (Jane)" and "friend from work" have a code. "Tom's mum" and "ex-wife"
    have none, because they are other relationships.
    """
    plain = unicodedata.normalize("NFKC", text or "").casefold()
    plain = plain.replace("’", "'").strip(" '\".!?_$<>")
    if re.search(r"'s?\s", plain):  # the relative of another person: "Tom's mum"
        return None
    words = _WORD.findall(_ASIDE.sub("", plain).replace("'", ""))
    while words:
        if code := _KINDS.get(" ".join(words)):
            return code
        if words[0] not in _QUALIFIER_WORDS:
            return None
        words = words[1:]
    return None


def _kinds() -> dict[str, str]:
    by_phrase = {phrase: code for code, phrases in RELATIONSHIPS.items() for phrase in phrases}
    return {f"{phrase}s": code for phrase, code in by_phrase.items()} | by_phrase


_KINDS = _kinds()
_QUALIFIER_WORDS = frozenset(_QUALIFIERS.split())
