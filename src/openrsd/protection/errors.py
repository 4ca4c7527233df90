"""What is refused about bars, alerts, letters and incidents, each in one sentence."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import shown


class NoSuchBasis(Refusal):
    """Not one of the bases of law.md §9."""

    code = "no-such-basis"
    sentence = shown("There is no such basis of a bar to removal; choose one of the law.")


class NoSuchDestination(Refusal):
    """Not a country."""

    code = "no-such-destination"
    sentence = shown("A bar is asked of one country at a time; name it by its three letters.")


class NoReasons(Refusal):
    """Nothing is negated without reasons."""

    code = "no-reasons"
    sentence = shown("Write the reasons, in at least 40 characters; without them the bar stands.")


class OnePerson(Refusal):
    """Drafter and signer are one."""

    code = "one-person"
    sentence = shown("Whoever drafted this cannot sign it; a second person has to.")


class NobodyDrafted(Refusal):
    """The first of the two people is somebody who worked on the claim."""

    code = "nobody-drafted"
    sentence = shown(
        "Whoever is named as the drafter never worked on this claim as officer, specialist or"
        " reviewer; the bar stands. Name who drafted this."
    )


class ClaimPending(Refusal):
    """The claim protects as long as it is not refused for good."""

    code = "claim-pending"
    sentence = shown(
        "The claim is not refused for good, so it protects the person; every bar stands."
    )


class RecipientReturnsPeople(Refusal):
    """Nothing is written to those from whom the person is protected, or who hand people to them."""

    code = "recipient-returns-people"
    sentence = shown(
        "No letter can go to an authority of this state: the person fears it, comes from it, or it "
        "is recorded as returning people. Call the UNHCR liaison and a lawyer now."
    )


class OriginsUnknown(Refusal):
    """Whether a recipient is safe cannot be said."""

    code = "origins-unknown"
    sentence = shown(
        "No country is recorded of this person, so nobody can say whether a letter is safe. Record "
        "the nationality first, or where the person lived; as the person says it is enough."
    )


class NobodyToCall(Refusal):
    """A letter without a telephone number helps nobody."""

    code = "nobody-to-call"
    sentence = shown(
        "The letter would name nobody to call: an administrator writes contacts into "
        "certificates.yaml. Telephone the authority meanwhile."
    )


class AlertEnded(Refusal):
    """What has ended stays as it is."""

    code = "alert-ended"
    sentence = shown("This alert has ended. If there is a new danger, raise a new alert.")


class FileTooLarge(Refusal):
    """A file that cannot be kept."""

    code = "file-too-large"
    sentence = shown("The file is empty or larger than 10 MB; choose another, or split it.")


class NotOfThisIncident(Refusal):
    """A correction stands beside what it corrects."""

    code = "not-of-this-incident"
    sentence = shown("What is to be corrected is not an entry of this incident; choose it again.")


class NoSuchPerson(Refusal):
    """Nobody has this number, or nobody of whom she who asks is on duty."""

    code = "no-such-person"
    sentence = shown("Nobody with this number is assigned to you; compare the number on the card.")
