"""Denials of a refusal: "not allergic to nuts", "used to be coeliac", "isn't pregnant any more"."""

import re

from gifter_domain.language.reading.text import tail

_BEFORE = re.compile(
    r"(?<!\w)(?:not|isn'?t|aren'?t|ain'?t|wasn'?t|never been|no longer|used to be|used to have"
    r"|(?:doesn'?t|don'?t|does not|do not|didn'?t|hasn'?t|haven'?t) (?:actually |really )?"
    r"(?:have|got)|nicht|nicht mehr|(?:hat|haben|habe) (?:\w+ )?keine?(?:n|rlei)?"
    r"|war früher|früher)"
    r"(?: (?:an?|any|actually|really|even|mehr|länger|known|longer|in fact|eine?|wirklich))*"
    r"(?: (?:gegen|auf)(?: \w+(?: (?:und|oder) \w+)?)?)? $"
)
# "not only allergic", "if not vegan", "something that isn't vegan" deny nothing.
_NO_DENIAL = re.compile(
    r"(?<!\w)(?:not|nicht) (?:only|just|merely|nur|bloß)(?: \w+)* $"
    r"|(?<!\w)(?:it|that|which|if|unless|nothing|anything|es|wenn|was|isn't (?:he|she|it)|sure|why)"
    r"(?: \w+)? (?:not|isn'?t|aren'?t|nicht)(?: \w+)? $"
)
_AFTER = re.compile(
    r"[^.;!?]{0,40}?(?<!\w)(?:(?:any ?more|no longer|these days it's fine|nicht mehr|not now)(?!\w)"
    r"|(?:but |and |aber |er |sie |he |she |they |has |have |since |now )+(?:grew|grown|outgrew|"
    r"outgrown)(?: out)? (?:of )?(?:it|that|them)|(?:hat|ist)(?: \w+){0,3} verwachsen)"
)
_IS_PAST = re.compile(r"(?<!\w)(?:was|were|had|used to|as a child|war|waren|hatte|früher)(?!\w)")
_DENIES = re.compile(r"(?<!\w)(?:not|\w+n'?t|no longer|grew|grown|outgr\w+|nicht|verwachsen)(?!\w)")
# "not allergic, she just can't stand them" still refuses, and "now only to nuts".
_STILL = re.compile(
    r"[^.;!?]*?(?<!\w)(?:now only|now just|still|immer noch|jetzt nur|nur noch|hates?|loathes?"
    r"|avoids?|(?:doesn'?t|don'?t|can'?t|cannot|won'?t)(?: \w+)? "
    r"(?:like|stand|eat|touch|have|want)|ill|sick|hasst"
    r"|mag (?:er |sie )?(?:sie|es|die)?(?: \w+)*? ?nicht"
    r"|mag (?:\w+ )?(?:sie|es)(?: \w+){0,2} nicht)(?!\w)"
)
# "not allergic as far as I know"; nobody may rely on such a denial.
_UNSURE = re.compile(
    r"(?<!\w)(?:as far as|that (?:i|we) know|(?:i|we) (?:think|believe|guess|hope|assume)"
    r"|don'?t think|probably|maybe|perhaps|possibly|apparently|not sure|is (?:he|she)|are they|yet"
    r"|soweit|soviel|glaub\w*|denke|vermutlich|wahrscheinlich|vielleicht|angeblich"
    r"|oder(?= ?[?!.]|$))(?!\w)"
)
_NO_ALLERGY = re.compile(r"(?<!\w)(?:no|keine)(?: known)? $")
_CLAUSE = 60  # letters


def is_denied(plain: str, start: int, end: int) -> bool:
    """Returns True if the words around a state or an allergy clearly say that it is not so.

    A denial with a dislike ("not allergic, just hates them") and every unclear one refuses still.
    """
    before = tail(plain, start)
    if _STILL.match(plain, end) or is_unsure(plain, start, end):
        return False
    if _NO_DENIAL.search(before):
        return False
    names_allergy = "allerg" in plain[start:end] or "intoleran" in plain[start:end]
    if _BEFORE.search(before) or (names_allergy and _NO_ALLERGY.search(before)):
        return True
    clause = re.split("[.;!?]", before)[-1][-_CLAUSE:]
    later = _AFTER.match(plain, end)
    return bool(later and _IS_PAST.search(clause + plain[start:end]) and _DENIES.search(later[0]))


def is_unsure(plain: str, start: int, end: int) -> bool:
    """Returns True if the sentence around a denial says that nobody is certain."""
    before = re.split("[.;!?]", tail(plain, start))[-1]
    after = re.split("[.;!]", plain[end : end + _CLAUSE])[0]
    return bool(_UNSURE.search(before) or _UNSURE.search(after))


# "not allergic to nuts but to milk"
_CONTRAST = re.compile(
    r",? ?(?:but|only|just|rather|though|sondern|nur|aber)"
    r"(?: (?:only|just|rather|is|he is|she is|er|sie|ist|nur|auch|also|allergic|intolerant))*"
    r"(?: (?:to|of|gegen|auf)) "
)


def contrast_after(plain: str, end: int) -> int | None:
    """Returns where the things begin that are refused instead, or None."""
    contrast = _CONTRAST.match(plain, end)
    return contrast.end() if contrast else None
