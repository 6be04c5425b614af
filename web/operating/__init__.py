"""What those who run the service and their machines ask: does it answer, is it ready, what has it counted."""

from web.operating import metrics, states, watching
from web.operating.blueprint import operating

__all__ = ["metrics", "operating", "states", "watching"]
