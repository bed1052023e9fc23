"""Personal data of model runs and of their budgets."""

from gifter_adapters.postgres.ai.tables import model_price, model_run, model_spending
from gifter_adapters.postgres.core.personal import (
    Erasure,
    Export,
    impersonal,
    operational,
    personal,
)

PERSONAL = (
    impersonal(model_run, "prompts and answers hold no names, notes or words of people"),
    impersonal(model_price, "published prices of models"),
    personal(
        model_spending,
        {"scope": "the id of a user whose requests called a model that day"},
        kept="for a week",
        export=Export.NOBODY,
        erasure=Erasure.DELETE_ROW,
    ),
    operational(model_spending, "day micro_usd", kept="for a week"),
)
