"""Story words: events in somebody's life are no interests, and some of them are sad."""

import pytest

from gifter_domain.language.understanding import understand


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("my neighbour fed the cat for two weeks", "cat fed"),
        ("she walked our dog while we were away", "dog walked"),
        ("my neighbour watered our plants all summer", "plants watered"),
        ("thank you for my friend who looked after our dog", "dog looked"),
        ("my colleague broke her leg and is bored at home, £30", "leg home"),
        ("he helped me move house", "house helped"),
        ("my mate lent me his van when I moved flat", "van flat"),
        ("my aunt, she is always cold", "cold"),
        ("nephew who is colour blind, 9", "colour blind"),
        ("my parents' ruby wedding", "ruby"),
        ("their golden wedding anniversary", "golden"),
        ("he lost his keys again", "keys"),
        ("he'd never turn down a jigsaw", "he'd turn down"),
        ("nothing makes him happier than books", "makes happier than"),
        ("a nice cup of tea for my gran", "cup nice"),
        ("Limit liegt bei 45 Euro für meine Tante", "limit liegt bei"),
        ("die Nachbarin hat unsere Katze gefüttert", "katze gefüttert"),
        ("er hat mir beim Umzug geholfen", "umzug geholfen"),
        ("meine Tante friert immer", "friert"),
        ("sie hat sich das Bein gebrochen", "bein gebrochen"),
    ],
)
def test_words_of_a_story_are_not_searched_with(text: str, words: str) -> None:
    read = understand(text)

    found = {word for like in (*read.words, *read.interests) for word in like.split()}
    assert not found & set(words.split())


@pytest.mark.parametrize(
    ("text", "liked"),
    [
        ("my gran loves her cat", "cat"),
        ("he walks his dog and loves hiking", "hiking"),
        ("a cup for my aunt", "cup"),
        ("a ruby ring for my wife", "ruby"),
        ("cold brew coffee for my dad", "cold"),
        ("a dog toy for my neighbour", "dog"),
    ],
)
def test_what_is_liked_or_asked_for_stays(text: str, liked: str) -> None:
    read = understand(text)

    assert liked in " ".join((*read.words, *read.interests)).split()


@pytest.mark.parametrize(
    "text",
    [
        "a miscarriage, something for a friend",
        "my friend has just had a stillbirth",
        "they lost their baby last month",
        "my sister lost her little boy",
        "her baby was stillborn",
        "friends whose daughter died shortly after birth",
        "Freundin hatte eine Fehlgeburt",
        "sie haben ihr Baby verloren",
        "Sternenkind, Geschenk für die Eltern",
        "Totgeburt bei meiner Schwester",
    ],
)
def test_the_loss_of_a_child_is_a_reason_for_sympathy(text: str) -> None:
    read = understand(text)

    assert (read.occasion, read.situation) == ("sympathy", "child_loss")
    assert (read.interests, read.words) == ((), ())
