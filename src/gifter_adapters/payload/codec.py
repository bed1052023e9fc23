"""Decodes bytes to changes and encodes them. Errors name a field as the sender wrote it."""

import re
from typing import Any

import msgspec

from gifter_adapters.payload.bodies import Body, BrandChanged, ProductChanged
from gifter_adapters.payload.reading import change_of
from gifter_adapters.payload.writing import body_of
from gifter_domain.catalogue.deliveries import DeliveryKind
from gifter_domain.catalogue.mirror import Change
from gifter_domain.shared.errors import InvalidInput


class _EventField(msgspec.Struct):
    event: DeliveryKind


_EVENT = msgspec.json.Decoder(_EventField)
_BODIES: dict[DeliveryKind, msgspec.json.Decoder[Body]] = {
    DeliveryKind.PRODUCT_CHANGED: msgspec.json.Decoder(ProductChanged),
    DeliveryKind.BRAND_CHANGED: msgspec.json.Decoder(BrandChanged),
}
_PLACE = re.compile(r"(?P<message>.*?)(?: - at `\$\.?(?P<path>[^`]*)`)?", re.DOTALL)
_MISSING = re.compile(r"missing required field `(?P<name>[^`]+)`")


class PayloadCodec:
    """Implements `CatalogueCodec`."""

    def decode(self, body: bytes, event: DeliveryKind | None = None) -> Change:
        try:
            _refuse_nul(body)
            named_event = _EVENT.decode(body).event
            if event and named_event is not event:
                raise InvalidInput.at("event", f"is not {event}")
            return change_of(_BODIES[named_event].decode(body))
        except msgspec.ValidationError as error:
            raise _invalid(str(error)) from None
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InvalidInput(f"The body is not valid JSON in UTF-8: {error}") from None
        except RecursionError:
            raise InvalidInput("The body is nested too deeply.") from None

    def encode(self, change: Change) -> bytes:
        return msgspec.json.encode(body_of(change))


def _invalid(error: str) -> InvalidInput:
    """Translates msgspec's "… - at `$.variants[1].price`" into the field `variants[1].price`."""
    place = _PLACE.fullmatch(error)
    message, path = (place["message"], place["path"]) if place else (error, None)
    if missing := _MISSING.search(message):
        return InvalidInput.at(".".join(filter(None, [path, missing["name"]])), "is required")
    return InvalidInput.at(path, message) if path else InvalidInput(f"The body: {message}")


def _refuse_nul(body: bytes) -> None:
    """Raises `InvalidInput` for a NUL character, which PostgreSQL cannot store.

    JSON can write it only as an escape, so most bodies need no search.
    """
    if b"\\u0000" in body and (path := _nul_path(msgspec.json.decode(body))) is not None:
        raise InvalidInput.at(path, "contains a NUL character")


# `Any`: JSON that is not checked yet.
def _nul_path(value: Any, path: str = "") -> str | None:
    if isinstance(value, str):
        return path if "\x00" in value else None
    if isinstance(value, dict):
        items = [(f"{path}.{key}".lstrip("."), item) for key, item in value.items()]
    elif isinstance(value, list):
        items = [(f"{path}[{index}]", item) for index, item in enumerate(value)]
    else:
        return None
    return next((found for at, item in items if (found := _nul_path(item, at)) is not None), None)
