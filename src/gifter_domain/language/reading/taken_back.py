"""Things that a later clause refuses by a pronoun: "loved whisky but no longer drinks it"."""

import re
from collections.abc import Iterator

from gifter_domain.language.lexicons import Hit, Lexicon
from gifter_domain.language.reading.text import Text

_ENDS = (
    r"(?: any ?more| any longer| now| these days| at all)*"
    r"(?=\s*(?:[.,;:!?)-]|$|and|but|so|since|because))"
)
_REFUSED = {
    "en": re.compile(
        r"(?<!\w)(?:(?:no longer|never|not|can'?t|cannot|doesn'?t|don'?t|mustn'?t|won'?t|wouldn'?t"
        r"|shouldn'?t|couldn'?t|isn'?t allowed|stopped|gave up|has given up|had to give up|quit)"
        r"(?: (?:to|even|ever|really|be|actually|seem to))*"
        r" (?:eats?|drinks?|have|has|touch(?:es)?|takes?|wears?|tolerates?|stands?|bears?|digests?"
        r"|opens?|reads?|uses?|eating|drinking|having|wearing|using|touching|like|likes|want|wants)"
        r"|avoids?|hates?|loathes?|detests?|allergic to|intolerant to|gave up|has given up)"
        rf" (?:it|them|any|one|that|those){_ENDS}"
        r"|(?<!\w)(?:none of (?:those|that|them)|nothing like that|no more of (?:those|them|that)"
        r"|not (?:those|them)|no to (?:those|them))(?!\w)"
    ),
    "de": re.compile(
        r"(?<!\w)(?:trinkt|isst|verträgt|trägt|darf|mag|benutzt|liest|raucht|will)"
        r"(?: (?:ihn|sie|es|das|die|den|er|aber|jetzt|nun|inzwischen|heute|leider|gar|überhaupt))*"
        r" (?:(?:nicht|nie|keine?[nms]?)(?: mehr| länger)|keine?[nms]?)"
        r"(?=\s*(?:[.,;:!?)-]|$|und|aber|seit|weil|trinken|essen|haben))"
        r"|(?<!\w)(?:nichts davon|davon (?:bitte )?(?:nichts|keine?[ns]?)|bitte keine davon)(?!\w)"
    ),
}
_FAR = 90  # letters between the thing and the pronoun


def taken_back_in(text: Text, lexicon: Lexicon) -> Iterator[Hit]:
    """Yields the place of the last thing with a code before each clause that refuses it."""
    found = [*_REFUSED[lexicon.language].finditer(text.plain)]
    things = lexicon.phrases("concepts").find(text.plain) if found else []
    for clause in found:
        before = [hit for hit in things if hit.end <= clause.start()]
        if before and clause.start() - before[-1].end <= _FAR:
            text.hide(*clause.span())
            yield before[-1]
