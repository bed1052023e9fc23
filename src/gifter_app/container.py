"""The container: the use cases of one process, by context. `gifter_app.wiring` builds each."""

from gifter_app.services import Services, each_time, once
from gifter_app.settings import Settings
from gifter_app.wiring import operations
from gifter_app.wiring.ai import wire_ai
from gifter_app.wiring.catalogue import webhook_secrets, wire_catalogue
from gifter_app.wiring.identity import betterauth_keys, token_verifier, wire_identity
from gifter_app.wiring.notifications import wire_notifications
from gifter_app.wiring.occasions import wire_occasions
from gifter_app.wiring.people import wire_people
from gifter_app.wiring.recommendations import (
    product_index,
    wire_candidates,
    wire_rates,
    wire_recommendations,
)
from gifter_app.wiring.reminders import wire_reminder_gifts, wire_reminders
from gifter_app.wiring.taste import wire_taste
from gifter_app.wiring.wishlists import wire_wishlists


class Container(Services):
    """Builds the use cases of a process, each at its first use.

    There is one container for each process. The code that creates it must close its `closing`, as
    `gifter_app.runtime` does. `development` allows the stand-ins that only a developer's machine
    may have: the identity provider and the webhook secret.
    """

    def __init__(self, settings: Settings, development: bool = False) -> None:
        super().__init__(settings, development)
        self._wire_contexts()
        self._wire_operations()

    def _wire_contexts(self) -> None:
        """Lists the contexts, each after those that it needs, so it is not split."""
        self.betterauth_keys = once(lambda: betterauth_keys(self.settings().betterauth))
        self.token_verifier = once(
            lambda: token_verifier(
                self.core(),
                self.betterauth_keys(),
                self.development_identity() if self.development() else None,
            )
        )
        self.webhook_secrets = each_time(
            lambda: webhook_secrets(self.settings(), development=self.development())
        )
        self.reminders = once(
            lambda: wire_reminders(self.core(), self.plan_reminders(), self.pushes(), self.mail())
        )
        self.ai = once(lambda: wire_ai(self.core()))
        self.identity = once(lambda: wire_identity(self.core()))
        self.people = once(lambda: wire_people(self.core()))
        self.catalogue = once(
            lambda: wire_catalogue(
                self.core(), self.embedder, self.title_embedder, self.webhook_secrets()
            )
        )
        self.taste = once(
            lambda: wire_taste(
                self.core(),
                self.people().recipient_reads,
                self.catalogue().product_embeddings,
                self.embedder,
                self.language_model,
            )
        )
        self.wishlists = once(lambda: wire_wishlists(self.core()))
        self.occasions = once(lambda: wire_occasions(self.core()))
        self.notifications = once(lambda: wire_notifications(self.core()))
        self.product_index = once(
            lambda: product_index(self.core(), self.embedder(), self.catalogue().product_embeddings)
        )
        self.candidates = once(
            lambda: wire_candidates(
                self.core(),
                self.product_index(),
                self.title_embedder(),
                self.catalogue().product_embeddings,
            )
        )
        self.rates = once(lambda: wire_rates(self.core()))
        self.recommendations = once(
            lambda: wire_recommendations(
                self.core(),
                self.embedder(),
                self.candidates(),
                self.people().recipient_reads,
                self.occasions().occasion_reads,
                self.taste().taste_profile_reads,
                self.rates().exchange_rates,
                self.wishlists().claimed_products,
                self.language_model,
            )
        )

    def _wire_operations(self) -> None:
        self.stand_ins = each_time(
            lambda: operations.stand_ins(self.settings(), development=self.development())
        )
        self.operations = once(lambda: operations.wire_operations(self.core()))
        self.workers = once(
            lambda: operations.wire_workers(
                self.core(),
                [
                    self.catalogue().background,
                    self.people().background,
                    self.wishlists().background,
                    self.taste().background,
                    self.ai().background,
                    self.operations().background,
                    self.reminders().background,
                    wire_reminder_gifts(self.core(), self.recommendations().recommend_gifts),
                    self.rates().background,
                    self.recommendations().background,
                ],
            )
        )
        self.diagnose = once(
            lambda: operations.wire_doctor(
                self.core(),
                self.embedder(),
                self.title_embedder(),
                push=self.push(),
                mail=self.mail(),
                count_embeddings=self.catalogue().embed_products().count,
                betterauth_keys=self.betterauth_keys(),
                prices=self.ai().prices,
                model_runs=self.ai().model_run_reads,
                development=self.development(),
            )
        )
