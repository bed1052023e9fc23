"""Word lists for requests: markers, fillers, stop words, negations and exceptions to them.

All are in lower case and without apostrophes, like the keys of tokens.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that show that a text is a request for a gift.
MARKERS = _words(
    """
    gift gifts gifting giftee present presents pressie pressies prezzie prezzies prezzy someone
    somebody anyone anybody i im ive id he hes she shes theyre who whos loves likes enjoys adores
    obsessed something anything recommend recommendation recommendations suggest suggestion
    suggestions lover lovers enthusiast enthusiasts fanatic fanatics aficionado aficionados
    """
)
MARKER_PHRASES = (
    "looking for",
    "searching for",
    "something for",
    "something to",
    "something that",
    "ideas for",
    "what should",
    "what can",
    "what could",
    "what would",
    "what do you",
    "what to get",
    "what to buy",
    "help me",
    "to give",
    "treat for",
    "surprise for",
    "hard to buy for",
    "difficult to buy for",
    "impossible to buy for",
    "has everything",
    "have everything",
    "is into",
    "are into",
    "really into",
    "fan of",
    "lover of",
)

# Words that say nothing about the wanted gift. They are dropped from requests, not from searches.
FILLERS = _words(
    """
    idea ideas everything nothing thing things stuff person people folks one ones other others
    else look looking search searching need needs needed want wants wanted wish wishes find
    finding buy buying bought get gets getting got give gives giving given help please thanks
    hello hi hey dear love loved like liked liking enjoy enjoyed enjoying adore into interested
    interest interests crazy mad passion passionate keen fond hooked addicted appreciate
    appreciates appreciated fan fans addict addicts buff buffs nut nuts geek geeks nerd nerds
    freak lover hobby hobbies favourite favorite favourites really very always absolutely totally
    truly also just quite bit lot lots much many big huge massive great good nice best better
    perfect ideal right cool lovely awesome amazing fantastic wonderful unique unusual original
    interesting special thoughtful meaningful memorable suitable appropriate decent proper cheap
    affordable inexpensive reasonable usual typical little small tiny surprise treat use uses
    useful would should could can might may will shall must wouldnt cant dont doesnt didnt isnt
    arent id ill ive lets let know known knows think thinking thought sure maybe perhaps today
    tomorrow soon upcoming coming next week month year years old age aged time times spend spends
    spending spent go goes going gone went plays does doing make makes show ever every any some
    own owns budget price priced cost costs money worth around about roughly approximately approx
    under over below above max maximum min minimum less more than least most up within between
    pounds quid dollars euros celebrate celebrates celebrating celebration mark day party occasion
    event recently newly started starting begun learning taken collects whose whom that which what
    where when why how there here now still even already too yet both either enough turning turns
    becoming become anyone everyone via per hard impossible difficult tricky all free spare theme
    themed related type kind sort mainly mostly avid devoted devotee connoisseur serious amateur
    aspiring budding beginner wannabe lives trying try tries learn learns absolute complete
    weekend weekends regularly often sometimes surprising another such deserves deserve surprised
    brilliant fab fabulous super gorgeous keeps talk talks fanatical big-time must-have stuck
    decide choose again expensive pricey asap urgent urgently quickly
    """
)
FILLER_PHRASES = (
    "at work",
    "talking about",
    "talks about",
    "talk about",
    "took up",
    "takes up",
    "taken up",
    "cant get enough",
    "cant live without",
    "cant stop",
    "lives for",
    "in her life",
    "in his life",
    "in my life",
    "last minute",
    "all the time",
    "every day",
    "every weekend",
    "on a budget",
    "free time",
    "spare time",
    "for no reason",
)
STOPS = _words(
    """
    a an the and or but so if of for from to in on at by with without as is are was were be been
    being am do did has have had having it its this these those they them their theirs he him his
    she her hers we us our ours you your yours my mine me i im hes shes theyre not no nor s t
    because while since until though although amp
    """
)

# Words for somebody fond of a thing, as in "for a golf fan".
FANS = _words("fan fans addict addicts buff buffs nut nuts geek geeks nerd nerds")
# Words before "fan" that make it an appliance: "desk fan". A "golf fan" is a person.
APPLIANCE_FANS = _words(
    """desk ceiling hand handheld tower pedestal standing electric usb bladeless cooling computer
    portable extractor folding"""
)
# Words after "gift" that make it part of a product's name: "gift wrapping".
GIFT_COMPOUNDS = _words(
    """wrap wrapping wrapper bag bags card cards tag tags voucher vouchers certificate
    certificates box boxes set sets basket baskets hamper hampers paper"""
)
DETERMINERS = _words(
    "for my our his her your their a an the to this that old elderly young dear lovely"
)
_NEVER = ("never", "never ever", "wouldnt", "wouldnt ever")
_USES = _words(
    "wear wears drink drinks eat eats use uses read reads touch touches watch watches like likes"
)

# A thing that somebody never uses is refused: "never drinks coffee", "would never wear fur".
_NEVER_USES = frozenset(f"{never} {use}" for never in _NEVER for use in _USES)
# Phrases that say that somebody does not want a thing.
_DISLIKES = (
    _NEVER_USES
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
_NEGATED_VERBS = _words("drink drinking eat eating like wear wearing stand tolerate")

NEGATIONS = (
    _words("no not nothing without except excluding isnt arent doesnt dont cant wont")
    | {"anything but", "other than", "apart from", "instead of", "rather not"}
    | {f"never {done}" for done in ("worn", "eaten", "drunk", "tried", "owned")}
    | _DISLIKES
)
# Verbs that lead from a negation to the refused thing: "nothing made of wool", "doesn't eat meat".
REFUSAL_VERBS = _NEGATED_VERBS | _words(
    "made make containing contain contains including include do play"
)
# Names of things that look like a refusal but are not.
NEGATIVE_NAMES = (
    "no smoking",
    "no sew",
    "no show",
    "no bake",
    "no knead",
    "no tie",
    "no slip",
    "no drill",
    "no spill",
    "no entry",
    "no parking",
    "no added sugar",
    "no mans land",
    "no mans sky",
    "no time to die",
    "do not disturb",
    "forget me not",
    "forget me nots",
    "why not",
    "or not",
    "dont starve",
    "dont break the ice",
    "doctors without borders",
    "the hate u give",
)
# Words after "free" that make it mean "at no charge". Otherwise it belongs to the word before it,
# as in "gluten free".
FREE_OF_CHARGE = _words("delivery shipping postage gift gifts")
