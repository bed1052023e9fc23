"""Turns a body into a change, and names every contradiction in it by its path."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from msgspec import UNSET, UnsetType

from gifter_adapters.payload.bodies import (
    MAX_LONG_TEXT,
    MAX_SHORT_TEXT,
    Body,
    BrandBody,
    BrandChanged,
    Image,
    OptionValue,
    ProductBody,
    ProductChanged,
    RichText,
    Upload,
    VariantBody,
)
from gifter_domain.catalogue.convergence import product_of
from gifter_domain.catalogue.markup import text_of_markup
from gifter_domain.catalogue.mirror import (
    Brand,
    BrandStatus,
    Change,
    ProductContent,
    Variant,
)
from gifter_domain.catalogue.rich_text import RichTextError, plain_text
from gifter_domain.shared.errors import FieldProblem, InvalidInput
from gifter_domain.shared.lines import shows_nothing
from gifter_domain.shared.money import checked_currency
from gifter_domain.shared.web_addresses import web_address

T = TypeVar("T")

_REQUIRED = "is required"
# Far from the ends of Python's calendar, where PostgreSQL's driver reads stored times wrongly.
_EARLIEST, _LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


def change_of(body: Body) -> Change:
    """Returns the change. Raises `InvalidInput` with all problems of the body."""
    reader = _Reader()
    match body:
        case ProductChanged():
            change = reader.product_change(body)
        case BrandChanged():
            change = Change(brand=reader.brand_change(body))
    if reader.problems:
        listed = "; ".join(f"{problem.path}: {problem.message}" for problem in reader.problems)
        raise InvalidInput(listed, reader.problems)
    return change


class _Reader:
    """Reads a body and collects its problems. Its results count only if there are no problems."""

    def __init__(self) -> None:
        self.problems: list[FieldProblem] = []

    def product_change(self, body: ProductChanged) -> Change:
        if not body.deleted:
            self._require_all_parts(body)
        ts = self._instant(body.ts, "ts")
        brand = self._brand(body.brand, ts, "brand") if body.brand else None
        product_id = str(body.payload_product_id)
        content = self._content(body.product, brand, ts) if body.product else None
        deleted_ts = ts if body.deleted else None
        return Change(
            product_of(product_id, content, deleted_ts),
            brand,
            self._variants(body, product_id, ts),
        )

    def brand_change(self, body: BrandChanged) -> Brand | None:
        ts = self._instant(body.ts, "ts")
        brand_id = str(body.payload_brand_id)
        if not body.brand:
            if not body.deleted:
                self._problem("brand", _REQUIRED)
            return _nameless(brand_id, ts)
        if str(body.brand.payload_brand_id) != brand_id:
            self._problem("brand.payloadBrandId", "is not the same as payloadBrandId")
        return self._brand(body.brand, ts, "brand", deleted=bool(body.deleted))

    def _require_all_parts(self, body: ProductChanged) -> None:
        parts = {"brand": body.brand, "variants": body.variants, "product": body.product or UNSET}
        for path, part in parts.items():
            if part is UNSET:
                self._problem(path, _REQUIRED)

    def _brand(self, body: BrandBody, ts: datetime, path: str, *, deleted: bool = False) -> Brand:
        status = BrandStatus.DELETED if deleted else self._status(body.status, path)
        name = text_of_markup(body.name)
        if shows_nothing(name) and status != BrandStatus.DELETED:
            self._problem(f"{path}.name", _REQUIRED)
        return Brand(
            source_ts=self._own_instant(body.ts, ts, f"{path}.ts"),
            payload_brand_id=str(body.payload_brand_id),
            name=name,
            status=status,
            slug=body.slug,
            country=body.country,
            base_currency=self._currency(body.base_currency, f"{path}.baseCurrency"),
            logo_url=_url(body.logo_url),
            cover_image_url=_url(body.cover_image_url),
            gift_fit=_optional(body.gift_fit),
            style_tags=_texts(body.style_tags),
            stripe_connect_account_id=body.stripe_connect_account_id,
            stripe_onboarding_status=body.stripe_onboarding_status,
        )

    def _content(self, body: ProductBody, brand: Brand | None, ts: datetime) -> ProductContent:
        return ProductContent(
            source_ts=self._own_instant(body.ts, ts, "product.ts"),
            payload_brand_id=brand.payload_brand_id if brand else None,
            title=self._title(body.title),
            status=self._status(body.status, "product"),
            visible_to_gifter=body.visible_to_gifter,
            is_featured=bool(body.is_featured),
            slug=body.slug,
            url=self._address(body.url, "product.url"),
            short_description=self._text(
                body.short_description, "product.shortDescription", MAX_SHORT_TEXT
            ),
            description=self._text(body.description, "product.description", MAX_LONG_TEXT),
            specs=self._text(body.specs, "product.specs", MAX_LONG_TEXT),
            primary_image_url=_url(body.primary_image_url),
            gallery_image_urls=tuple(_urls(body.gallery_image_urls or ())),
            default_price=body.default_price,
            default_currency=self._currency(body.default_currency, "product.defaultCurrency"),
            category=_optional(body.category),
            gift_tags=_texts(body.gift_tags),
            occasion_fit=_texts(body.occasion_fit),
            style_tags=_texts(body.style_tags),
        )

    def _variants(self, body: ProductChanged, product_id: str, ts: datetime) -> tuple[Variant, ...]:
        listed = {"variants": body.variants, "removedVariants": body.removed_variants}
        seen: dict[str, Variant] = {}
        for name, bodies in listed.items():
            for index, item in enumerate(bodies or ()):
                path = f"{name}[{index}]"
                variant = self._variant(item, product_id, ts, path)
                if variant.payload_variant_id in seen:
                    self._problem(f"{path}.payloadVariantId", "comes more than once")
                seen[variant.payload_variant_id] = variant
        return tuple(seen.values())

    def _variant(self, body: VariantBody, product_id: str, ts: datetime, path: str) -> Variant:
        return Variant(
            source_ts=self._own_instant(body.ts, ts, f"{path}.ts"),
            payload_variant_id=str(body.payload_variant_id),
            payload_product_id=product_id,
            price=body.price,
            currency=self._currency(body.currency, f"{path}.currency") or "",
            sku=body.sku,
            option_values=_options(body.option_values or ()),
            stock=body.stock,
            stripe_price_id=body.stripe_price_id,
        )

    def _own_instant(
        self, value: datetime | UnsetType | None, default: datetime, path: str
    ) -> datetime:
        return self._instant(value, path) if value else default

    def _instant(self, value: datetime, path: str) -> datetime:
        if not _EARLIEST <= value < _LATEST:
            self._problem(path, "is out of range")
            return _EARLIEST
        return value.astimezone(UTC)

    def _status(self, value: str, path: str) -> str:
        """Returns the status in the form that is compared. An unknown status hides the product."""
        word = value.strip().lower()
        if not word:
            self._problem(f"{path}.status", _REQUIRED)
        return word

    def _currency(self, value: str | None, path: str) -> str | None:
        if value is None:
            return None
        try:
            return checked_currency(value, path)
        except InvalidInput:
            self._problem(path, f"{value!r} is not an ISO 4217 currency code")
            return value

    def _address(self, value: str | None, path: str) -> str | None:
        """Returns a web address in its normal form, or None if it is missing or blank."""
        if value is None or not value.strip():
            return None
        address = web_address(value)
        if address is None:
            self._problem(path, "must be an http or https address")
        return address

    def _title(self, value: str) -> str:
        title = " ".join(text_of_markup(value).split("\n"))
        if shows_nothing(title):
            self._problem("product.title", "must have a visible character")
        return title

    def _text(self, value: RichText, path: str, most: int) -> str | None:
        try:
            text = plain_text(value) if isinstance(value, dict) else value
        except RichTextError as error:
            self._problem(path, str(error))
            return None
        text = _optional(text)
        if text and len(text) > most:
            self._problem(path, f"has more than {most} characters")
        return text

    def _problem(self, path: str, message: str) -> None:
        self.problems.append(FieldProblem(path, message))


def _nameless(payload_brand_id: str, ts: datetime) -> Brand:
    """Returns a deleted brand of which nothing but the id is known."""
    return Brand(
        source_ts=ts, payload_brand_id=payload_brand_id, name="", status=BrandStatus.DELETED
    )


def _optional(value: str | None) -> str | None:
    return None if value is None else text_of_markup(value)


def _texts(values: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(text_of_markup(value) for value in values or ())


def _options(values: Sequence[OptionValue]) -> tuple[tuple[str, str], ...]:
    return tuple((text_of_markup(item.option), text_of_markup(item.value)) for item in values)


def _url(image: Image) -> str | None:
    return image.url if isinstance(image, Upload) else image


def _urls(images: Sequence[Image]) -> Iterator[str]:
    for image in images:
        url = _url(image)
        if url is not None:
            yield url
