"""Personal data of model runs: none."""

from gifter_adapters.postgres.ai.tables import model_run
from gifter_adapters.postgres.core.personal import impersonal

PERSONAL = (impersonal(model_run, "prompts and answers hold no names, notes or words of people"),)
