"""Words that refuse something, shared by answers about a taste and requests for gifts.

They are in lower case and without apostrophes.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER = ("never", "never ever", "wouldnt", "wouldnt ever")
_USES = _words(
    "wear wears drink drinks eat eats use uses read reads touch touches watch watches like likes"
)

# A thing that somebody never uses is refused: "never drinks coffee", "would never wear fur".
NEVER_USES = frozenset(f"{never} {use}" for never in _NEVER for use in _USES)
# Phrases that say that somebody does not want a thing.
DISLIKES = (
    NEVER_USES
    | _words(
        """
        hate hates dislike dislikes avoid avoids allergic loathe loathes detest detests despise
        despises
        """
    )
    | {
        f"{negation} {fondness}"
        for negation in ("not", "isnt", "arent", "never")
        for fondness in ("a fan of", "a big fan of", "keen on", "fond of")
    }
    | {
        "intolerant to",
        "intolerant of",
        "cant have",
        "cant bear",
        "couldnt bear",
        "cant abide",
        "doesnt touch",
        "dont touch",
        "wont touch",
        "rather not have",
        "rather not get",
        "steer clear of",
        "steers clear of",
        "stay away from",
        "stays away from",
    }
)
# Verbs after a negation, before the refused thing: "can't stand candles", "doesn't eat meat".
NEGATED_VERBS = _words("drink drinking eat eating like wear wearing stand tolerate")
