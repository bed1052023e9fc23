"""Wiring of reminders: planning, policies and preferences, and the dispatch of due reminders."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

from gifter_adapters.mail_templates.rendering import JinjaMailTemplates
from gifter_adapters.postgres.reminders.gifts import PostgresReminderGifts
from gifter_app.settings import Settings
from gifter_app.use_cases.recommendations.recommend_gifts import RecommendGifts
from gifter_app.use_cases.reminders.choose_gifts import ChooseReminderGifts
from gifter_app.use_cases.reminders.dispatch_due_reminders import LEASE, DispatchDueReminders
from gifter_app.use_cases.reminders.manage_policies import ManageReminderPolicies
from gifter_app.use_cases.reminders.manage_preferences import ManagePreferences
from gifter_app.use_cases.reminders.plan_everybody import PlanEverybody
from gifter_app.use_cases.reminders.plan_reminders import PlanReminders
from gifter_app.use_cases.reminders.preview_reminders import PreviewReminders
from gifter_app.use_cases.reminders.send_notices import SendNotices
from gifter_app.use_cases.reminders.unsubscribe import Unsubscribe
from gifter_app.use_cases.reminders.write_messages import WriteReminderMessages
from gifter_app.wiring.background import Background
from gifter_app.wiring.core import Core
from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.identity.device import Platform
from gifter_domain.notifications.senders import Mail, Push
from gifter_domain.notifications.unsubscribe import UnsubscribeLinks
from gifter_domain.reminders.content.occasion_names import OccasionNames


@dataclass(frozen=True)
class RemindersUseCases:
    preview_reminders: PreviewReminders
    plan_everybody: PlanEverybody
    manage_reminder_policies: ManageReminderPolicies
    manage_preferences: ManagePreferences
    unsubscribe_links: UnsubscribeLinks
    unsubscribe: Unsubscribe
    write_reminder_messages: WriteReminderMessages
    dispatch_due_reminders: DispatchDueReminders
    background: Background


def wire_reminders(
    core: Core,
    plan_reminders: PlanReminders,
    pushes: Mapping[Platform, Push],
    mail: Mail,
    lease: timedelta = LEASE,
) -> RemindersUseCases:
    plan_everybody = PlanEverybody(core.transactions, plan_reminders, core.clock)
    links = unsubscribe_links(core.settings)
    write_messages = WriteReminderMessages(
        core.wording,
        OccasionNames(core.wording, core.holiday_calendar),
        JinjaMailTemplates(),
        app_url=core.settings.links.app_url,
        mail_url=app_url_in_mail(core.settings),
        shop_links=ShopLinks(core.settings.links.product_url_template),
        unsubscribe_url=links.link,
        mail_domain=core.settings.mail.domain(),
    )
    dispatch = DispatchDueReminders(
        core.transactions,
        SendNotices(write_messages, pushes, mail),
        core.shared_clock,
        core.ids,
        jitter=random.random,
        lease=lease,
    )
    return RemindersUseCases(
        preview_reminders=PreviewReminders(core.transactions, plan_reminders, core.clock),
        plan_everybody=plan_everybody,
        manage_reminder_policies=ManageReminderPolicies(core.transactions, core.ids),
        manage_preferences=ManagePreferences(core.transactions),
        unsubscribe_links=links,
        unsubscribe=Unsubscribe(links, core.transactions),
        write_reminder_messages=write_messages,
        dispatch_due_reminders=dispatch,
        background=Background(
            sweeps=[plan_everybody.roll_forward],
            duties=[plan_everybody.plan_changed, dispatch.execute],
        ),
    )


def wire_reminder_gifts(core: Core, recommend_gifts: RecommendGifts) -> Background:
    """Returns the background work that chooses gifts for reminders."""
    choose = ChooseReminderGifts(
        PostgresReminderGifts(core.database), recommend_gifts.suggest, core.clock, core.shared_clock
    )
    return Background(sweeps=[choose.execute])


def unsubscribe_links(settings: Settings) -> UnsubscribeLinks:
    """Builds the signer of unsubscribe links.

    If no secret is set, it makes one, so links are valid only as long as this process runs. That is
    enough while mail is written to a file; a mail server requires a secret.
    """
    secrets = settings.links.accepted_secrets() or (token_urlsafe(32),)
    return UnsubscribeLinks(secrets, _public_url(settings))


def app_url_in_mail(settings: Settings) -> str:
    """Returns the start of links to screens of the app for mail programs.

    They follow only web addresses: if the app has others, a page of ours opens it.
    """
    app_url = settings.links.app_url
    return app_url if app_url.startswith("http") else f"{_public_url(settings)}/open/"


def _public_url(settings: Settings) -> str:
    here = f"http://{settings.http.host}:{settings.http.port}"  # without a mail server
    return (settings.links.public_url or here).rstrip("/")
