"""One man's life as five agencies recorded it: two partners, three children. All invented.

    2023  Police take Imogen for the one who used violence. Nobody looks at it again until June 2026.
    2024  He assaults Imogen; a notice, an interim order and a final order follow. Child Protection substantiates harm
          to Elka. The Orange Door assesses Imogen's risk and plans with her; a men's service assesses him.
          He breaks the order three times in September, ...
    2025  ... and twice more, forty days apart. He is remanded, sentenced and released, moves in with Tess and her
          son Finn in Ballarat, and assaults her.
    2026  A final order protects Tess. He breaks it, and is on bail.

Each agency has its own numbers and spellings: he is Silas Garrowan, to Corrections Garowan, to Child Protection Sy
Hollow; Imogen is Pardalotte to the court; Elka has her mother's name at Child Protection.
"""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]
NOTICE, INTERIM, FINAL, FOR_TESS = "N24000210", "K24000777/1", "K24000777/2", "K25000990/1"
POLICE_NUMBERS = {"him": "50001001", "imogen": "50001002", "jory": "50001003", "elka": "50001004",
                  "tess": "50001005", "finn": "50001006"}  # fmt: skip
CASSINIA = {"purpose": "RESIDENCE", "line": "12 Cassinia Street", "suburb": "Ararat", "postcode": "3377"}
MISTLETOE = {"purpose": "RESIDENCE", "line": "5 Mistletoe Court", "suburb": "Ballarat", "postcode": "3350"}
STURT = {"purpose": "RESIDENCE", "line": "Flat 2, 40 Sturt Street", "suburb": "Ballarat", "postcode": "3350"}
BREACHES = {
    1: "2024-09-01T20:00:00+10:00",
    2: "2024-09-12T18:45:00+10:00",
    3: "2024-09-25T22:10:00+10:00",  # 24 days after the first
    4: "2025-01-10T23:30:00+11:00",
    5: "2025-02-20T21:15:00+11:00",  # 41 days after the fourth
    6: "2026-03-15T19:20:00+11:00",  # against Tess
}


def person(family: str, given: str, born: str, sex: str, phone: str = "", **more: Any) -> Row:
    contacts = {"contacts": [{"kind": "PHONE", "value": phone}]} if phone else {}
    return {"family_name": family, "given_names": given, "birth_date": born, "sex": sex, **contacts, **more}


def him(**more: Any) -> Row:
    return person(**{"family": "Garrowan", "given": "Silas", "born": "1986-05-17", "sex": "MALE",
                     "phone": "0491 570 006", **more})  # fmt: skip


def imogen(**more: Any) -> Row:
    return person(**{"family": "Pardalote", "given": "Imogen", "born": "1989-11-03", "sex": "FEMALE",
                     "phone": "0491 570 156", **more})  # fmt: skip


def tess(**more: Any) -> Row:
    return person("Whimbrel", "Tess", "1991-04-22", "FEMALE", "0491 570 157", **more)


def jory(**more: Any) -> Row:
    return person("Garrowan", "Jory", "2014-02-11", "MALE", addresses=[CASSINIA], **more)


def elka(family: str = "Garrowan", **more: Any) -> Row:
    return person(family, "Elka", "2017-08-30", "FEMALE", addresses=[CASSINIA], **more)


def finn(**more: Any) -> Row:
    return person("Whimbrel", "Finn", "2019-10-05", "MALE", addresses=[MISTLETOE], **more)


def numbered(who: str, said: Row, **more: Any) -> Row:
    """As police have somebody."""
    return {"person_number": POLICE_NUMBERS[who], **said, **more}


def police_him(**more: Any) -> Row:
    return numbered("him", him(aliases=[{"given_names": "Sy", "family_name": "Hollow"}]), **more)


def report(name: str, at: str, affected: Row, respondent: Row, offence: str, **more: Any) -> Row:
    about = {"portal_id": f"L17-{name}", "version": 1, "submitted_at": at, "leap_incident": f"LEAP {name}"}
    return {
        "report": {**about, **more.pop("about", {})},
        "incident": {"occurred_from": at, "offences": [offence], **more.pop("incident", {})},
        "affected": affected,
        "respondent": respondent,
        **more,
    }


def referred() -> Row:
    """To The Orange Door, the men's line and Child Protection."""
    parts = (("AFFECTED", "ORANGE_DOOR", "TOD-CENTRAL-HIGHLANDS"), ("RESPONDENT", "MENS_REFERRAL", "MRS"),
             ("CHILD", "CHILD_PROTECTION", "CPI-CENTRAL-HIGHLANDS"))  # fmt: skip
    return {"made": [{"party": party, "service_type": kind, "service": service} for party, kind, service in parts]}


def mistaken(version: int = 1, **about: Any) -> Row:
    """March 2023: she is written down as the respondent, and he as the one harmed."""
    at = "2023-03-04T19:30:00+11:00"
    her = numbered("imogen", imogen(), addresses=[CASSINIA])
    return report("MISTAKEN", at, police_him(), her, "0213", about={"version": version, **about})


def under_review() -> Row:
    """June 2026: the same report, and who used violence in it is under review."""
    return mistaken(2, amended_at="2026-06-20T10:00:00+10:00", misidentification_review=True)


def first_assault() -> Row:
    """10 February 2024: the children are there, and police give him a notice that night."""
    notice = {"restrained": "RESPONDENT", "protected_children": [1, 2], "kind": "FVSN", "number": NOTICE,
              "state": "NOTICE_SERVED", "made_on": "2024-02-11", "served_on": "2024-02-11"}  # fmt: skip
    return report(
        "FIRST", "2024-02-10T21:30:00+11:00", numbered("imogen", imogen(), addresses=[CASSINIA]),
        police_him(addresses=[CASSINIA]), "0213", orders=[notice], referrals=referred(),
        children={"listed": [numbered("jory", jory()), numbered("elka", elka())]},
    )  # fmt: skip


def breach(which: int) -> Row:
    """The first report has another last day of the order than the court; the fourth does not know his number."""
    he, more = police_him(), {}
    if which == 1:
        more["orders"] = [{"restrained": "RESPONDENT", "kind": "FINAL", "number": FINAL, "state": "FINAL_SERVED",
                           "made_on": "2024-05-06", "served_on": "2024-05-08", "ends_on": "2025-05-05"}]  # fmt: skip
    if which == 4:
        he = him(phone="")
    her = numbered("imogen", imogen())
    if which == 6:
        he, her = police_him(addresses=[STURT]), numbered("tess", tess(), addresses=[MISTLETOE])
    return report(f"BREACH-{which}", BREACHES[which], her, he, "FVPA_123", **more)


def second_assault() -> Row:
    """14 December 2025, in Tess's home, where he lived until that night."""
    left = {**MISTLETOE, "valid_from": "2025-10-01", "valid_to": "2025-12-14"}
    return report(
        "SECOND", "2025-12-14T20:00:00+11:00", numbered("tess", tess(), addresses=[MISTLETOE]),
        police_him(addresses=[left]), "0211", referrals=referred(),
        incident={"occurred_to": "2025-12-14T20:40:00+11:00", "strangulation": True, "injuries": "MINOR"},
        children={"listed": [numbered("finn", finn())]},
    )  # fmt: skip


def reports() -> list[Row]:
    """What police sent while it happened; the mistaken report came years late, from a station's own store."""
    return [first_assault(), *(breach(n) for n in range(1, 6)), second_assault(), breach(6)]


def charge(number: int, which: int, order: str, **more: Any) -> Row:
    return {"number": str(number), "leap_incident": f"LEAP BREACH-{which}", "offence": "FVPA_123", "affected": [1],
            "occurred_at": BREACHES[which], "charged_on": BREACHES[which][:10], "order_number": order,
            "conditions": ["NO_CONTACT"], "family_violence_offence": True, **more}  # fmt: skip


def made(number: str, kind: str, at: str, served_at: str, method: str = "PERSONAL", **more: Any) -> Row:
    """A notice or order that was served."""
    state = {"FVSN": "NOTICE_SERVED", "INTERIM": "INTERIM_SERVED", "FINAL": "FINAL_SERVED"}[kind]
    service = {"at": served_at, "served": True, "method": method}
    return {"number": number, "kind": kind, "state": state, "made_at": at, "services": [service], **more}


def stay_away(home: Row) -> list[Row]:
    return [{"code": "NO_FAMILY_VIOLENCE"}, {"code": "STAY_AWAY_HOME", "distance_m": 200, "place": home}]


def file_for_imogen() -> Row:
    """Ararat: a notice at night, an interim order three days later, a final one in May, five charges."""
    no_contact = [{"code": "NO_FAMILY_VIOLENCE"}, {"code": "NO_CONTACT", "exceptions": ["LAWYER"]}]
    orders = [
        made(NOTICE, "FVSN", "2024-02-11T00:20:00+11:00", "2024-02-11T00:45:00+11:00", children=[1, 2]),
        made(INTERIM, "INTERIM", "2024-02-13T10:05:00+11:00", "2024-02-14T07:40:00+11:00", children=[1, 2],
             notice_number=NOTICE, conditions=no_contact),
        made(FINAL, "FINAL", "2024-05-06T11:30:00+10:00", "2024-05-08T15:20:00+10:00", children=[1, 2],
             starts_on="2024-05-06", ends_on="2026-05-05", conditions=stay_away(CASSINIA)),
    ]  # fmt: skip
    guilty = {"state": "DECIDED", "outcome": "PLEADED_GUILTY", "outcome_on": "2025-03-24", "sentence": "IMPRISONMENT"}
    return {
        "custodian": "magistrates_court", "file_number": "K24000777", "version": 1, "kind": "BOTH",
        "court": "Magistrates' Court at Ararat", "opened_on": "2024-02-12",
        "respondent": him(person_number="C-31001"),
        "affected": [imogen(family="Pardalotte", person_number="C-31002")],
        "children": [jory(person_number="C-31003"), elka(person_number="C-31004")],
        "orders": orders, "charges": [charge(n, n, FINAL, **guilty) for n in range(1, 6)],
    }  # fmt: skip


def file_for_tess() -> Row:
    """Ballarat: a final order handed to him in court, and one charge that is not decided."""
    order = made(FOR_TESS, "FINAL", "2026-01-19T11:00:00+11:00", "2026-01-19T11:20:00+11:00", "IN_COURT",
                 starts_on="2026-01-19", ends_on="2028-01-18", conditions=stay_away(MISTLETOE))  # fmt: skip
    return {
        "custodian": "magistrates_court", "file_number": "K25000990", "version": 1, "kind": "BOTH",
        "court": "Magistrates' Court at Ballarat", "opened_on": "2025-12-15",
        "respondent": him(person_number="C-31001"), "affected": [tess(person_number="C-31005")],
        "orders": [order], "charges": [charge(1, 6, FOR_TESS, state="BEFORE_COURT", bail="ON_BAIL")],
    }  # fmt: skip


def custody(version: int) -> Row:
    """Corrections: remanded the morning after the fifth breach (1); sentenced, and released in August (2)."""
    stay: Row = {"number": "PIMS-88", "kind": "REMAND", "from_at": "2025-02-21T11:00:00+11:00", "prison": "Ravenhall"}
    as_at = "2025-02-22T09:00:00+11:00"
    if version == 2:
        as_at = "2025-08-21T09:00:00+10:00"
        stay |= {"kind": "SENTENCED", "released_at": "2025-08-20T09:30:00+10:00", "release_kind": "END_OF_SENTENCE"}
    he = him(family="Garowan", person_number="CRN-410077")
    return {"file": {"version": version, "as_at": as_at}, "person": he, "episodes": [stay], "no_contact": [imogen()]}


def harm_to_elka() -> Row:
    """Child Protection, February 2024: emotional harm, substantiated in April."""
    about = {"report_number": "CP-24-0212", "version": 1, "received_on": "2024-02-12", "harm": ["EMOTIONAL"],
             "harm_substantiated": ["EMOTIONAL"], "classification": "PIR", "classified_on": "2024-02-14",
             "investigated": True, "outcome": "SUBSTANTIATED", "outcome_on": "2024-04-02", "open": False,
             "reporter": {"name": "Bryn Ashgrove", "role": "Teacher"}}  # fmt: skip
    he = him(family="Hollow", given="Sy", person_number="CRIS-6101", relation_to_child="PARENT")
    return {
        "report": about, "child": elka("Pardalote", person_number="CRIS-6104"), "responsible": [he],
        "adult_victims": [imogen(person_number="CRIS-6102", relation_to_child="PARENT")],
        "other_children": [jory(person_number="CRIS-6103", relation_to_child="SIBLING")],
    }  # fmt: skip


def concern_for_finn() -> Row:
    """Child Protection, December 2025: closed at intake; of him it says nothing."""
    about = {"report_number": "CP-25-1216", "version": 1, "received_on": "2025-12-16", "harm": ["EMOTIONAL"],
             "classification": "CWR", "outcome": "CLOSED", "outcome_on": "2025-12-20", "open": False}  # fmt: skip
    her = tess(person_number="CRIS-6105", relation_to_child="PARENT", addresses=[MISTLETOE])
    return {"report": about, "child": finn(person_number="CRIS-6106"), "household": [her]}


def her_risk() -> Row:
    """The Orange Door, 20 February 2024: Imogen's risk, and a plan with her."""
    about = {"custodian": "orange_door", "number": "TRAM-7001", "version": 1, "kind": "COMPREHENSIVE", "tool": "TRAM",
             "scheme": "MARAM", "level": "SERIOUS", "assessed_on": "2024-02-20", "assessor": "Rae Lomandra",
             "practice_level": "COMPREHENSIVE"}  # fmt: skip
    plan = {"number": "SP-1", "made_on": "2024-02-20", "state": "CURRENT",
            "steps": [{"kind": "SAFE_PLACE", "text": "To her sister in Horsham"}]}  # fmt: skip
    she = imogen(person_number="TRAM-P-2201", child=False)
    return {"assessment": about, "subject": she, "respondent": him(person_number="TRAM-P-2202"), "safety_plans": [plan]}


def his_assessment() -> Row:
    """The men's line, 15 March 2024: by the perpetrator-focused tools."""
    about = {"custodian": "mens_referral_service", "number": "MRS-A-31", "version": 1, "kind": "PERPETRATOR",
             "scheme": "MARAM", "level": "ELEVATED", "assessed_on": "2024-03-15", "assessor": "Lou Brisbois",
             "practice_level": "COMPREHENSIVE"}  # fmt: skip
    return {"assessment": about, "respondent": him(person_number="MRS-P-551")}
