"""Who may do what with whom: the guards that keep people apart."""

from openrsd.casework.procedure.asking import PARTS, About, Tried, guard
from openrsd.casework.procedure.shapes import Part
from openrsd.texts import gettext as _


def _ruled_out(tried: Tried, user: str, *parts: Part) -> About | None:
    """What this user did in the case that rules the step out."""
    did = tried.facts.parts_of(user)
    found = next((part for part in parts if part in did), None)
    return {"part": _(PARTS[found])} if found else None


@guard("interviewer-is-independent", known_before=True)
def _interviewer_is_independent(tried: Tried) -> About | None:
    apart = (Part.REGISTERED, Part.SIGNED, Part.CONSULTED, Part.HEARD, Part.INTERPRETED)
    return _ruled_out(tried, tried.by, *apart)


@guard("assessor-is-independent", known_before=True)
def _assessor_is_independent(tried: Tried) -> About | None:
    apart = (Part.REGISTERED, Part.SIGNED, Part.CONSULTED, Part.HEARD, Part.INTERPRETED)
    return _ruled_out(tried, tried.by, *apart)


@guard("second-person-signs", known_before=True)
def _second_person_signs(tried: Tried) -> About | None:
    return {} if Part.ASSESSED in tried.facts.parts_of(tried.by) else None


@guard("reviewer-is-independent", known_before=True)
def _reviewer_is_independent(tried: Tried) -> About | None:
    apart = (Part.INTERVIEWED, Part.REGISTERED, Part.INTERPRETED, Part.HEARD)
    return _ruled_out(tried, tried.by, *apart)


@guard("appeal-is-independent", known_before=True)
def _appeal_is_independent(tried: Tried) -> About | None:
    apart = tuple(part for part in Part if part is not Part.HEARD)
    named = [user for part, user in tried.people if part is Part.HEARD]
    for user in (tried.by, *named):
        if found := _ruled_out(tried, user, *apart):
            return found
    return None


@guard("status-review-is-independent")
def _status_review_is_independent(tried: Tried) -> About | None:
    signer = tried.user("headquarters-signer")
    people = [tried.by, *([signer] if signer else [])]
    apart = {Part.EXAMINED, Part.AUTHORISED, Part.HEARD}
    same = len(set(people)) < len(people)
    return {} if same or any(tried.facts.parts_of(user) & apart for user in people) else None


@guard("authorised-by-another")
def _authorised_by_another(tried: Tried) -> About | None:
    return {} if tried.user("authorised-by") in {None, tried.by} else None


@guard("both-signers-agree")
def _both_signers_agree(tried: Tried) -> About | None:
    signed, assessed = tried.facts.last_decision(), tried.facts.last("T8")
    both = {signed.by if signed else "", assessed.by if assessed else ""}
    return None if {tried.by, tried.user("other-signer")} == both else {}
