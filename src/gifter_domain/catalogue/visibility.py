"""Visibility: the conditions under which a product may be shown to people."""

from gifter_domain.catalogue.mirror import Brand, BrandStatus, Product, ProductStatus


def is_deleted(product: Product) -> bool:
    """Returns True if the product was deleted after its latest content, or has no content."""
    return product.content is None or product.deleted_ts is not None


def is_listed(product: Product, brand: Brand | None) -> bool:
    """Returns True if the product may be shown to people.

    It must be published, visible to gifters, not deleted, and of an approved brand. This is the
    rule; `listed_where` of `gifter_adapters.postgres.catalogue.access` is its SQL.
    """
    content = product.content
    return (
        content is not None
        and not is_deleted(product)
        and content.status == ProductStatus.PUBLISHED
        and content.visible_to_gifter
        and brand is not None
        and brand.status == BrandStatus.APPROVED
    )
