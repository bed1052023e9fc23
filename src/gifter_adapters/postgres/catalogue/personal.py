"""Personal data of the catalogue: none."""

from gifter_adapters.postgres.catalogue.tables import (
    brand_mirror,
    embedding_model,
    product_embedding,
    product_mirror,
    product_trait,
    trait_decision,
    variant_mirror,
    webhook_delivery,
)
from gifter_adapters.postgres.core.personal import impersonal

PERSONAL = (
    impersonal(brand_mirror, "what a brand publishes about itself"),
    impersonal(product_mirror, "what a shop publishes about a product"),
    impersonal(variant_mirror, "what a shop publishes about a variant"),
    impersonal(product_trait, "judged from a product's public text"),
    impersonal(trait_decision, "what an editor, who works for the shop, states about a product"),
    impersonal(embedding_model, "the name of a model"),
    impersonal(product_embedding, "computed from a product's public text"),
    impersonal(webhook_delivery, "product and brand events as the shop sent them"),
)
