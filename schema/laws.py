"""All decision tables that state law, in the order of their pages."""

from __future__ import annotations

from schema.decisions import maram, maram_factors, risk_tools
from schema.law import Law

LAWS: tuple[Law, ...] = (maram_factors.LAW, maram.LAW, risk_tools.LAW)
