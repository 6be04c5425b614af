"""Is a council paper about civic engagement? `judge(title, text)` says so, and why.

Words from `words.txt` speak for or against it; their weights are added up. No learning, no statistics: every verdict
can be read and argued about, and a word can be added by anybody.
"""

from kb.importing.relevance.judging import RULES_VERSION, Ground, Verdict, judge

__all__ = ["RULES_VERSION", "Ground", "Verdict", "judge"]
