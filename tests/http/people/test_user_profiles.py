"""/v1/me/profile: what users say about themselves, and the parts that their friends see."""

from typing import Any

import pytest

from builders.people.users import Someone, wrong_paths

PATH = "/v1/me/profile"
WHOLE = {
    "birthday": "1990-07-04",
    "bio": "Potter.\nCat person.",
    "location": "Porto",
    "interests": ["pottery", "tea"],
}
EMPTY: dict[str, Any] = {"birthday": None, "bio": None, "location": None, "interests": []}
NOBODY = dict.fromkeys(WHOLE, "nobody")
FRIENDS = dict.fromkeys(WHOLE, "friends")


async def change(user: Someone, **changes: Any) -> dict[str, Any]:
    answer = await user.client.patch(PATH, json=changes)
    assert answer.status_code == 200, answer.text
    profile: dict[str, Any] = answer.json()
    return profile


async def seen_of_friend(viewer: Someone) -> dict[str, Any]:
    [friend] = (await viewer.get("/v1/friends"))["items"]
    profile: dict[str, Any] = friend["profile"]
    return profile


async def test_a_new_users_profile_is_empty_and_hidden(ada: Someone) -> None:
    times = {"createdAt": None, "updatedAt": None}

    assert await ada.get(PATH) == EMPTY | {"userId": ada.id, "visibility": NOBODY} | times


async def test_a_patch_changes_only_the_sent_fields_and_null_clears_one(ada: Someone) -> None:
    whole = await change(ada, **WHOLE)
    shown = await change(ada, visibility={"birthday": "friendsWithoutYear"})
    cleared = await change(ada, bio=None)

    times = dict.fromkeys(("createdAt", "updatedAt"), "2026-11-21T12:00:00Z")
    assert whole == WHOLE | {"userId": ada.id, "visibility": NOBODY} | times
    assert shown == whole | {"visibility": NOBODY | {"birthday": "friendsWithoutYear"}}
    assert cleared == shown | {"bio": None}
    assert await ada.get(PATH) == cleared


async def test_friends_see_only_the_fields_that_are_shown_to_them(
    ada: Someone, bob: Someone
) -> None:
    await ada.befriend(bob)
    assert await seen_of_friend(bob) == EMPTY
    await change(ada, **WHOLE)
    assert await seen_of_friend(bob) == EMPTY

    await change(ada, visibility=FRIENDS)
    assert await seen_of_friend(bob) == WHOLE
    await change(ada, visibility={"birthday": "friendsWithoutYear", "bio": "nobody"})
    assert await seen_of_friend(bob) == WHOLE | {"birthday": "--07-04", "bio": None}
    assert await seen_of_friend(ada) == EMPTY


@pytest.mark.parametrize("ending", ["friendship", "block"])
async def test_a_profile_is_hidden_once_the_friendship_ends(
    ada: Someone, bob: Someone, ending: str
) -> None:
    await ada.befriend(bob)
    await change(ada, **WHOLE, visibility=FRIENDS)
    [friend] = (await bob.get("/v1/friends"))["items"]

    if ending == "block":
        await ada.block(bob)
    else:
        await ada.client.delete(f"/v1/friends/{friend['id']}")

    assert (await bob.get("/v1/friends"))["items"] == []


async def test_interests_are_kept_once_each(ada: Someone) -> None:
    kept = await change(ada, interests=["Tea", "  pottery ", "tea"])

    assert kept["interests"] == ["Tea", "pottery"]


WRONG = [
    ({"birthday": "2027-01-01"}, "birthday"),
    ({"birthday": "4.7.1990"}, "birthday"),
    ({"bio": "x" * 501}, "bio"),
    ({"location": "\u200b"}, "location"),
    ({"interests": ["tea", " "]}, "interests[1]"),
    ({"interests": None}, "interests"),
    ({"visibility": {"bio": "friendsWithoutYear"}}, "visibility.bio"),
    ({"visibility": {"birthday": "public"}}, "visibility.birthday"),
    ({"phone": "+351"}, "phone"),
]


@pytest.mark.parametrize(("changes", "path"), WRONG)
async def test_an_invalid_field_is_refused(
    ada: Someone, changes: dict[str, Any], path: str
) -> None:
    assert wrong_paths(await ada.client.patch(PATH, json=changes)) == [path]
    assert (await ada.get(PATH))["updatedAt"] is None
