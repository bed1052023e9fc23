"""Free-text answers about a taste, read with the rules for gift requests."""

from gifter_domain.language.matching import met, root, roots
from gifter_domain.language.refusals import unmistakable
from gifter_domain.language.tokens import read
from gifter_domain.recommendations.gift_query import understand
from gifter_domain.taste.answer import Heard
from gifter_domain.taste.vocabulary import COLOURS, INTERESTS, STYLES, VALUES

_KNOWN = INTERESTS | STYLES | VALUES | COLOURS
# A taste needs few words. Later words of a long story say little about it.
MOST_WORDS = 12
# These words express praise and name no thing: "never says no to coffee", "nothing beats it".
_WORDS_OF_PRAISE = {
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


def listen(text: str) -> Heard:
    """Reads the values, other loved words and refused things from a text; never raises.

    Keeps only unambiguous refusals ("hates golf", not "never says no to golf"), because a refused
    thing is never given. Ignores recipient, occasion, age and budget.
    """
    text = text.replace("’", "'").replace("cannot", "can't")
    tokens = read(text)
    query = understand(f"a gift for someone who loves {text}")
    loved = " ".join(query.words)
    named = {value: met(liking.words, loved) for value, liking in _KNOWN.items()}
    understood = roots(" ".join(word for words in named.values() for word in words))
    telling = [w for w in query.words if w.lower().replace("'", "") not in _WORDS_OF_PRAISE]
    other = [word for word in telling if not roots(word) <= understood]
    return Heard(
        values=tuple(value for value, words in named.items() if words),
        words=tuple({root(word): word.lower() for word in other}.values())[:MOST_WORDS],
        refused=tuple(" ".join(tokens[at].text for at in run) for run in unmistakable(tokens)),
    )
