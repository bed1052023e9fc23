"""Free-text answers about a taste, read with the rules for gift requests."""

from gifter_domain.language.matching import matching_words, root, roots
from gifter_domain.language.understanding import understand
from gifter_domain.recommendations.gift_query import parse_query
from gifter_domain.taste.answer import ParsedText
from gifter_domain.taste.vocabulary import COLOURS, INTERESTS, STYLES, VALUES

_KNOWN = INTERESTS | STYLES | VALUES | COLOURS
# A taste needs few words. Later words of a long story say little about it.
MOST_WORDS = 12
# These words express praise and name no thing: "never says no to coffee", "nothing beats it".
_PRAISE_WORDS = {
    "never",
    "says",
    "say",
    "said",
    "beats",
    "compares",
    "tops",
    "couldnt",
    "wouldnt",
}


def parse_text(text: str) -> ParsedText:
    """Reads the values, other loved words and refused things from a text; never raises.

    Praise refuses nothing ("never says no to golf"). Ignores recipient, occasion, age and budget.
    """
    text = text.replace("’", "'").replace("cannot", "can't")
    query = parse_query(f"a gift for someone who loves {text}")
    loved = " ".join(query.words)
    named = {value: matching_words(trait.keywords, loved) for value, trait in _KNOWN.items()}
    named_words = roots(" ".join(word for words in named.values() for word in words))
    unpraised = [w for w in query.words if w.lower().replace("'", "") not in _PRAISE_WORDS]
    other = [word for word in unpraised if not roots(word) <= named_words]
    return ParsedText(
        values=tuple(value for value, words in named.items() if words),
        words=tuple({root(word): word.lower() for word in other}.values())[:MOST_WORDS],
        refused=understand(text, of_self=True).excludes,
    )
