"""What municipalities and readers send in, and what municipalities offer each other."""

from web.exchange import experience, hint, offers
from web.exchange.blueprint import exchange

__all__ = ["exchange", "experience", "hint", "offers"]
