"""A time-stamping authority (RFC 3161) of the tests, over HTTP: real certificates, replies signed with a real key."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.serving import served

START, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


class Certified:
    """A root, and a signer below it whose only use is to stamp."""

    def __init__(self, name: str) -> None:
        root_key, self.key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        self.root = self._signed(name, name, root_key.public_key(), root_key, authority=True)
        self.signer = self._signed(f"{name} signer", name, self.key.public_key(), root_key, authority=False)

    @staticmethod
    def _signed(
        name: str, issuer: str, key: rsa.RSAPublicKey, by: rsa.RSAPrivateKey, *, authority: bool
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder().subject_name(_name(name)).issuer_name(_name(issuer)).public_key(key)
            .serial_number(x509.random_serial_number()).not_valid_before(START).not_valid_after(END)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        )  # fmt: skip
        if not authority:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(usage, critical=True)
        return builder.sign(by, SHA256())

    def stamp(self, asked: tsp.TimeStampReq, at: datetime) -> bytes:
        """RFC 3161 section 2.4.2: a TSTInfo within CMS SignedData, the signer's certificate beside it."""
        info = tsp.TSTInfo({
            "version": "v1", "policy": "1.3.6.1.4.1.0.1", "message_imprint": asked["message_imprint"],
            "serial_number": 1, "gen_time": at, "nonce": asked["nonce"].native,
        })  # fmt: skip
        signer = asn1.Certificate.load(self.signer.public_bytes(Encoding.DER))
        certificate = {"cert_hash": hashlib.sha256(signer.dump()).digest()}
        attributes = cms.CMSAttributes([
            {"type": "content_type", "values": ["tst_info"]},
            {"type": "message_digest", "values": [hashlib.sha256(info.dump()).digest()]},
            {"type": "signing_certificate_v2", "values": [{"certs": [certificate]}]},
        ])  # fmt: skip
        signed = cms.SignedData({
            "version": "v3", "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(info.dump())},
            "certificates": [signer],
            "signer_infos": [{
                "version": "v1", "digest_algorithm": {"algorithm": "sha256"}, "signed_attrs": attributes,
                "sid": {"issuer_and_serial_number": {"issuer": signer.issuer, "serial_number": signer.serial_number}},
                "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "rsassa_pkcs1v15"}),
                "signature": self.key.sign(attributes.dump(), padding.PKCS1v15(), SHA256()),
            }],
        })  # fmt: skip
        token = cms.ContentInfo({"content_type": "signed_data", "content": signed})
        return bytes(tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump())


@dataclass
class Authority:
    """`at` is its own clock; `by` who signs. `answer` stands in for a stamp where a test says so."""

    by: Certified
    at: datetime = datetime(2026, 7, 1, tzinfo=UTC)
    answer: Response | None = None
    asked: list[bytes] = field(default_factory=list)

    async def reply(self, request: Request) -> Response:
        self.asked.append(await request.body())
        if self.answer:
            return self.answer
        stamp = self.by.stamp(tsp.TimeStampReq.load(self.asked[-1]), self.at)
        return Response(stamp, media_type="application/timestamp-reply")

    def roots(self, folder: Path) -> Path:
        path = folder / "roots.pem"
        path.write_bytes(self.by.root.public_bytes(Encoding.PEM))
        return path


@asynccontextmanager
async def serving(authority: Authority) -> AsyncIterator[str]:
    """Its address."""
    app = Starlette(routes=[Route("/", authority.reply, methods=["POST"])])
    async with served(app) as port:
        yield f"http://127.0.0.1:{port}/"


LATER = timedelta(hours=1)
