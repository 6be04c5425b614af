"""What readers may send in, and what the editors do with it. Nothing is public before an editor confirmed it."""

import datetime
import logging
from functools import cached_property

from kb.contributions import (
    Contribution,
    Experience,
    Hint,
    KeptHint,
    KeptOffer,
    Offer,
    OfferKind,
    OfferState,
    ReportedExperience,
)
from kb.errors import InvalidContribution, KnowledgeBaseError
from kb.library.contributing.drafts import draft_of
from kb.library.contributing.rules import faults_of
from kb.library.contributing.stamps import Stamps
from kb.library.contributing.texts import made_plain, without_personal_data
from kb.library.registers import KnownIds
from kb.library.saving import save_revision
from kb.secret import read_secret
from kb.settings import Settings
from kb.store import Store

logger = logging.getLogger(__name__)

EDITOR = "Erfahrung melden"
"""Who is named in the history of drafts that were reported."""


class Contributing:
    """Methods may raise StoreUnavailable; then nothing was kept."""

    def __init__(self, settings: Settings, store: Store, known: KnownIds) -> None:
        self._settings, self._store, self._known = settings, store, known

    def stamp(self, form: type[Contribution], earlier: str = "", at: datetime.datetime | None = None) -> str:
        """The stamp for a form that is shown: the `earlier` one as long as it is current, else a new one."""
        now = at or _now()
        name = form.__name__
        return earlier if self._stamps.is_current(earlier, name, now) else self._stamps.new(name, now)

    def faults(self, one: Contribution) -> dict[str, str]:
        """What keeps it from being sent, as a German sentence by field; empty if nothing does."""
        return faults_of(made_plain(one), self._known)

    def send(self, one: Contribution, stamp: str, sender: str) -> None:
        """Keep what a reader sent, once, without personal data. stamp: from the form. sender: network address.

        Raises InvalidContribution, StampTooYoung, StampOutdated, StampUsed or TooManyContributions.
        """
        one = made_plain(one)
        if faults := faults_of(one, self._known):
            raise InvalidContribution(faults)
        submission = self._stamps.submission(stamp, one, sender, _now())
        kept, removed = without_personal_data(one)
        match kept:
            case Experience():
                self._store.contributions.add_experience(submission, kept, removed)
                self.draft_reports()
            case Offer():
                self._store.contributions.add_offer(submission, kept)
            case Hint():
                self._store.contributions.add_hint(submission, kept)

    def shown(self, one: Contribution) -> tuple[Contribution, tuple[str, ...]]:
        """How it would be kept, and the personal data that would be left out."""
        return without_personal_data(made_plain(one))

    def offers(
        self, *, municipality: str = "", topic: str = "", kind: OfferKind | None = None
    ) -> tuple[KeptOffer, ...]:
        """What is confirmed, by the name of the municipality; `topic` counts for narrower ones too."""
        found = (
            one
            for one in self._store.contributions.offers(OfferState.CONFIRMED)
            if one.offer.municipality in self._known.municipalities
            and one.offer.municipality == (municipality or one.offer.municipality)
            and one.offer.kind is (kind or one.offer.kind)
            and (not topic or topic in self._known.topics.with_broader(one.offer.topics))
        )
        return tuple(sorted(found, key=lambda one: self._known.municipalities.name(one.offer.municipality)))

    def all_offers(self, state: OfferState | None = None) -> tuple[KeptOffer, ...]:
        """For editors, the oldest first."""
        return self._store.contributions.offers(state)

    def confirm(self, offer_id: str, editor: str) -> None:
        """Make an offer public. Raises NotFound."""
        self._store.contributions.decide(offer_id, OfferState.CONFIRMED, editor)

    def decline(self, offer_id: str, editor: str) -> None:
        """Keep an offer from the public, or withdraw it. Raises NotFound."""
        self._store.contributions.decide(offer_id, OfferState.DECLINED, editor)

    def remove_offer(self, offer_id: str) -> None:
        """Raises NotFound."""
        self._store.contributions.remove_offer(offer_id)

    def reports(self) -> tuple[ReportedExperience, ...]:
        """For editors, the newest first."""
        return self._store.contributions.experiences()

    def hints(self) -> tuple[KeptHint, ...]:
        """For editors, the newest first."""
        return self._store.contributions.hints()

    def remove_hint(self, hint_id: str) -> None:
        """Raises NotFound."""
        self._store.contributions.remove_hint(hint_id)

    def draft_reports(self) -> int:
        """Make the drafts that are not there yet; returns their number. What fails is logged and tried again later."""
        waiting = [one for one in self.reports() if not one.is_drafted]
        return sum(map(self._draft, waiting))

    def forget(self, at: datetime.datetime | None = None) -> int:
        """Remove reply addresses and personal data after 90 days; returns the number of addresses."""
        return self._store.contributions.forget(at or _now())

    def _draft(self, report: ReportedExperience) -> bool:
        draft = draft_of(report, self._known)
        try:
            save_revision(self._store, self._known, draft, editor=EDITOR, based_on=None, now=report.received_at)
        except KnowledgeBaseError as error:  # the report is safe; another process may have drafted it just now
            logger.warning("report %s has no draft yet: %s", report.document, type(error).__name__)
            return False
        return True

    @cached_property
    def _stamps(self) -> Stamps:
        return Stamps(read_secret(self._settings))


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
