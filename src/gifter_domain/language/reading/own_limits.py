"""Limits of the giver: "I don't drink but my dad loves his wine" refuses nothing for the dad."""

import re

from gifter_domain.language.reading.text import Text

_STATE = (
    r"(?:(?:strict|total|recovering|currently|also|actually|myself|personally|now|highly|severely"
    r"|very|[4-9] months|heavily|selbst|zwar|gerade|streng|starke?|eine?|an?|the) )*"
    r"(?:(?:\w+[- ])?(?:vegan|vegetarian|veggie|pescatarian|teetotal\w*|sober|pregnant|expecting"
    r"|alcoholic|non-?drinker|(?:nut |milk |egg |\w+ )?(?:allergic|intolerant)|coeliac|celiac"
    r"|diabetic|muslim|jewish|in recovery|on the wagon|off the (?:drink|booze)|breastfeeding"
    r"|veganer\w*|vegetarier\w*|vegetarisch|schwanger|trocken\w*|nüchtern|abstinent\w*"
    r"|allergi\w+|diabetiker\w*|\w*intolerant|muslim\w*))(?!\w)"
)
_DO = (
    r"(?:(?:do not|don'?t|never|can'?t|cannot|no longer|won'?t|mustn'?t|gave up|have given up"
    r"|stopped|quit)(?: (?:really|even|ever|personally))? ?"
    r"(?:drink\w*|eat\w*|touch\w*|wear\w*|smok\w*|have)(?!\w))"
)
_ALLERGY = (
    r"(?:have|have got|'ve got|suffer from|habe)(?: \w+){0,3}"
    r" (?:allergy|intolerance|\w+allergie|zöliakie)"
)
_GERMAN = (
    r"(?:(?:trinke|esse|trage|vertrage|darf)(?: (?:selbst|selber|ja|zwar|gar|überhaupt|persönlich"
    r"|eigentlich|\w+))?(?: (?:nicht|nichts|nie|kein\w*)))"
)
_SUBJECT = (
    r"(?:^|(?<=[.,;:!?(–-] )|(?<=[.,;!?\n])|(?<=but )|(?<=although )|(?<=though )|(?<=while )"
    r"|(?<=whereas )|(?<=since )|(?<=as )|(?<=because )|(?<=aber ))"
)
_LIMIT = re.compile(
    _SUBJECT + r"(?:(?:personally|myself|well|ok),? )?"
    rf"(?P<who>i|we|ich|wir)(?:(?:'m| am|'re| are|m| bin| sind) {_STATE}|(?: |'ve ){_DO}"
    rf"|(?: )?{_ALLERGY}| {_GERMAN}"
    r"| (?:hate|dislike|loathe|don't like|do not like|can't stand) [^.;!?,]{2,40}"
    r"(?= (?:but|though|whereas|while) (?:he|she|they|my|it's)(?!\w))"
    r"| (?:hasse|verabscheue) [^.;!?,]{2,40}(?=, (?:aber|doch) (?:er|sie|mein\w*)(?!\w)))"
    rf"|(?<!\w)(?:as|being|als) (?:an? )?{_STATE}(?=,? (?:myself|i|i'm|\w+ ich)(?!\w))"
)
_END = re.compile(
    r"[.;!?:\n]| [-–—] "
    r"|,? (?:but|aber|though|whereas|while|so|also|daher|deshalb|yet|however)(?!\w)"
    r"|,? (?:and|und) (?:my|our|he|she|they|his|her|need|want|looking|mein\w*|er|sie|suche)(?!\w)"
    r"|, ?(?=(?:my|our|he|she|they|his|her|he's|she's|something|a|an|the|for|looking|any|can|what"
    r"|gift|present|i|we|i'm|mein\w*|unser\w*|er|sie|geschenk\w*|etwas|was|für|suche)(?!\w))"
)
# The recipient shares it, or is the giver.
_SHARED = re.compile(
    r"(?<!\w)(?:neither|nor|so (?:is|does|has|do|are) (?:he|she|they|my)|both|too|either"
    r"|same (?:as|for)"
    r"|like (?:me|us)|(?:for|to) (?:me|us|myself|ourselves)|treat myself|ebenfalls|ebenso"
    r"|beide|genauso"
    r"|auch (?:nicht|kein\w*)|wie ich|für mich|für uns|mir selbst)(?!\w)"
)
_CONTRAST = re.compile(
    r"(?<!\w)(?:ourselves|but|though|whereas|while|aber|jedoch)(?!\w)"
    r"|, (?:my|our|mein\w*|unser\w*) \w+(?: \w+)? (?:love|like|adore|enjoy|liebt|mag|trinkt)"
)


def leave_out_own_limits(text: Text) -> None:
    """Erases the clauses that say what the givers themselves must not have or do not want.

    "We" may include the recipient, so that it needs a contrast: "we don't drink but he does".
    """
    for found in reversed([*_LIMIT.finditer(text.plain)]):
        end = _END.search(text.plain, found.end())
        stop = end.start() if end else len(text.plain)
        is_ours = found["who"] in ("we", "wir")
        if _SHARED.search(text.plain) or (
            is_ours and not _CONTRAST.search(text.plain, found.start())
        ):
            continue
        text.erase(found.start(), stop)
