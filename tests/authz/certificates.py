"""Certificates of authorities made for a test, as files for both ends of a line."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from authz.binding import thumbprint

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Certificate:
    made: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def thumbprint(self) -> str:
        return thumbprint(self.made.public_bytes(Encoding.DER))

    @property
    def pem(self) -> bytes:
        return self.made.public_bytes(Encoding.PEM)

    def file(self, folder: Path, name: str) -> Path:
        """The certificate with its key."""
        path = folder / f"{name}.pem"
        path.write_bytes(self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + self.pem)
        return path


def certificate(name: str, by: Certificate | None = None) -> Certificate:
    """An authority's own, unless it is signed by one."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signer = by.key if by else key
    building = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(by.made.subject if by else named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + DAY)
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
    )
    if by is None:
        uses = {"digital_signature", "key_cert_sign", "crl_sign"}
        every = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
                 "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip
        building = building.add_extension(x509.KeyUsage(**{use: use in uses for use in every}), critical=True)
    return Certificate(building.sign(signer, SHA256()), key)


def client(authority: Path, shown: Path | None = None) -> ssl.SSLContext:
    """A client that trusts the authority, and shows a certificate."""
    made = ssl.create_default_context(cafile=str(authority))
    if shown:
        made.load_cert_chain(shown)
    return made
