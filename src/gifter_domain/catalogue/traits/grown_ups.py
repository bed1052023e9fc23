"""Marks by which a product is for adults only: age limits in numbers and words, and labels."""

import re

_AGE = r"(?:18|21|eighteen|twenty[- ]one|achtzehn|einundzwanzig)"
_NO_MONTHS = r"(?![\s-]?(?:m\b|months?|mths?|monat|cm|mm|kg|g\b|ml|cl|%|x\b|pieces?|teile|teilig))"
_MARKS = (
    rf"\b18\s?\+{_NO_MONTHS}",
    r"\b21\s?\+(?=\s*(?:$|[.,;)!]|only))",
    r"\b(?:fsk|usk|pegi|bbfc|rated|rating|certificate|esrb)[\s:-]{0,2}(?:ab\s)?18\b|\br18\b|\b18s\b",
    (
        rf"\b{_AGE}s?[\s-](?:(?:years?|yrs?)[\s-](?:old\s|of age\s)?)?(?:and|or|&|und|oder)"
        r"[\s-](?:over|older|above|up|upwards|älter)\b"
    ),
    rf"\b{_AGE}s?[\s-](?:(?:years?|yrs?)\s)?only\b(?!\s(?:left|remain))",
    (
        rf"\b(?:min(?:imum|\.)?\sage|age (?:limit|restriction|rating|requirement)|mindestalter"
        rf"|altersfreigabe|altersbeschränkung)\b[^.;\d]{{0,20}}{_AGE}\b{_NO_MONTHS}"
    ),
    (
        r"\b(?:legal|lawful)\s(?:drinking\s|smoking\s|gambling\s|purchas\w+\s)?age\b"
        r"|\b(?:drinking|smoking|gambling)[\s-]age\b"
    ),
    rf"\b(?:over|ages?|aged|ab|über|under|unter)[\s-](?:18|eighteen|achtzehn)\b{_NO_MONTHS}",
    (
        r"\b(?:nicht|kein \w+|keine \w+) (?:für |an )?(?:minderjährige|jugendliche)\w*"
        r"|\bnot (?:for|to|suitable for) (?:minors|teenagers)\b|\bno minors\b"
    ),
    (
        r"\b(?:nur|ausschließlich|allein) (?:für|an) (?:erwachsene|volljährige)"
        r"|\b(?:for|to) (?:adults|grown[- ]ups) only\b|\badults[- ]only\b"
    ),
)
# Wording of shops that avoid the word "sex". The second list needs a sign of discretion beside it.
_INTIMATE = re.compile(
    r"\b(?:personal|intimate|bullet|pleasure|clitoral|prostate)"
    r" (?:massager|wand|stimulator|toy)s?\b"
    r"|\bself[- ]pleasure\b|\bsolo play\b|\bpleasure toys?\b|\blove eggs?\b|\bkegel balls?\b"
    r"|\b(?:massager|wand) for (?:intimate|couples)\b|\bintimate (?:play|toy)"
    r"|\w*vibrator\w*|\bintim(?:massage|spielzeug|toy)\w*|\bliebes(?:spielzeug|kugel)\w*"
    r"|\blust(?:box|spielzeug|kugeln)\b|\bpaar(?:spielzeug|toy)\w*|\bselbstbefriedigung\b",
    re.IGNORECASE,
)
_MAYBE_INTIMATE = re.compile(
    r"\bpleasure|\bmassager|\bintim|\bcouples?\b|\bsensual|\bwand\b|\bbedroom|\blovers?\b"
    r"|\bstimulat|\blust\b|\blustvoll|\bpaare?\b|\bverwöhn|\bsinnlich",
    re.IGNORECASE,
)
_DISCREET = re.compile(
    r"\bdiscreet(?:ly)? (?:box|pack|wrap|deliver|ship|post|parcel)|\bplain(?:ly)? (?:pack|wrap|box)"
    r"|\bunmarked (?:box|pack|parcel)|\bbody[- ]safe\b"
    r"|\bdiskret(?:e[nrms]?)? (?:verpack|versand|liefer)"
    r"|\bneutrale?[nrm]? (?:verpack|karton)|\bintimate moments?\b|\bintime[nr]? momente?\b",
    re.IGNORECASE,
)
_MUSCLES = re.compile(
    r"\b(?:neck|foot|feet|back|shoulder|scalp|head|calf|leg|eye|hand|muscle|shiatsu|nacken|fuß|rücken)",
    re.IGNORECASE,
)
_ADULTS_ONLY = re.compile("|".join(_MARKS), re.IGNORECASE)
# Titles alone: poppers also close baby clothes, and "lighter" compares.
_IN_TITLES = re.compile(
    r"(?:^|\baroma |\bgay )poppers\b"
    r"|(?<!candle )(?<!fire )(?<!barbecue )(?<!bbq )(?<!grill )"
    r"\blighters?(?=\s*$|\s(?:with|in|set|case)\b)",
    re.IGNORECASE,
)


def is_intimate(text: str) -> bool:
    """Returns True for a whole text that offers a sexual product in discreet words."""
    if _INTIMATE.search(text):
        return True
    is_discreet = _DISCREET.search(text) and not _MUSCLES.search(text)
    return bool(is_discreet and _MAYBE_INTIMATE.search(text))


def adults_only(field: str, text: str) -> re.Match[str] | None:
    """Returns the first mark in a field that keeps minors from the product."""
    return _ADULTS_ONLY.search(text) or (_IN_TITLES.search(text) if field == "title" else None)
