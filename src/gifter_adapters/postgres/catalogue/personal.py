"""Personal data of the catalogue: reports of users."""

from gifter_adapters.postgres.catalogue.tables import (
    brand_mirror,
    embedding_model,
    product_embedding,
    product_mirror,
    product_trait,
    trait_decision,
    trait_report,
    variant_mirror,
    webhook_delivery,
)
from gifter_adapters.postgres.core.personal import WHILE_ACCOUNT, impersonal, operational, personal

PERSONAL = (
    impersonal(brand_mirror, "what a brand publishes about itself"),
    impersonal(product_mirror, "what a shop publishes about a product"),
    impersonal(variant_mirror, "what a shop publishes about a variant"),
    impersonal(product_trait, "judged from a product's public text"),
    impersonal(trait_decision, "what an editor, who works for the shop, states about a product"),
    personal(
        trait_report,
        {
            "user_id": "the user who reported",
            "product_id": "the product that the report is about",
            "code": "the trait that the product has, as the user says",
            "reported_at": "when the user reported it",
        },
        kept=WHILE_ACCOUNT,
    ),
    operational(trait_report, "closed_at", kept=WHILE_ACCOUNT),
    impersonal(embedding_model, "the name of a model"),
    impersonal(product_embedding, "computed from a product's public text"),
    impersonal(webhook_delivery, "product and brand events as the shop sent them"),
)
