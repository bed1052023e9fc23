"""The users who must not learn of claims, each as a sequence of actions."""

from builders.surprises.spoiler_hunt import Hunt


async def a_look(hunt: Hunt) -> None:
    """Ada, the owner of the lists, looks at them without changing them."""
    await hunt.look("birthday", "camping", "ours")
    await hunt.look_at_previews()
    await hunt.want_advice()
    await hunt.try_to_claim("bicycle", "cups", "tent", "boat", "sofa", "socks")


async def some_changes(hunt: Hunt) -> None:
    """Ada changes and removes claimed wishes."""
    await hunt.look("birthday", "camping", "ours")
    await hunt.edit("cups")
    await hunt.reorder("camping")
    await hunt.wish_again("birthday")
    await hunt.remove("tent")
    await hunt.fall_out("gil")
    await hunt.remove("cups")


async def hasty_owner(hunt: Hunt) -> None:
    """Ada does each of her actions once."""
    await a_look(hunt)
    await hunt.edit("bicycle", "sofa", "trowel", "tent", "books")
    await some_changes(hunt)


async def owner(hunt: Hunt) -> None:
    """All that Ada does."""
    await a_look(hunt)
    await hunt.edit("bicycle", "sofa", "trowel", "tent", "books")
    await hunt.read_everything()
    await some_changes(hunt)
    await hunt.rearrange_people()
    await hunt.reorder("birthday", "ours")
    await hunt.wish_again("ours")
    await hunt.fall_out("liv", "sam")
    await hunt.change_lists("diary", "ours")
    await hunt.remove("bicycle", "sofa", "scarf", "socks")
    await hunt.remove_lists("birthday", "diary", "mine")
    await hunt.remove("our bicycle", "bicycle for camping", "trowel for camping")
    await hunt.wish_again("camping")
    await hunt.look("camping")
    await hunt.read_everything()


async def joint_owner(hunt: Hunt) -> None:
    """Jo, joint owner of one list and friend of the other owners, does all she can."""
    await hunt.look("ours", "birthday", "camping")
    await hunt.read_everything()
    await hunt.try_to_claim("our bicycle", "kettle", "teapot")
    await hunt.edit("our bicycle", "kettle")
    await hunt.reorder("ours")
    await hunt.wish_again("ours")
    await hunt.change_lists("ours")
    await hunt.remove("plates")
    await hunt.look("ours", "birthday", "camping")


async def recipient(hunt: Hunt) -> None:
    """Rea, for whom a friend keeps a list that she can read, does all she can."""
    await hunt.look("for rea")
    await hunt.read_everything()
    await hunt.try_to_claim("gloves", "hat")
    await hunt.edit("gloves")
    await hunt.fall_out("gil", "kit")
    await hunt.look("for rea")
