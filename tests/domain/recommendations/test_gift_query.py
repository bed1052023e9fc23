"""Gift queries parsed from requests in people's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.recommendations.gift_query import life_stage, parse_query
from gifter_domain.shared.money import Budget

WANTED = [
    ("golf", "golf"),
    ("a little gift for somebody who loves archery", "archery"),
    ("something for a neighbour who is into pottery", "pottery"),
    ("Christmas gift ideas for a chess fan below $90", "chess"),
    ("I'm looking for something for my brother, he's really into golf", "golf"),
    ("What should I buy my wife for our anniversary? She is a golf enthusiast", "golf"),
    ("ideas for a golf addict", "golf"),
    ("best gifts for golf lovers", "golf"),
    ("golf gift", "golf"),
    ("my dad can't get enough of golf", "golf"),
    ("she spends all her free time on golf", "golf"),
    ("Christmas present for grandad - likes golf", "golf"),
    ("gift for somebody who enjoys sailing/rowing", "sailing rowing"),
    ("a present for my cousin, who is into comics & films", "comics films"),
    ("something for a friend who gardens, under £40", "gardens"),
    ("a birthday present for my dad, who loves whisky and old records", "whisky records"),
    ("a handmade housewarming gift for a couple who cook a lot", "handmade cook"),
    ("my best friend is a nurse and loves true crime podcasts", "nurse true crime podcasts"),
    ("anything Star Wars for my nephew", "Star Wars"),
    ("something relaxing", "relaxing"),
    ("Christmas gift ideas for a new home fan", "new home"),
    ("a friend with a baby who loves tea", "baby tea"),
    ("golf birthday £50", "golf"),
    ("sporty boyfriend 100 dollars", "sporty"),
    ("ideas for mum who hates cooking", ""),
    ("gift for a man who has everything", ""),
    ("housewarming gift", ""),
    ("gift", ""),
    ("", ""),
    ("  ?!  ", ""),
]

# Searches with words that look like a request or a refusal but describe the wanted gift. Every word
# must be kept.
SEARCHES = [
    "gift wrapping",
    "gift card",
    "birthday candles",
    "garden party",
    "boyfriend cardigan",
    "wooden christmas stars",
    "wedding photographer",
    "toddler wellies",
    "teenage kicks record",
    "ceiling fan",
    "desk fan",
    "dog dad",
    "pixel 7 cover",
    "perfect pushup",
    "love heart necklace",
    "night cream",
    "good omens",
    "64 gb usb stick",
    "formula 1",
    "sugar-free sweets",
    "gluten free treats",
    "nut free snacks",
    "no-sew kit",
    "no smoking sign",
    "no added sugar jam",
    "forget me not necklace",
    "do not disturb sign",
    "chanel no 5",
    "free delivery",
    "nut bowl",
]

WITHOUT_GRAMMAR = [
    ("books for gardeners", "books gardeners"),
    ("kite for children", "kite children"),
    ("the girls", "girls"),
    ("mother of pearl necklace", "mother pearl necklace"),
    ("whisky glasses for men", "whisky glasses men"),
    ("less than fifty pounds for a cyclist", "cyclist"),
    ("housewarming for a vegan couple", "housewarming vegan couple"),
    ("under £30 and over £50", ""),
    ("it", ""),
]

OCCASIONS = [
    ("Christmas", "christmas"),
    ("secret santa max 10", "christmas"),
    ("present: Valentine’s Day", "valentines_day"),
    ("something for Mother's Day", "mothers_day"),
    ("for my mum’s 60th birthday", "birthday"),
    ("he is turning 40", "birthday"),
    ("our wedding anniversary", "anniversary"),
    ("baby shower gift", "baby_shower"),
    ("they just moved into a new house, gift ideas", "housewarming"),
    ("leaving present for a colleague", "leaving"),
    ("a little thank you for my neighbour", "thank_you"),
    ("gift for someone who just graduated", "graduation"),
    ("birthday present ideas for a Halloween fan", "birthday"),
    ("birthday present ideas for an Easter enthusiast", "birthday"),
    ("birthday candles", None),
    ("golf", None),
]

RECIPIENTS = [
    ("gift for my dad", "dad"),
    ("my mum's 60th birthday", "mum"),
    ("a present for my mother-in-law", "mum"),
    ("my best friend likes tea", "friend"),
    ("present: significant other", "partner"),
    ("present for her", "woman"),
    ("present for her birthday", None),
    ("thank you present for teacher", "teacher"),
    ("watch for men", "man"),
    ("boyfriend cardigan", None),
    ("gift for my grandad who loves a good desk fan", "grandad"),
    ("budget is 20 for my kids' teacher", "teacher"),
    ("gift for my daughter's piano teacher", "teacher"),
    ("present for my son's best friend", "friend"),
    ("something for my sister's kids", "child"),
    ("gift for my mum's kitchen", "mum"),
    ("gift for my niece baby girl", "niece"),
]

AGES = [
    ("for a 6-year-old who likes dinosaurs", 6),
    ("toys for 3 year olds", 3),
    ("anything for my nephew aged 9", 9),
    ("18 month old boy", 1),
    ("she is turning 40", 40),
    ("my mum's 60th birthday", 60),
    ("gift under £40", None),
    ("aged 900", None),
]

AVOIDED = [
    ("plants but not cactus for my sister", ("cactus",)),
    ("something for my boss, no alcohol or chocolate", ("alcohol", "chocolate")),
    ("gift for my aunt, nothing with real leather please", ("leather",)),
    ("present for a friend who hates golf, likes tea", ("golf",)),
    ("I'm not sure what to get my dad, he likes golf", ()),
    ("not just wine for my mum, cheese too", ()),
    ("no alcohol, no candles, no chocolate", ("alcohol", "candles", "chocolate")),
    ("no alcohol, candles or chocolate", ("alcohol", "candles", "chocolate")),
    ("no alcohol, candles, or chocolate for my boss", ("alcohol", "candles", "chocolate")),
    ("no wool, cotton please", ("wool",)),
    ("anything but socks", ("socks",)),
    ("something other than socks for dad", ("socks",)),
    ("gift for mum, I'd rather not have candles", ("candles",)),
    ("not a fan of golf, gift for dad", ("golf",)),
    ("nothing made of wool", ("wool",)),
    ("a mug that is not blue", ("blue",)),
    ("without alcohol please", ("alcohol",)),
    ("gluten free treats, no nuts", ("gluten", "nuts")),
    ("my boss doesn't drink alcohol", ("alcohol",)),
    ("my boss doesn't drink and loves tea", ("alcohol",)),
    ("she's vegan and can't have dairy", ("vegan", "milk")),
    ("a present for my mum, not flowers again", ("flowers",)),
    ("my aunt can't eat nuts or gluten", ("nuts", "gluten")),
    ("I don't want anything alcoholic for my boss", ("alcohol",)),
    ("she doesn't like cats but loves dogs", ("cats",)),
    ("no drink please", ("alcohol",)),
    ("I can't decide between tea and coffee", ()),
    ("gift for my dad, no rush", ()),
    ("no smoking sign", ()),
    ("no", ()),
]

BESIDES_REFUSALS = [
    ("no alcohol, no candles, no chocolate", ""),
    ("anything but socks", ""),
    ("nothing made of wool", ""),
    ("a mug that is not blue", "mug"),
    ("tea without milk please", "tea"),
    ("no wool, cotton please", "cotton"),
    ("gluten free treats, no nuts", "gluten free treats"),
    ("my boss doesn't drink alcohol", ""),
    ("my boss doesn't drink and loves tea", "tea"),
    ("I can't decide between tea and coffee", "tea coffee"),
    ("gift for a golf nut", "golf"),
]


@pytest.mark.parametrize(("text", "words"), WANTED)
def test_a_request_keeps_only_the_words_for_the_wanted_gift(text: str, words: str) -> None:
    assert " ".join(parse_query(text).words) == words


@pytest.mark.parametrize("text", SEARCHES)
def test_a_search_keeps_every_word(text: str) -> None:
    assert " ".join(parse_query(text).words) == text


@pytest.mark.parametrize(("text", "words"), WITHOUT_GRAMMAR)
def test_a_search_drops_grammar_words(text: str, words: str) -> None:
    assert " ".join(parse_query(text).words) == words


@pytest.mark.parametrize(("text", "words"), BESIDES_REFUSALS)
def test_a_refusal_leaves_the_wanted_words_beside_it(text: str, words: str) -> None:
    assert " ".join(parse_query(text).words) == words


@pytest.mark.parametrize(("text", "occasion"), OCCASIONS)
def test_the_occasion_is_read_from_the_text(text: str, occasion: str | None) -> None:
    assert parse_query(text).occasion == occasion


@pytest.mark.parametrize(("text", "recipient"), RECIPIENTS)
def test_the_recipient_is_read_from_the_text(text: str, recipient: str | None) -> None:
    assert parse_query(text).recipient == recipient


@pytest.mark.parametrize(("text", "age"), AGES)
def test_the_age_is_read_from_the_text(text: str, age: int | None) -> None:
    assert parse_query(text).age == age


@pytest.mark.parametrize(("text", "avoid"), AVOIDED)
def test_refused_words_are_avoided_and_not_searched(text: str, avoid: tuple[str, ...]) -> None:
    query = parse_query(text)

    assert query.avoid == avoid
    assert not set(avoid) & set(query.words) - {"vegan"}  # a diet describes gifts too


def test_an_explicit_budget_overrides_the_one_in_the_text() -> None:
    explicit = Budget("EUR", None, 900)

    query = parse_query("golf under £40", budget=explicit)

    assert query.budget == explicit
    assert query.words == ("golf",)


def test_the_life_stage_follows_from_the_age() -> None:
    stages = [life_stage(age) for age in (None, 0, 1, 2, 4, 5, 12, 13, 19, 20, 90)]

    assert stages == [
        None,
        *["baby"] * 2,
        *["toddler"] * 2,
        *["child"] * 2,
        *["teenager"] * 2,
        *[None] * 2,
    ]


def test_a_query_without_words_searches_by_hints() -> None:
    query = parse_query("baby shower gift")

    assert query.search_text == query.hints
    assert "newborn" in query.search_text


_BOILERPLATE = [
    "gift for",
    "my dad",
    "who loves",
    "not",
    "no",
    "or",
    ",",
    "free",
    "12th birthday",
    "aged",
]
_MONEY = ["under", "about", "max", "£", "€", "40", "1,000", "-", "k"]
_fragments = st.sampled_from([*_BOILERPLATE, *_MONEY, "golf", "’", "'", "\x00", "½"])


@given(st.text(max_size=80) | st.lists(_fragments, max_size=12).map(" ".join))
def test_parsing_any_text_never_fails(text: str) -> None:
    query = parse_query(text)

    assert all(word.strip() for word in query.words)


_plain_words = st.sampled_from(["oak", "lamp", "garden", "candles", "tea", "wool", "blue"])


@given(st.lists(_plain_words, max_size=6))
def test_plain_words_are_all_kept_in_their_order(words: list[str]) -> None:
    assert parse_query(" ".join(words)).words == tuple(words)
    assert parse_query(f"a gift for someone who loves {' '.join(words)}").words == tuple(words)
