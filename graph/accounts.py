"""Accounts of workers and connectors: what is read of one to decide, those of an organisation, what a decision writes.

A status says what was decided; what time alone does is worked out (`authz.account_state`). Each statement moves an
account only from the state that its decision was made in.
"""

from __future__ import annotations

from collections.abc import Mapping

# The account that is acted on, whether it is of the very person who acts, and the organisation it is of.
HELD = """
MATCH (me:Account {id: $given.me}) OPTIONAL MATCH (a:Account {id: $given.account})-[:MEMBER_OF]->(o:Organisation)
RETURN [a.id, a.status, a.role, a.duties, a.active_from, a.nominated_by, a.asked_by, o.id, o.kind,
  coalesce(a.issuer = me.issuer AND a.subject = me.subject, false)]"""
# Where somebody is nominated, and by whose issuer: one is trusted, so it is the nominator's own.
PLACE = """
MATCH (me:Account {id: $given.me}) OPTIONAL MATCH (o:Organisation {id: $given.organisation})
RETURN [me.issuer, me.subject, o.id, o.kind, o.custodian]"""
OF_ORGANISATION = """
RETURN COLLECT {
  MATCH (a:Account)-[:MEMBER_OF]->(:Organisation {id: $given.organisation}) WHERE a.id > $given.after
  RETURN [a.id, a.subject, a.role, a.duties, a.status, a.active_from, a.need, a.asked_by IS NOT NULL, a.scope]
  ORDER BY a.id LIMIT $given.first }"""
WITH_DUTY = """
RETURN COLLECT { MATCH (a:Account) WHERE $given.duty IN a.duties
  RETURN [a.id, a.status, a.active_from, a.issuer, a.subject] }"""
ORGANISATION = "MATCH (o:Organisation {id: $given.organisation}) RETURN o.kind"

NOMINATE = """
MATCH (o:Organisation {id: $given.organisation}) MERGE (a:Account {id: $given.id})
ON CREATE SET a.issuer = $given.issuer, a.subject = $given.subject, a.role = $given.role, a.duties = $given.duties,
  a.custodians = $given.custodians, a.status = $given.status, a.need = $given.need, a.nominated_by = $given.by
MERGE (a)-[:MEMBER_OF]->(o)"""
VERIFY = """
MATCH (a:Account {id: $given.account, status: 'REQUESTED'})
SET a.status = 'VERIFIED', a.verified_by = $given.by"""
SIGN = """
MATCH (a:Account {id: $given.account}) WHERE a.status IN ['VERIFIED', 'ACTIVE']
SET a.agreement = $given.version, a.signed_by = $given.by, a.since = coalesce(a.since, $given.at),
  a.active_from = CASE a.status WHEN 'VERIFIED' THEN $given.day ELSE a.active_from END, a.status = 'ACTIVE'"""
# What was asked before the suspension does not count after it.
SUSPEND = """
MATCH (a:Account {id: $given.account, status: 'ACTIVE'})
SET a.status = 'SUSPENDED', a.suspended_by = $given.by REMOVE a.asked_by"""
END = """
MATCH (a:Account {id: $given.account}) WHERE a.status <> 'ENDED'
SET a.status = 'ENDED', a.ended_by = $given.by REMOVE a.asked_by"""
ASK = "MATCH (a:Account {id: $given.account}) WHERE a.status IN ['ACTIVE', 'SUSPENDED'] SET a.asked_by = $given.by"
REACTIVATE = """
MATCH (a:Account {id: $given.account}) WHERE a.status IN ['ACTIVE', 'SUSPENDED']
SET a.status = 'ACTIVE', a.active_from = $given.day, a.reactivated_by = $given.by REMOVE a.asked_by"""
REGISTER_SCOPE = "MATCH (a:Account {id: $given.account}) SET a.scope = $given.scope"

WRITES: Mapping[str, tuple[str, ...]] = {
    "nominateAccount": (NOMINATE.strip(),),
    "verifyAccount": (VERIFY.strip(),),
    "signAgreement": (SIGN.strip(),),
    "suspendAccount": (SUSPEND.strip(),),
    "endAccount": (END.strip(),),
    "askReactivation": (ASK,),
    "reactivateAccount": (REACTIVATE.strip(),),
    "registerScope": (REGISTER_SCOPE,),
}
