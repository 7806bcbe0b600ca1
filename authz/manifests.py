"""Which operations an application may ask: signed lists, read once at the start.

A manifest is a file `*.jws`: `{client_id, operations: [{name, sha256, text}]}` in a compact JWS. One that is
unsigned, changed, or of operations that the hub does not know any more stops the start by its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Self

import orjson
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from authz.keys import kept
from authz.public_keys import ALGORITHMS, public_key

TYPE = "throughline-manifest"
SUFFIX = ".jws"
PUBLIC = "manifests.json"  # in the folder of keys, beside the private one
Text = Annotated[str, StringConstraints(min_length=1)]
Objection = Callable[[str], str | None]  # what is wrong with an operation's text today


class ManifestFault(Exception):
    """A manifest that cannot be relied on; the message names the file and the mend."""


class Operation(BaseModel):
    """`sha256` is worked out when a manifest is signed, and checked whenever it is there."""

    model_config = ConfigDict(extra="forbid", strict=True)
    name: Text
    text: Text
    sha256: str = ""

    @model_validator(mode="after")
    def _is_its_text(self) -> Self:
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        if self.sha256 not in ("", digest):
            raise ValueError(f"operation {self.name}: its text is not that of its sha256")
        self.sha256 = digest
        return self


class Manifest(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    client_id: Text
    operations: list[Operation]


@dataclass(frozen=True, slots=True)
class Manifests:
    """Texts by SHA-256, by application. `all_listed` closes the hub to an application without a manifest."""

    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    all_listed: bool = False

    def of(self, client: str) -> Mapping[str, str] | None:
        """None: it may ask freely."""
        return self.texts.get(client, {} if self.all_listed else None)


NONE = Manifests()


def load(folder: Path, keys: Path, objection: Objection, all_listed: bool) -> Manifests:
    """`keys` is a JWKS file of those who may sign."""
    trusted, texts = _trusted(keys), dict[str, Mapping[str, str]]()
    for path in sorted(folder.iterdir()):
        manifest = _checked(_opened(path, trusted), path, objection)
        if manifest.client_id in texts:
            raise ManifestFault(f"{path.name}: there is another manifest of {manifest.client_id}; keep one.")
        texts[manifest.client_id] = {operation.sha256: operation.text for operation in manifest.operations}
    return Manifests(texts, all_listed)


def sign(file: Path, keys: Path, objection: Objection) -> Path:
    """Writes the signed manifest beside the file; the key is made once, in the folder of keys."""
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = ECKey.import_key(orjson.loads(kept(keys / "manifests.jwk", _made)))
    (keys / PUBLIC).write_bytes(orjson.dumps(KeySet([key]).as_dict(private=False)))
    manifest = _checked(file.read_bytes(), file, objection)
    header = {"alg": "ES256", "typ": TYPE, "kid": key.kid}
    signed = file.with_suffix(SUFFIX)
    signed.write_text(jws.serialize_compact(header, orjson.dumps(manifest.model_dump()), key))
    return signed


def _made() -> bytes:
    return orjson.dumps(ECKey.generate_key("P-256", auto_kid=True).as_dict(private=True))


def _trusted(keys: Path) -> KeySet:
    try:
        said: Any = orjson.loads(keys.read_bytes())["keys"]
        found = [key for one in said if (key := public_key(one)) and key.kid]
    except (OSError, ValueError, TypeError, KeyError):
        found = []
    if not found:
        raise ManifestFault(f"{keys}: no public key to check manifests by; see THROUGHLINE_MANIFEST_KEYS.")
    return KeySet(found)


def _opened(path: Path, trusted: KeySet) -> bytes:
    try:
        signed = jws.deserialize_compact(path.read_bytes().strip(), trusted, algorithms=list(ALGORITHMS))
    except (OSError, JoseError, ValueError, TypeError, KeyError):
        signed = None
    if signed is None or path.suffix != SUFFIX or signed.headers().get("typ") != TYPE:
        raise ManifestFault(f"{path.name}: it is no manifest signed by a trusted key; sign it, or take it away.")
    return signed.payload


def _checked(said: bytes, path: Path, objection: Objection) -> Manifest:
    try:
        manifest = Manifest.model_validate(orjson.loads(said))
    except ValidationError as fault:
        error = fault.errors()[0]
        at = ".".join(map(str, error["loc"]))
        raise ManifestFault(f"{path.name}: {at}: {error['msg']}.") from None
    except ValueError:
        raise ManifestFault(f"{path.name}: it is not JSON.") from None
    for operation in manifest.operations:
        if told := objection(operation.text):
            raise ManifestFault(f"{path.name}: operation {operation.name}: {told}")
    return manifest
