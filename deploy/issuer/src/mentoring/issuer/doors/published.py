"""What anyone may read: the discovery document, the public keys, whether we live."""

from typing import Any

from fastapi import APIRouter

from mentoring.issuer.doors.house import House
from mentoring.issuer.keys import ALGORITHM


def published(house: House) -> APIRouter:
    """The doors for whoever verifies tokens."""
    router = APIRouter()
    issuer = house.mint.issuer

    @router.get("/.well-known/openid-configuration")
    async def discovery() -> dict[str, Any]:
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "userinfo_endpoint": f"{issuer}/userinfo",
            "end_session_endpoint": f"{issuer}/end-session",
            "jwks_uri": f"{issuer}/keys",
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": [
                "authorization_code",
                "client_credentials",
                "urn:ietf:params:oauth:grant-type:token-exchange",
            ],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": ["openid", "profile", "email"],
            "claims_supported": ["sub", "employee_id", "email", "name", "roles"],
            "authorization_response_iss_parameter_supported": True,
        }

    @router.get("/keys")
    async def keys() -> dict[str, Any]:
        return house.mint.keys.public()

    @router.get("/livez")
    async def livez() -> dict[str, str]:
        return {"status": "alive"}

    return router
