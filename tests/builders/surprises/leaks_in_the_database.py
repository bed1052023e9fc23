"""Ways in which the database could spoil a surprise, put in before anybody claims."""

from collections.abc import Mapping


def _on_claims(does: str) -> str:
    return _trigger("AFTER INSERT ON wish_claim", f"{does}; RETURN NEW;")


def _refused(event: str, wish: str, row: str = "NEW") -> str:
    """Refuses to change what belongs to a wish that is claimed."""
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
    "what is claimed goes to the end": _on_claims(
        f"UPDATE wishlist_item SET position = position + 100 {_ITEMS_OF_IT}"
    ),
    "what is claimed has another priority": _on_claims(
        f"UPDATE wishlist_item SET priority = 5 {_ITEMS_OF_IT}"
    ),
    "fewer are wished for after a claim": _on_claims(
        "UPDATE wish SET quantity = quantity - 1 WHERE id = NEW.wish_id AND quantity > 1"
    ),
    "what is claimed leaves the list": _on_claims(f"DELETE FROM wishlist_item {_ITEMS_OF_IT}"),
    "the owner has a notice of it": _on_claims("""
        INSERT INTO notification (id, user_id, dedupe_key, title, body, data)
        VALUES (NEW.id, NEW.owner_id, NEW.id, 'A wish comes true', NEW.title, '{}')
    """),
    "what is claimed cannot be removed": _refused("DELETE ON wish", "OLD.id", "OLD"),
    "what is claimed cannot be changed": _refused("UPDATE OF title ON wish", "NEW.id"),
    "fewer than are claimed cannot be wished for": _refused(
        "UPDATE OF quantity ON wish", "NEW.id AND c.units > NEW.quantity"
    ),
    "what is claimed cannot be moved": _refused(
        "UPDATE OF position ON wishlist_item", "NEW.wish_id"
    ),
    "who gives something cannot be blocked": _refused(
        "INSERT ON user_block", "c.wish_id AND c.giver_id = NEW.blocked_id"
    ),
}
