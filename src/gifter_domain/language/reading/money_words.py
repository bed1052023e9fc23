"""The words before and after an amount of money that say what it is: a limit, a share, a range."""

import re
from functools import cache

from gifter_domain.language.lexicons import lexicon_of, source

_WORDS = r"(?: (?!mind|care|matter|worry)[\w']+){0,3}"  # between "rather not" and "more than"


@cache
def sides_of(language: str) -> dict[str, re.Pattern[str]]:
    """Returns the patterns of the words before and after an amount."""
    money = lexicon_of(language).data["money"]

    def either(name: str) -> str:
        known = sorted(money[name], key=len, reverse=True)
        return "|".join(source(phrase, "") for phrase in known)

    fill, number = rf"(?: (?:{either('fill')}))*", lexicon_of(language).number
    sides = {
        name: re.compile(rf"(?<![\w-])(?P<limit>(?:{either(name)}){fill})[ :,]{{0,2}}$")
        for name in ("most", "least", "near", "exact", "budget", "each_before")
    }
    sides["begin"] = re.compile(rf"(?:^|[,.;:(–-] ?|(?<!\w)(?:{either('fill')}) )$")
    sides["no_more"] = re.compile(rf"(?<!\w)(?:{either('no')}){fill}{_WORDS}{fill} ?$")
    sides["no"] = re.compile(rf"(?<!\w)(?:{either('no')}){fill} ?$")
    for name in ("most_after", "least_after", "near_after", "each", "total"):
        end = rf"(?!\w)(?! ?(?:[£€$¥₹]|{number}))" if name.endswith("_after") else r"(?!\w)"
        sides[name] = re.compile(rf"[ ,(-]{{0,2}}(?:{either(name)}){end}")
    sides["total_before"] = re.compile(rf"(?<!\w)(?:{either('total')})(?: [\w:]+){{0,2}} ?:? ?$")
    sides["counted"] = re.compile(rf"(?: ?-?(?:{either('counted')}))(?!\w)|'s")
    sides["spends"] = re.compile(rf"(?<!\w)(?:{either('spends')})(?!\w)")
    sides["aged"] = re.compile(
        r"(?<!\w)(?:aged?|ages|kids?|child|children|kinder|boys?|girls?|alter|alter von|someone"
        r"|somebody|anyone|people|person|nephew|niece|son|daughter|cousin|lad|he|she|they|jemand"
        r"|neffe|nichte|sohn|tochter|er|sie)(?:'s|'re| is| are| ist| sind)?"
        r"(?: (?:still|just|only|noch|erst))? ?(?:\d+(?: ?, | and | & | und |/|-| bis | to | ))*$"
    )
    sides["slang_share"] = re.compile(
        r"(?<!\w)(?:put|chip|throw|threw|chuck|pitch|giv|gave)\w*(?: in)? $"
    )
    sides["income"] = re.compile(
        rf"(?<!\w)(?:{either('income')})(?: (?:{either('near')}|over|only|gut))? $"
    )
    sides["earlier"] = re.compile(rf"(?<!\w)(?:{either('earlier')})(?!\w)")
    sides["clause"] = re.compile(rf"[.;!?](?!\d)|, |(?<!\w)(?:{either('now')})(?!\w)")
    sides["bare_least"] = re.compile(rf"(?:{either('bare_least')})(?!\w)")
    # Without a currency this is an age: "under 18, loves cooking".
    sides["majority"] = re.compile(
        r"(?:under|below|unter) (?:18|eighteen|achtzehn)(?![.,]\d)(?!\w)"
    )
    sides["too_little"] = re.compile(
        r" (?:would|will|might|could|is|are|looks?|seems?|feels?|wäre|wirkt|ist|sieht|kommt)"
        r"(?: (?!not|n't|fine|nicht)[\w']+){0,3}? (?:stingy|mean|cheap|tight(?:-fisted)?|miserly"
        r"|rude|embarrassing|insulting|insult|too (?:little|cheap|mean)|not enough|shabby"
        r"|cheapskate|geizig|knausrig|knickrig|peinlich|zu wenig|schäbig|unhöflich|billig)(?!\w)"
    )
    sides["too_much"] = re.compile(
        r" (?:is|are|would be|wäre|ist|sind|geht|gehen|kann|will|möchte|darf|soll|sollte|sollen"
        r"|muss)"
        r"(?: [\w']+){0,4}? ?"
        r"(?:too (?:much|dear|expensive|rich)|out|not|no|zu (?:viel|teuer)|nicht|raus|off)(?!\w)"
    )
    return sides
