"""Form parts out of the text of a council paper: `read_motion(text)` gives a `ParsedMotion`.

The way of a text: `pages` (clean lines) → `segments` (by the printed labels of `labels`) → `header`,
`consultations`, `prose` (values) → `reading` (one value, with a warning for what is missing).
"""

from kb.importing.motion.prose import running_text
from kb.importing.motion.reading import read_motion
from kb.importing.motion.values import ParsedMotion

__all__ = ["ParsedMotion", "read_motion", "running_text"]
