"""One lawful question of each role, and every field that answers it: typed, so that none is lost unseen."""

from __future__ import annotations

# Role: purpose, and as what its matter names the subject.
ASKING = {
    "police_member": ("ASSESSMENT", "VICTIM"),
    "police_fv_unit": ("ASSESSMENT", "VICTIM"),
    "cip_analyst": ("CIP_REQUEST", "ALLEGED"),
    "tod_victim_side": ("ASSESSMENT", "VICTIM"),
    "tod_perpetrator_side": ("ASSESSMENT", "ALLEGED"),
    "specialist_fv": ("ASSESSMENT", "VICTIM"),
    "mens_service": ("ASSESSMENT", "ALLEGED"),
    "cp_practitioner": ("CYFA_STATUTORY", "CHILD"),
    "cp_team_manager": ("CYFA_STATUTORY", "CHILD"),
    "court_registrar": ("COURT", "VICTIM"),
    "corrections_officer": ("PROTECTION", "ALLEGED"),
    "homelessness": ("PROTECTION", "VICTIM"),
}

# Noun: its fields, and the roles that are shown them; a field of no role is not here.
SHOWN: dict[str, list[tuple[str, str]]] = {
    "PersonRecord": [
        (
            "all",
            "familyName givenNames initials birthDate birthYear ageStated sex gender personNumber "
            "relationToAffected relationToRespondent standing occupation workplace school currentCare "
            "whereabouts safeContact contactConsent safeTimeToCall",
        ),
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side "
            "specialist_fv mens_service cp_practitioner cp_team_manager corrections_officer "
            "homelessness",
            "aboriginalStatus countryOfBirth language interpreterNeeded lgbtiq communities "
            "disabilities supportNeeds pregnant mentalHealth olderPerson carer",
        ),
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side "
            "specialist_fv mens_service cp_team_manager corrections_officer homelessness",
            "firearmsAccess firearmsLicence exposures",
        ),
        (
            "police_fv_unit cip_analyst corrections_officer",
            "custodyStatus",
        ),
    ],
    "PersonName": [
        (
            "all",
            "nameType familyName givenNames",
        ),
    ],
    "Contact": [
        (
            "all",
            "kind value safe note",
        ),
    ],
    "Address": [
        (
            "all",
            "purpose line suburb postcode state lga suppressed safeToMail validFrom validTo",
        ),
    ],
    "Incident": [
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side "
            "specialist_fv mens_service cp_team_manager corrections_officer homelessness",
            "portalId leapIncident leapSubIncident formVersion createdAt submittedAt amendedAt "
            "occurredFrom occurredTo locationType weaponUsed weapons injuries strangulation "
            "threatToKill propertyDamage alcohol drugs petsHarmed sexualViolence offences "
            "childrenPresent childrenCount priorReportsBetween priorReportsRespondent "
            "priorReportsAffected breachesRecorded actions weaponsSeized fviuManaged "
            "misidentificationReview",
        ),
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side "
            "specialist_fv mens_service cp_team_manager homelessness",
            "relationship relationshipCurrency livingTogether separatedOn",
        ),
        (
            "police_member police_fv_unit tod_victim_side specialist_fv cp_team_manager "
            "corrections_officer homelessness",
            "fearLevel riskToolVersion riskItems riskScore riskOverrideBand riskOverrideReason",
        ),
        (
            "police_member police_fv_unit cip_analyst tod_victim_side specialist_fv cp_team_manager "
            "corrections_officer homelessness",
            "riskScheme riskBand riskAssessedOn",
        ),
        (
            "police_member police_fv_unit tod_victim_side tod_perpetrator_side specialist_fv "
            "mens_service cp_team_manager corrections_officer homelessness",
            "narrative",
        ),
        (
            "police_member police_fv_unit cip_analyst corrections_officer",
            "chargesLaid chargesPending",
        ),
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side "
            "specialist_fv mens_service cp_team_manager corrections_officer",
            "currentOrder previousOrders",
        ),
        (
            "police_fv_unit cip_analyst tod_victim_side cp_team_manager",
            "childDecision childDecisionGrounds childProtectionKnown",
        ),
        (
            "police_fv_unit tod_victim_side specialist_fv cp_team_manager homelessness",
            "safetyPlanMade",
        ),
        (
            "police_fv_unit tod_victim_side",
            "memberName memberNumber memberRank station supervisorName supervisorApprovedAt caseOwner "
            "wantsAction reasonNotReferred reviewOn",
        ),
        (
            "cp_team_manager",
            "reportedAt howReported reporterName reporterRole",
        ),
    ],
    "Attendance": [
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side "
            "specialist_fv mens_service cp_team_manager corrections_officer homelessness",
            "number attendedFrom attendedTo",
        ),
    ],
    "Order": [
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side "
            "specialist_fv mens_service cp_practitioner cp_team_manager court_registrar "
            "corrections_officer",
            "instrument orderKind orderNumber state madeOn servedOn startsOn conditions court",
        ),
        (
            "all",
            "served endsOn inForce housingConditions",
        ),
    ],
    "Referral": [
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side "
            "specialist_fv mens_service cp_practitioner corrections_officer homelessness",
            "state",
        ),
        (
            "police_fv_unit tod_victim_side tod_perpetrator_side specialist_fv mens_service "
            "cp_practitioner homelessness",
            "party serviceType service formal consent referredAt area",
        ),
    ],
}
# Of 582 values that each world holds: how many are shown. Fewer is a fault.
VALUES = {
    "police_member": 357,
    "police_fv_unit": 490,
    "cip_analyst": 247,
    "tod_victim_side": 478,
    "tod_perpetrator_side": 240,
    "specialist_fv": 477,
    "mens_service": 239,
    "cp_practitioner": 317,
    "cp_team_manager": 466,
    "court_registrar": 80,
    "corrections_officer": 189,
    "homelessness": 355,
}
