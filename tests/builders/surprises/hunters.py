"""Sequences of requests by the people who must not learn about claims."""

from builders.surprises.spoiler_hunt import Hunt


async def a_look(hunt: Hunt) -> None:
    """Reads the lists and tries to claim, as Ada, without changing anything."""
    await hunt.look("birthday", "camping", "ours")
    await hunt.look_at_previews()
    await hunt.ask_for_recommendations()
    await hunt.try_to_claim("bicycle", "cups", "tent", "boat", "sofa", "socks")


async def some_changes(hunt: Hunt) -> None:
    """Edits, moves and removes claimed wishes, as Ada."""
    await hunt.look("birthday", "camping", "ours")
    await hunt.edit("cups")
    await hunt.reorder("camping")
    await hunt.add_wishes_again("birthday")
    await hunt.remove("tent")
    await hunt.fall_out("gil")
    await hunt.remove("cups")


async def hasty_owner(hunt: Hunt) -> None:
    """Sends a short sequence of Ada's requests."""
    await a_look(hunt)
    await hunt.edit("bicycle", "sofa", "trowel", "tent", "books")
    await some_changes(hunt)


async def owner(hunt: Hunt) -> None:
    """Sends every kind of request that Ada, who owns the lists, can send."""
    await a_look(hunt)
    await hunt.edit("bicycle", "sofa", "trowel", "tent", "books")
    await hunt.read_everything()
    await some_changes(hunt)
    await hunt.rearrange_people()
    await hunt.reorder("birthday", "ours")
    await hunt.add_wishes_again("ours")
    await hunt.fall_out("liv", "sam")
    await hunt.change_lists("diary", "ours")
    await hunt.remove("bicycle", "sofa", "scarf", "socks")
    await hunt.remove_lists("birthday", "diary", "mine")
    await hunt.remove("our bicycle", "bicycle for camping", "trowel for camping")
    await hunt.add_wishes_again("camping")
    await hunt.look("camping")
    await hunt.read_everything()


async def joint_owner(hunt: Hunt) -> None:
    """Sends the requests of Jo, who owns one list jointly and reads others as a friend."""
    await hunt.look("ours", "birthday", "camping")
    await hunt.read_everything()
    await hunt.try_to_claim("our bicycle", "kettle", "teapot")
    await hunt.edit("our bicycle", "kettle")
    await hunt.reorder("ours")
    await hunt.add_wishes_again("ours")
    await hunt.change_lists("ours")
    await hunt.remove("plates")
    await hunt.look("ours", "birthday", "camping")


async def recipient(hunt: Hunt) -> None:
    """Sends the requests of Rea, who can read the list that a friend keeps for her."""
    await hunt.look("for rea")
    await hunt.read_everything()
    await hunt.try_to_claim("gloves", "hat")
    await hunt.edit("gloves")
    await hunt.fall_out("gil", "kit")
    await hunt.look("for rea")
