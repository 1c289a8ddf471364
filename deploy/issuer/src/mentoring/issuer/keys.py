"""The signing keys: asymmetric, made at the first start, kept in the data folder."""

import json
import os
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, KeySetSerialization

ALGORITHM = "ES256"


class SigningKeys:
    """Signs with the first key; publishes the public halves of all."""

    def __init__(self, keys: KeySet) -> None:
        self._keys = keys

    @classmethod
    def kept_in(cls, folder: Path) -> "SigningKeys":
        """The keys of a folder, made anew when it has none; only the owner may read them."""
        path = folder / "keys.json"
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            made = ECKey.generate_key("P-256", {"use": "sig", "alg": ALGORITHM}, auto_kid=True)
            draft = path.with_suffix(".draft")
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:  # noqa: PTH123
                json.dump(KeySet([made]).as_dict(private=True), file)
            draft.replace(path)
        stored: KeySetSerialization = json.loads(path.read_text())
        return cls(KeySet.import_key_set(stored))

    def public(self) -> dict[str, Any]:
        """The key set as published (JWKS)."""
        return dict(self._keys.as_dict(private=False))

    def sign(self, claims: dict[str, Any], kind: str) -> str:
        """A signed token; `kind` is its `typ`: `at+jwt` for access tokens, `JWT` for id tokens."""
        key = self._keys.keys[0]
        return jwt.encode({"alg": ALGORITHM, "kid": key.kid, "typ": kind}, claims, key)
