"""Faults in the database that spoil surprises, put in before anybody claims."""

from collections.abc import Mapping


def _on_claims(does: str) -> str:
    return _trigger("AFTER INSERT ON wish_claim", f"{does}; RETURN NEW;")


def _refused(event: str, wish: str, row: str = "NEW") -> str:
    """Returns a trigger that refuses a change of rows that belong to a claimed wish."""
    claimed = f"EXISTS (SELECT FROM wish_claim c WHERE c.wish_id = {wish})"
    refuse = f"IF {claimed} THEN RAISE EXCEPTION 'is claimed'; END IF; RETURN {row};"
    return _trigger(f"BEFORE {event}", refuse)


def _trigger(event: str, body: str) -> str:
    return f"""
        CREATE FUNCTION leak() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$;
        CREATE TRIGGER leak {event} FOR EACH ROW EXECUTE FUNCTION leak();
    """


_ITEMS_OF_IT = "WHERE wish_id = NEW.wish_id"
TRIGGERS: Mapping[str, str] = {
    "a claim touches the wish": _on_claims(
        "UPDATE wish SET updated_at = NEW.created_at WHERE id = NEW.wish_id"
    ),
    "a claim touches the item": _on_claims(
        f"UPDATE wishlist_item SET updated_at = NEW.created_at {_ITEMS_OF_IT}"
    ),
    "a claim touches the list": _on_claims(
        "UPDATE wishlist SET updated_at = NEW.created_at WHERE id = NEW.wishlist_id"
    ),
    "a claimed item moves to the end": _on_claims(
        f"UPDATE wishlist_item SET position = position + 100 {_ITEMS_OF_IT}"
    ),
    "a claimed item changes its priority": _on_claims(
        f"UPDATE wishlist_item SET priority = 5 {_ITEMS_OF_IT}"
    ),
    "a claim reduces the quantity": _on_claims(
        "UPDATE wish SET quantity = quantity - 1 WHERE id = NEW.wish_id AND quantity > 1"
    ),
    "a claimed item leaves the list": _on_claims(f"DELETE FROM wishlist_item {_ITEMS_OF_IT}"),
    "the owner gets a notification": _on_claims("""
        INSERT INTO notification (id, user_id, dedupe_key, title, body, data)
        VALUES (NEW.id, NEW.owner_id, NEW.id, 'A wish comes true', NEW.title, '{}')
    """),
    "a claimed wish cannot be removed": _refused("DELETE ON wish", "OLD.id", "OLD"),
    "a claimed wish cannot be changed": _refused("UPDATE OF title ON wish", "NEW.id"),
    "the quantity cannot be less than claimed": _refused(
        "UPDATE OF quantity ON wish", "NEW.id AND c.units > NEW.quantity"
    ),
    "a claimed item cannot be moved": _refused(
        "UPDATE OF position ON wishlist_item", "NEW.wish_id"
    ),
    "a giver cannot be blocked": _refused(
        "INSERT ON user_block", "c.wish_id AND c.giver_id = NEW.blocked_id"
    ),
}
