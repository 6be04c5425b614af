"""Signing in, and who may do what. Another way in (single sign-on) would replace this folder and `kb.library.people`."""

from web.auth import signing_in
from web.auth.blueprint import auth
from web.auth.guard import current, needs, protect

__all__ = ["auth", "current", "needs", "protect", "signing_in"]
