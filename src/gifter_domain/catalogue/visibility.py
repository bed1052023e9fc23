"""What may be shown to people."""

from gifter_domain.catalogue.mirror import Brand, BrandStatus, Product, ProductStatus


def is_deleted(product: Product) -> bool:
    """Whether the latest that is known of a product is its deletion."""
    return product.content is None or product.deleted_ts is not None


def is_listed(product: Product, brand: Brand | None) -> bool:
    """Published, visible to gifters, not deleted, and of an approved brand.

    Read paths decide the same in SQL, from the same rows.
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
