"""Circles of peers: small groups in which everybody may meet everybody, close in what the program weighs."""
