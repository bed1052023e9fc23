"""Words of refusing, which answers about a taste and requests for gifts have in common.

In lower case and without apostrophes.
"""

_NEVER = ("never", "never ever", "wouldnt", "wouldnt ever")
_USES = (
    "wear wears drink drinks eat eats use uses read reads touch touches watch watches like likes"
)

# What is never used is refused: "never drinks coffee", "would never wear fur".
NEVER_USES = frozenset(f"{never} {use}" for never in _NEVER for use in _USES.split())
# What somebody says of a thing that they do not want.
DISLIKES = (
    NEVER_USES
    | frozenset(
        """
        hate hates dislike dislikes avoid avoids allergic loathe loathes detest detests despise
        despises
        """.split()  # noqa: SIM905 - as a list it would be a word a line
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
# What is not done with a thing that is refused: "can't stand candles", "doesn't eat meat".
DOINGS = frozenset("drink drinking eat eating like wear wearing stand tolerate".split())
