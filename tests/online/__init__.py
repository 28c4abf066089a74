"""Asking other sites, tested against a server on this computer that misbehaves."""
