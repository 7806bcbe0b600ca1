"""The people of a document, each as its source recorded them: alike for every source."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt

from connectors.sources.fields import (
    Answer,
    CodeList,
    Codes,
    Day,
    LinkingIdentifier,
    Listed,
    Name,
    OptionalCode,
    Section,
    Text,
    Texts,
)

Year = Annotated[StrictInt, Field(ge=1900, le=9998)] | None
Age = Annotated[StrictInt, Field(ge=0, le=130)] | None


class Alias(Section):
    """Another name of a person, of a stated type."""

    name_type: Annotated[OptionalCode, CodeList("name_type")] = Field(
        default=None,
        description="Kind of name; ALIAS when left out.",
        examples=["ALIAS", "PREFERRED"],
    )
    family_name: Name = Field(default=None, description="Family name, or the only name.")
    given_names: Name = Field(default=None, description="Given names.")


class Contact(Section):
    """A way to reach a person, and whether it is safe to use."""

    kind: Annotated[OptionalCode, CodeList("contact_kind")] = Field(default=None, examples=["PHONE"])
    value: Text = Field(default=None, description="The number or e-mail address.")
    safe: Answer = Field(default=None, description="It may be used without risk, as far as the source knows.")
    note: Text = Field(default=None, description="How to use it safely.")


class Address(Section):
    """A place. A suppressed one is shown to nobody who may not know where the person is."""

    purpose: Annotated[OptionalCode, CodeList("address_purpose")] = Field(default=None, examples=["RESIDENCE"])
    line: Text = Field(default=None, description="Number and street.", examples=["12 Example Street"])
    suburb: Text = Field(default=None, description="Locality.", examples=["Frankston"])
    postcode: Text = Field(default=None, description="Postcode, as text.", examples=["3199"])
    state: Text = Field(default=None, description="State or territory.", examples=["VIC"])
    lga: Text = Field(default=None, description="Local government area.", examples=["Frankston"])
    suppressed: Answer = Field(default=None, description="Not to be disclosed.")
    safe_to_mail: Answer = Field(default=None, description="A letter may be sent there.")
    valid_from: Day = Field(default=None, description="First day that it held.")
    valid_to: Day = Field(default=None, description="Last day that it held.")


class Reporter(Section):
    """Who reported: protected (Children, Youth and Families Act 2005 (Vic) ss 41, 191)."""

    name: Name = None
    role: Text = None


class Party(Section):
    """A person of a document, in any part."""

    person_number: LinkingIdentifier = Field(
        default=None,
        description="The source's own number of the person; the same number is the same person.",
        max_length=100,
    )
    family_name: Name = Field(default=None, description="Family name, or the only name.")
    given_names: Name = Field(default=None, description="Given names.")
    aliases: Listed[Alias] = Field(default=[], description="Other names.")
    birth_date: Day = Field(default=None, description="Date of birth, when all of it is known.")
    birth_year: Year = Field(default=None, description="Year of birth, when only the year is known.")
    age_stated: Age = Field(default=None, description="Age in years as stated.")
    sex: Annotated[OptionalCode, CodeList("sex")] = Field(default=None, examples=["FEMALE"])
    gender: Annotated[OptionalCode, CodeList("gender")] = Field(default=None, examples=["WOMAN"])
    aboriginal_status: Annotated[OptionalCode, CodeList("aboriginal_status")] = Field(default=None, examples=["4"])
    country_of_birth: Text = Field(default=None, description="As stated.")
    language: Text = Field(default=None, description="Main language other than English.")
    interpreter_needed: Answer = None
    lgbtiq: Answer = None
    communities: Texts = Field(default=None, description="Communities of meaning, self-identified.")
    disabilities: Annotated[Codes, CodeList("disability")] = Field(
        default=None, description="Boxes ticked.", examples=[["MOBILITY"]]
    )
    support_needs: Text = None
    pregnant: Answer = None
    mental_health: Answer = None
    older_person: Answer = None
    carer: Answer = None
    occupation: Text = None
    workplace: Text = None
    school: Text = None
    contacts: Listed[Contact] = Field(default=[], description="Ways to reach the person.")
    addresses: Listed[Address] = Field(default=[], description="Where the person lives or lived.")
    whereabouts: Text = None
    safe_contact: Text = Field(default=None, description="How to contact the person safely.")
    safe_time_to_call: Text = None
    contact_consent: Answer = None
    custody_status: Annotated[OptionalCode, CodeList("custody_status")] = None
    firearms_access: Annotated[OptionalCode, CodeList("yes_no_unknown")] = None
    firearms_licence: Annotated[OptionalCode, CodeList("yes_no_unknown")] = None
    worker_cautions: Annotated[Codes, CodeList("worker_caution")] = Field(
        default=None, description="What a worker who is to meet the person must know.", examples=[["DOG"]]
    )
