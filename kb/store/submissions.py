"""Which forms were sent already and how many today: asked within the transaction that keeps what was sent."""

import datetime
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from kb.errors import StampUsed, TooManyContributions
from kb.store.tables import submission_counts, submissions

MOST_PER_NETWORK = 20
"""Contributions a day; a town hall is one network."""
MOST_PER_DAY = 300
"""Contributions of all networks together: more than editors could look through."""

EVERYBODY = "all"
KEPT = datetime.timedelta(days=2)
"""How long a form that was sent is remembered; longer than a form is taken."""


@dataclass(frozen=True)
class Submission:
    """The sending of a form.

    stamp: what tells it from others. digest: of what was sent. network: a keyed hash of where from, of that day only.
    """

    stamp: str
    digest: str
    network: str
    received_at: datetime.datetime


def admit(connection: Connection, submission: Submission) -> bool:
    """Note the sending; False if exactly this was sent before. Raises StampUsed, TooManyContributions."""
    stamp = submissions.c.stamp == submission.stamp
    known = connection.scalar(select(submissions.c.digest).where(stamp))
    if known is not None:
        if known != submission.digest:
            raise StampUsed
        return False
    forget_submissions(connection, submission.received_at)
    for network, most in ((submission.network, MOST_PER_NETWORK), (EVERYBODY, MOST_PER_DAY)):
        _count(connection, network, submission.received_at.date(), most)
    values = {"stamp": submission.stamp, "digest": submission.digest, "received_at": submission.received_at}
    connection.execute(insert(submissions).values(**values))
    return True


def forget_submissions(connection: Connection, now: datetime.datetime) -> None:
    """Remove the counts of earlier days and forms that nobody can send any more."""
    connection.execute(delete(submission_counts).where(submission_counts.c.day < now.date()))
    connection.execute(delete(submissions).where(submissions.c.received_at < now - KEPT))


def _count(connection: Connection, network: str, day: datetime.date, most: int) -> None:
    key = {"network": network, "day": day}
    count = connection.scalar(select(submission_counts.c.count).filter_by(**key))
    if count is None:
        connection.execute(insert(submission_counts).values(**key, count=1))
    elif count >= most:
        raise TooManyContributions
    else:
        connection.execute(update(submission_counts).filter_by(**key).values(count=count + 1))
