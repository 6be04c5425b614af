"""Two to four motions side by side, part by part; which ones, the address says."""

from web.compare import views
from web.compare.blueprint import compare

__all__ = ["compare", "views"]
