"""What the columns of a caseload's structure say. Findings and facts are explained by the law."""

from openrsd.texts import shown

MEANINGS = shown(
    {
        "case": "An id of your own for the case; nothing that tells who it is.",
        "asylum": "The country of asylum, ISO 3166-1 alpha-3.",
        "authority": "Who determines: state, unhcr or joint. Empty is state.",
        "status": "waiting, refused, complementary or recognised. Empty is waiting.",
        "claim_pending": "Whether the claim is not finally refused. Empty is yes.",
        "facts": "Facts as they are recorded; a fact that is not known stays empty.",
        "indicators": "Marks that a person set and that open a branch on the authority's burden.",
        "findings": "Findings on the person: 0 no, 1 open, 2 yes, 3 unresolved, 4 not reached.",
        "rests_on": "On which edition of which source a finding rests, for those findings that do.",
        "rests_on.element": "The finding.",
        "rests_on.source": "A source of country guidance, a country (its guidance), or law.",
        "rests_on.edition": "Of guidance its edition, of a source its date, of law its version.",
        "answers": "What a person answered to proposals of country guidance.",
        "answers.proposal": "profile, or profile:element.",
        "answers.answer": "accepted or rebutted.",
        "answers.edition": "The edition of the guidance that was answered.",
        "hypotheses": "Readings of the nationality, where there is more than one.",
        "hypotheses.id": "An id within the case.",
        "hypotheses.nationality": "Countries of nationality under this reading.",
        "hypotheses.former_habitual_residence": "Of a stateless person, under this reading.",
        "countries_complete": "A person recorded, with reasons, that there is no other country.",
        "countries": "Every country of which anything is said in the case, once.",
        "countries.code": "ISO 3166-1 alpha-3; for another nationality that is not named, any id.",
        "countries.basis": "nationality or former-habitual-residence. Empty for others and for "
        "destinations, and wherever hypotheses are given.",
        "countries.other": "Its nationality is alleged besides: on the authority's burden.",
        "countries.destination": "Removal there is spoken of. The others are destinations anyway.",
        "countries.harms_complete": "A person recorded, with reasons, that no other is feared.",
        "countries.indicators": "Marks that speak of this country.",
        "countries.findings": "Findings on it as of reference, as another, as a destination.",
        "countries.harms": "What is feared there.",
        "countries.harms.id": "An id within the country.",
        "countries.harms.kind": "The kind of harm, by which guidance finds it.",
        "countries.harms.stated": "The person states this fear. Empty is yes.",
        "countries.harms.findings": "Findings on this harm.",
        "countries.areas": "Areas that the authority names as an alternative.",
        "countries.areas.id": "An id within the country.",
        "countries.areas.findings": "Findings on the area.",
        "countries.areas.by_harm": "For each of the country's harms, in their order, what is found "
        "of the area and that harm; or nothing at all.",
        "countries.areas.by_harm.findings": "Findings on the area and the harm.",
        "acts": "Acts that may lead to exclusion, named by the authority.",
        "acts.id": "An id within the case.",
        "acts.findings": "Findings on the act.",
    }
)
