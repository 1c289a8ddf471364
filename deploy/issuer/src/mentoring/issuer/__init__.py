"""The development issuer: tokens for the local run, never for production."""
