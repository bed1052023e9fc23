"""Bodily reactions: an allergen in a sentence with one must be refused, in whatever words."""

import re
from collections.abc import Iterator

from gifter_domain.language.lexicons import Hit, Lexicon
from gifter_domain.language.reading.text import Text

_EATEN = frozenset(
    {"nuts", "peanuts", "milk", "egg", "gluten", "soy", "sesame", "fish", "shellfish"}
)
_TOUCHED = frozenset({"wool", "nickel", "feathers", "scent"})
_SKIN = (
    r"itch\w*|blisters?|hives|rash(?:es)?|eczema|sneez\w*|welts|migraines?|headaches?|skin crawl"
    r"|wheez\w*|juck\w*|kopfschmerzen|kopfweh|niest|niesen|ausschlag|quaddeln|migräne"
    r"|pusteln|ekzeme?|neurodermitis"
)
_BODY = (
    r"inhaler|antihistamines?|resus|throat|tongue|lips|guts?|bowels|swells?|swollen|swelling"
    r"|anaphyl\w*|ambulance|a ?& ?e|breath(?:e|ing)?|chok(?:es?|ed|ing)|vomit\w*|cramps|tummy"
    r"|stomach|insides|reacts?|reaction|(?:nearly|almost) (?:died|killed)|finish(?:es)? (?:him|her"
    r"|them) off|agrees? with (?:him|her|them)|(?:=|straight to|trip to|means) hospital"
    r"|hospital (?:job|case)s?|sees? (?:him|her|them) off|does? for (?:him"
    r"|her|them)|(?:life or|life and) death|kill(?:s|ed|ing)? (?:him|her|them)"
    r"|deadly|lethal|fatal"
    r"|resuscitat\w*|revived|intensive care|coma|epi-?pens?"
    r"|enem(?:y|ies)|kryptonite|nemesis|poison(?:ous)?|out of bounds|labels? for"
    r"|umbringen|bringt (?:ihn|sie) um|tödlich|lebensgefährlich|intensivstation"
    r"|atemnot|schwillt|schwellen|geschwollen|notaufnahme|notarzt|krämpfe|bauchweh|durchfall"
    r"|erbricht|röchelt|hals|zunge|luft|bekommt (?:ihr|ihm) nicht|beinahe gestorben"
)
_REACTION = {
    True: re.compile(rf"(?<!\w)(?:{_BODY}|{_SKIN})(?!\w)"),
    False: re.compile(rf"(?<!\w)(?:{_SKIN})(?!\w)"),
}
_SENTENCE = re.compile(r"[.;!?\n]| (?:but|aber|though) ")
_LIKED = re.compile(
    r"(?<!the )(?<!\w)(?:lov\w+|lik(?:es?|ing)|ador\w+|enjoy\w*|favourites?|favorites?|fan|lovers?"
    r"|mad about"
    r"|can't get enough|liebt|mag|mögen|gern\w*|lieblings\w*|fine|ok|okay|no problem)(?!\w)"
)


_VESSEL = re.compile(r" (?:frother|bowl|cup|jug|board|knife|spoon|timer|cracker|pan|rack)s?(?!\w)")


def reactions_in(text: Text, lexicon: Lexicon) -> Iterator[Hit]:
    """Yields the allergens that share a sentence with a reaction and with no word of liking."""
    for hit in lexicon.phrases("concepts").find(text.plain):
        if _VESSEL.match(text.plain, hit.end):
            continue
        if hit.code not in _EATEN | _TOUCHED or text.is_taken(hit.start, hit.end):
            continue
        before = _SENTENCE.split(text.plain[: hit.start])[-1]
        sentence = before + hit.match.group() + _SENTENCE.split(text.plain[hit.end :])[0]
        reaction = _REACTION[hit.code in _EATEN].search(sentence)
        if reaction and not _LIKED.search(sentence):
            yield hit
