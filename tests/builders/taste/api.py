"""A user's requests about taste profiles, over HTTP."""

from typing import Any

from builders.people.users import Someone


async def start(owner: Someone, **details: Any) -> dict[str, Any]:
    """Starts a profile, of the owner's own taste by default, and returns it with its questions."""
    answer = await owner.client.post("/v1/taste-profiles/start", json={"mode": "self"} | details)
    assert answer.status_code == 201, answer.text
    step: dict[str, Any] = answer.json()
    return step


async def answer_question(
    owner: Someone, profile_id: str, question_id: str, answer: Any
) -> dict[str, Any]:
    """Answers a question and returns the profile with its next questions."""
    response = await owner.client.post(
        f"/v1/taste-profiles/{profile_id}/answer",
        json={"questionId": question_id, "answer": answer},
    )
    assert response.status_code == 200, response.text
    step: dict[str, Any] = response.json()
    return step


async def complete(owner: Someone, profile_id: str) -> dict[str, Any]:
    answer = await owner.client.post(f"/v1/taste-profiles/{profile_id}/complete")
    assert answer.status_code == 200, answer.text
    profile: dict[str, Any] = answer.json()
    return profile


async def completed(
    owner: Someone, answers: dict[str, dict[str, Any]], **details: Any
) -> dict[str, Any]:
    """Makes and returns a complete profile with these answers."""
    profile_id = (await start(owner, **details))["profile"]["id"]
    for question_id, answer in answers.items():
        await answer_question(owner, profile_id, question_id, answer)
    return await complete(owner, profile_id)
