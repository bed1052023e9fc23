"""Personal data of accounts and devices."""

from gifter_adapters.postgres.core.personal import WHILE_ACCOUNT, Erasure, operational, personal
from gifter_adapters.postgres.identity.tables import device, user_account

PERSONAL = (
    personal(
        user_account,
        {
            "auth_provider": "the identity provider that the user signs in with",
            "auth_user_id": "the user's id at that provider",
            "email": "the user's e-mail address",
            "email_verified": "whether the provider verified that address",
            "phone": "the user's verified telephone number",
            "display_name": "the user's name",
            "avatar_url": "the address of the user's picture",
            "timezone": "where the user lives, to within a time zone",
            "language": "the user's language",
            "default_currency": "the currency of the user's budgets",
        },
        kept=WHILE_ACCOUNT,
    ),
    operational(user_account, "status", kept=WHILE_ACCOUNT),
    personal(
        device,
        {
            "user_id": "the user who signed in on the device",
            "platform": "the kind of device",
            "token": "the device's address for push notices",
            "app_version": "the version of the app on it",
            "build_number": "the build of the app on it",
        },
        kept="until the user signs out on the device, Apple reports it gone, or the account ends",
        erasure=Erasure.DELETE_ROW,
    ),
)
