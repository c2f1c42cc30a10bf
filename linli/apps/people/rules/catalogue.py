"""Why the community keeps each field about its people, and for how long."""

from django.utils.translation import gettext_lazy as _

from linli.apps.people.rules.policies import (
    DECEASED_DAYS,
    MOVED_OUT_DAYS,
    TAG_DAYS,
    VIEW_LOG_DAYS,
)
from linli.kernel.catalogue import Field, LawfulBasis, Sensitivity, Text, catalogue

DUTY, CONSENT, TECHNICAL = (
    LawfulBasis.STATUTORY_DUTY,
    LawfulBasis.CONSENT,
    LawfulBasis.TECHNICAL,
)
PLAIN, PERSONAL, SENSITIVE = Sensitivity.PLAIN, Sensitivity.PERSONAL, Sensitivity.SENSITIVE

KNOW = _("to know who lives here and to serve them")
REACH = _("to reach the person, also in an emergency")
HOMES = _("to know who lives in which home")
FAMILY = _("to know who belongs together and whom to ask for somebody")
SERVE = _("to offer the help that fits")
PARTY = _("to invite members who reported to the community")
PROVE = _("to tell people of the same name apart, once and safely")
RIGHTS = _("to show what the person agreed to and asked for")
SAFE = _("to show who looked at what and why")
WORKS = _("to make the record work")


def _fields(names: str, purpose: Text, basis: LawfulBasis, level: Sensitivity, kept: str) -> None:
    """Declare several fields, written "Model.field Model.field", with the same reasons."""
    for name in names.split():
        model, field = name.split(".")
        catalogue(f"people.{model}", [Field(field, purpose, basis, level, kept)])


_fields(
    "Person.name Person.sex Person.birth_date Person.birth_derived Person.language_note",
    KNOW,
    DUTY,
    PERSONAL,
    MOVED_OUT_DAYS,
)
_fields("Person.deceased_on", KNOW, DUTY, PERSONAL, DECEASED_DAYS)
_fields("Person.party_member Person.membership_kind", PARTY, CONSENT, SENSITIVE, MOVED_OUT_DAYS)
_fields(
    "Person.short_number Person.search Person.registered_at Person.erased_at",
    WORKS,
    TECHNICAL,
    PLAIN,
    MOVED_OUT_DAYS,
)
_fields(
    "IdentityDocument.number_cipher IdentityDocument.number_hash IdentityDocument.last4 "
    "IdentityDocument.kind",
    PROVE,
    DUTY,
    SENSITIVE,
    MOVED_OUT_DAYS,
)
_fields(
    "IdentityDocument.person IdentityDocument.flags IdentityDocument.noted_at",
    WORKS,
    TECHNICAL,
    PLAIN,
    MOVED_OUT_DAYS,
)
_fields("Phone.cipher Phone.hash Phone.last4", REACH, DUTY, PERSONAL, MOVED_OUT_DAYS)
_fields(
    "Phone.person Phone.kind Phone.is_main Phone.noted_at", WORKS, TECHNICAL, PLAIN, MOVED_OUT_DAYS
)
_fields(
    "Residence.person Residence.place Residence.kind Residence.since Residence.until "
    "Household.dwelling Household.label Household.since Household.until",
    HOMES,
    DUTY,
    PERSONAL,
    MOVED_OUT_DAYS,
)
_fields(
    "Household.head HouseholdMember.household HouseholdMember.person HouseholdMember.relation "
    "HouseholdMember.since HouseholdMember.until Tie.person Tie.other Tie.kind Tie.since "
    "Tie.until Tie.proof",
    FAMILY,
    DUTY,
    PERSONAL,
    MOVED_OUT_DAYS,
)
_fields(
    "DictionaryEntry.kind DictionaryEntry.code DictionaryEntry.names DictionaryEntry.sensitive "
    "DictionaryEntry.active DictionaryEntry.sort",
    WORKS,
    TECHNICAL,
    PLAIN,
    "",
)
_fields("PersonTag.entry PersonTag.since PersonTag.until", SERVE, CONSENT, SENSITIVE, TAG_DAYS)
_fields("PersonTag.person PersonTag.ground PersonTag.consent", WORKS, TECHNICAL, PERSONAL, TAG_DAYS)
_fields(
    "Consent.person Consent.purpose Consent.version Consent.channel Consent.witness "
    "Consent.given_by Consent.given_at Consent.withdrawn_at",
    RIGHTS,
    DUTY,
    PERSONAL,
    VIEW_LOG_DAYS,
)
_fields(
    "Card.person Card.number Card.token_hash Card.issued_on Card.revoked_on",
    SERVE,
    CONSENT,
    PERSONAL,
    MOVED_OUT_DAYS,
)
_fields(
    "ViewLog.person ViewLog.field ViewLog.viewer ViewLog.viewer_name ViewLog.reason ViewLog.at",
    SAFE,
    DUTY,
    PERSONAL,
    VIEW_LOG_DAYS,
)
_fields(
    "DataRequest.person DataRequest.kind DataRequest.text DataRequest.made_at DataRequest.due_at "
    "DataRequest.state DataRequest.answer DataRequest.answered_at DataRequest.answered_by",
    RIGHTS,
    DUTY,
    PERSONAL,
    VIEW_LOG_DAYS,
)
