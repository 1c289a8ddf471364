"""The read model in PostgreSQL, the owners over HTTP, the issuer, the plots."""
