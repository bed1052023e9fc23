"""Wiring of recipients, friends and blocks."""

from dataclasses import dataclass

from gifter_adapters.contact_files.reader import ContactFiles
from gifter_adapters.postgres.people.finding import PostgresPeopleReads
from gifter_adapters.postgres.people.friends import PostgresFriendReads
from gifter_adapters.postgres.people.recipient_reads import PostgresRecipientReads
from gifter_app.use_cases.people.find_people import FindPeople
from gifter_app.use_cases.people.import_recipients import ImportRecipients
from gifter_app.use_cases.people.manage_friendships import ManageFriendships
from gifter_app.use_cases.people.manage_profile import ManageProfile
from gifter_app.use_cases.people.manage_recipients import ManageRecipients
from gifter_app.wiring.background import Background
from gifter_app.wiring.core import Core
from gifter_domain.people.friends_ports import FriendReads
from gifter_domain.people.recipient_ports import RecipientReads


@dataclass(frozen=True)
class PeopleUseCases:
    find_people: FindPeople
    manage_friendships: ManageFriendships
    friend_reads: FriendReads
    manage_recipients: ManageRecipients
    import_recipients: ImportRecipients
    manage_profile: ManageProfile
    recipient_reads: RecipientReads
    background: Background


def wire_people(core: Core) -> PeopleUseCases:
    manage_recipients = ManageRecipients(core.transactions, core.ids, core.clock)
    people_reads = PostgresPeopleReads(core.database)
    return PeopleUseCases(
        find_people=FindPeople(people_reads, core.transactions, core.codes, core.clock),
        manage_friendships=ManageFriendships(core.transactions, core.ids, core.clock),
        friend_reads=PostgresFriendReads(core.database),
        manage_recipients=manage_recipients,
        import_recipients=ImportRecipients(core.transactions, ContactFiles(), core.ids, core.clock),
        manage_profile=ManageProfile(core.transactions, core.clock),
        recipient_reads=PostgresRecipientReads(core.database, core.clock),
        background=Background(sweeps=[manage_recipients.remove_expired]),
    )
