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
    "system_connector": ("OWN_CASE", "VICTIM"),
}

# Noun: its fields, and the roles that are shown them; a field of no role is not here.
SHOWN: dict[str, list[tuple[str, str]]] = {
    "PersonRecord": [
        (
            "all",
            "familyName givenNames initials birthDate birthYear ageStated sex gender personNumber "
            "relationToAffected relationToRespondent standing occupation workplace school currentCare "
            "whereabouts safeContact contactConsent safeTimeToCall relationToChild",
        ),
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side specialist_fv "
            "mens_service cp_practitioner cp_team_manager corrections_officer homelessness system_connector",
            "aboriginalStatus countryOfBirth language interpreterNeeded lgbtiq communities disabilities "
            "supportNeeds pregnant mentalHealth olderPerson carer",
        ),
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side specialist_fv "
            "mens_service cp_practitioner cp_team_manager corrections_officer homelessness system_connector",
            "firearmsAccess firearmsLicence exposures",
        ),
        (
            "police_fv_unit cip_analyst corrections_officer system_connector",
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
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side specialist_fv "
            "mens_service cp_practitioner cp_team_manager corrections_officer homelessness system_connector",
            "portalId leapIncident leapSubIncident formVersion createdAt submittedAt amendedAt "
            "occurredFrom occurredTo locationType weaponUsed weapons injuries strangulation threatToKill "
            "propertyDamage alcohol drugs petsHarmed sexualViolence offences childrenPresent "
            "childrenCount priorReportsBetween priorReportsRespondent priorReportsAffected "
            "breachesRecorded actions weaponsSeized fviuManaged misidentificationReview correctionOpen",
        ),
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side specialist_fv "
            "mens_service cp_practitioner cp_team_manager homelessness system_connector",
            "relationship relationshipCurrency livingTogether separatedOn",
        ),
        (
            "police_member police_fv_unit tod_victim_side specialist_fv cp_practitioner cp_team_manager "
            "corrections_officer homelessness system_connector",
            "fearLevel riskToolVersion riskItems riskScore riskOverrideBand riskOverrideReason",
        ),
        (
            "police_member police_fv_unit cip_analyst tod_victim_side specialist_fv cp_practitioner "
            "cp_team_manager corrections_officer homelessness system_connector",
            "riskScheme riskBand riskAssessedOn",
        ),
        (
            "police_member police_fv_unit tod_victim_side tod_perpetrator_side specialist_fv mens_service "
            "cp_practitioner cp_team_manager corrections_officer homelessness",
            "narrative extractReaders",
        ),
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side specialist_fv mens_service "
            "cp_practitioner cp_team_manager corrections_officer homelessness",
            "extract",
        ),
        (
            "police_member police_fv_unit cip_analyst corrections_officer system_connector",
            "chargesLaid chargesPending",
        ),
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side specialist_fv "
            "mens_service cp_practitioner cp_team_manager corrections_officer system_connector",
            "currentOrder previousOrders",
        ),
        (
            "police_fv_unit cip_analyst tod_victim_side cp_practitioner cp_team_manager system_connector",
            "childDecision childDecisionGrounds childProtectionKnown",
        ),
        (
            "police_fv_unit tod_victim_side specialist_fv cp_practitioner cp_team_manager homelessness",
            "safetyPlanMade",
        ),
        (
            "police_fv_unit tod_victim_side cp_practitioner system_connector",
            "memberName memberNumber memberRank station supervisorName supervisorApprovedAt caseOwner "
            "wantsAction reasonNotReferred reviewOn",
        ),
        (
            "cp_practitioner cp_team_manager",
            "reportedAt howReported reporterName reporterRole",
        ),
    ],
    "Attendance": [
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side specialist_fv "
            "mens_service cp_practitioner cp_team_manager corrections_officer homelessness system_connector",
            "number attendedFrom attendedTo",
        ),
    ],
    "Order": [
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side specialist_fv "
            "mens_service cp_practitioner cp_team_manager court_registrar corrections_officer system_connector",
            "instrument orderKind orderNumber state madeOn servedOn startsOn conditions court caseNumber "
            "applicantType appliedOn noticeNumber familyLawOrders recognisedNationally madeAt servedAt "
            "endedAt doubts",
        ),
        (
            "all",
            "served endsOn inForce housingConditions",
        ),
    ],
    "Referral": [
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side specialist_fv "
            "mens_service cp_practitioner corrections_officer homelessness system_connector",
            "state",
        ),
        (
            "police_fv_unit tod_victim_side tod_perpetrator_side specialist_fv mens_service "
            "cp_practitioner homelessness system_connector",
            "party serviceType service formal consent referredAt area",
        ),
    ],
    "Condition": [
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side specialist_fv "
            "mens_service cp_practitioner cp_team_manager court_registrar corrections_officer system_connector",
            "kind distanceM exceptions suspended fromOn untilOn",
        ),
        (
            "police_member police_fv_unit tod_victim_side specialist_fv mens_service cp_practitioner "
            "cp_team_manager court_registrar corrections_officer",
            "persons text",
        ),
    ],
    "OrderService": [
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side specialist_fv "
            "mens_service cp_practitioner cp_team_manager court_registrar corrections_officer system_connector",
            "at served method servedBy",
        ),
        (
            "police_member police_fv_unit tod_victim_side specialist_fv mens_service cp_practitioner "
            "cp_team_manager court_registrar corrections_officer",
            "note",
        ),
    ],
    "OrderStep": [
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side specialist_fv "
            "mens_service cp_practitioner cp_team_manager court_registrar corrections_officer system_connector",
            "at state possible",
        ),
        (
            "police_member police_fv_unit tod_victim_side specialist_fv mens_service cp_practitioner "
            "cp_team_manager court_registrar corrections_officer",
            "note",
        ),
    ],
    "CourtFile": [
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side specialist_fv "
            "mens_service cp_practitioner cp_team_manager court_registrar corrections_officer system_connector",
            "fileNumber kind court openedOn nextHearingAt",
        ),
    ],
    "Hearing": [
        (
            "police_member police_fv_unit cip_analyst tod_victim_side tod_perpetrator_side specialist_fv "
            "mens_service cp_practitioner cp_team_manager court_registrar corrections_officer system_connector",
            "at kind outcome",
        ),
        (
            "police_member police_fv_unit tod_victim_side specialist_fv mens_service cp_practitioner "
            "cp_team_manager court_registrar corrections_officer",
            "note",
        ),
    ],
    "Charge": [
        (
            "police_member police_fv_unit cip_analyst court_registrar corrections_officer system_connector",
            "chargeNumber leapIncident offence division offenceText section occurredAt chargedOn "
            "orderNumber conditions state outcome outcomeOn sentence bail warrant riskRelevant "
            "familyViolenceOffence violenceOffence chargePending onBail doubts",
        ),
        (
            "police_member police_fv_unit court_registrar corrections_officer",
            "sentenceText bailConditions extractReaders",
        ),
        (
            "police_member police_fv_unit cip_analyst court_registrar corrections_officer",
            "extract",
        ),
    ],
    "CustodyEpisode": [
        (
            "police_fv_unit cip_analyst corrections_officer system_connector",
            "episodeNumber kind fromAt releasedAt releaseKind releaseExpectedOn paroleEligibleOn "
            "inCustody prison doubts",
        ),
    ],
    "Movement": [
        (
            "police_fv_unit cip_analyst corrections_officer system_connector",
            "at kind toPlace",
        ),
    ],
    "Supervision": [
        (
            "police_fv_unit cip_analyst corrections_officer system_connector",
            "supervisionNumber kind fromOn untilOn state compliance doubts",
        ),
        (
            "police_fv_unit corrections_officer",
            "complianceNote conditions extractReaders",
        ),
        (
            "police_fv_unit cip_analyst corrections_officer",
            "extract",
        ),
    ],
    "Programme": [
        (
            "police_fv_unit cip_analyst corrections_officer system_connector",
            "kind name state fromOn untilOn",
        ),
    ],
    "RiskAssessment": [
        (
            "police_member police_fv_unit tod_victim_side tod_perpetrator_side specialist_fv mens_service "
            "cp_practitioner cp_team_manager corrections_officer homelessness system_connector",
            "assessmentNumber kind tool toolVersion toolLimits scheme level assessedOn selfAssessedLevel "
            "practiceLevel assessorName doubts informedByNumber",
        ),
        (
            "police_member police_fv_unit tod_victim_side specialist_fv mens_service cp_practitioner "
            "cp_team_manager corrections_officer homelessness",
            "rationale extractReaders",
        ),
        (
            "police_member police_fv_unit tod_victim_side tod_perpetrator_side specialist_fv mens_service "
            "cp_practitioner cp_team_manager corrections_officer homelessness",
            "extract",
        ),
    ],
    "RiskObservation": [
        (
            "police_member police_fv_unit tod_victim_side tod_perpetrator_side specialist_fv mens_service "
            "cp_practitioner cp_team_manager corrections_officer homelessness system_connector",
            "factor serious presence firstSeenOn lastSeenOn",
        ),
        (
            "police_member police_fv_unit tod_victim_side specialist_fv mens_service cp_practitioner "
            "cp_team_manager corrections_officer homelessness",
            "evidence",
        ),
    ],
    "SafetyPlan": [
        (
            "police_fv_unit tod_victim_side specialist_fv cp_practitioner cp_team_manager homelessness",
            "madeOn reviewOn state",
        ),
    ],
    "SafetyStep": [
        (
            "police_fv_unit tod_victim_side specialist_fv cp_practitioner cp_team_manager homelessness",
            "kind text doneOn",
        ),
    ],
    "ProtectionReport": [
        (
            "police_fv_unit cip_analyst tod_victim_side cp_practitioner cp_team_manager court_registrar "
            "system_connector",
            "reportNumber receivedOn harm harmSubstantiated classification classifiedOn investigated "
            "outcome outcomeOn openNow doubts",
        ),
        (
            "police_fv_unit tod_victim_side cp_practitioner cp_team_manager",
            "concerns extractReaders",
        ),
        (
            "police_fv_unit cip_analyst tod_victim_side cp_practitioner cp_team_manager",
            "extract",
        ),
        (
            "cp_practitioner cp_team_manager",
            "reporterName reporterRole",
        ),
    ],
    "Consultation": [
        (
            "police_fv_unit cip_analyst tod_victim_side cp_practitioner cp_team_manager court_registrar "
            "system_connector",
            "kind withWhom on",
        ),
        (
            "police_fv_unit tod_victim_side cp_practitioner cp_team_manager",
            "advice",
        ),
    ],
    "ProtectionOrder": [
        (
            "police_fv_unit cip_analyst tod_victim_side cp_practitioner cp_team_manager court_registrar "
            "system_connector",
            "kind madeOn endsOn",
        ),
    ],
    "ScannedDocument": [
        (
            "police_fv_unit cip_analyst tod_victim_side cp_practitioner cp_team_manager court_registrar "
            "system_connector",
            "kind sha256 dpi pointer scannedOn",
        ),
    ],
}
# Of 898 values that each world holds: how many are shown. Fewer is a fault.
VALUES = {
    "police_member": 488,
    "police_fv_unit": 862,
    "cip_analyst": 453,
    "tod_victim_side": 724,
    "tod_perpetrator_side": 341,
    "specialist_fv": 625,
    "mens_service": 348,
    "cp_practitioner": 724,
    "cp_team_manager": 705,
    "court_registrar": 167,
    "corrections_officer": 386,
    "homelessness": 387,
    "system_connector": 418,
}
