"""One reading of one source: page by page, each kept in one step, so that it can be ended at any moment and gone on with.

What a page held is kept together with the address of the next one. A document gets its id from the paper's, so what was
saved before an unexpected end is found again and not made twice.
"""

import datetime
import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import Any

from kb.documents import Motion, State
from kb.errors import (
    AddressRefused,
    InputError,
    KnowledgeBaseError,
    RenderingUnavailable,
    ServerUnavailable,
    StoreUnavailable,
    UnreadableAnswer,
)
from kb.import_reports import ImportReport
from kb.importing.oparl.client import Answer, Client
from kb.importing.oparl.motions import as_motion, document_id
from kb.importing.oparl.objects import Paper, identity, is_deleted, read_paper, related_papers
from kb.importing.oparl.reading import Page, is_address, parse, read_page
from kb.importing.relevance import RULES_VERSION, judge
from kb.importing.topic_labels import TopicLabels
from kb.library.harvest_matters import join_matters
from kb.library.harvest_reading import Neighbourhood
from kb.library.harvest_values import Report, Step
from kb.library.registers import KnownIds
from kb.library.saving import save_revision, without_personal_data
from kb.store import Revision, Run, Seen, SeenPage, Source, Store, Verdict

logger = logging.getLogger(__name__)

HARVESTER = "Ratsinformationssystem"
"""The editor of what a harvest saves; what anybody else saves is never overwritten by it."""

OVERLAP = datetime.timedelta(days=1)
"""Asked for again before the start of the last complete run: clocks and time zones differ."""

FULL_EVERY = datetime.timedelta(days=30)
"""After that everything is read once more: what vanished without a word is found only so."""

RESUMED_WITHIN = datetime.timedelta(days=7)
"""An older unfinished run begins anew."""

OPEN_FOR = datetime.timedelta(days=400)
"""How long after its last meeting a paper without result is looked at again."""

PART_OF = "Gehört zum Vorgang einer aufgenommenen Vorlage."
_DANGLING = "Eine Vorlage verweist darauf, auf dem Server ist es nicht vorhanden."
MOST_PAGES = 100_000
_READINGS = 3
_LIKELY_A_FAULT = 10
"""More papers than this, and more than half of all, do not vanish at once."""

_CLEARLY_NOT = -4.0
"""Points of a title below which no text is asked for."""

_FATAL = (StoreUnavailable, RenderingUnavailable, ServerUnavailable)


class HarvestRun:
    """Used once."""

    def __init__(
        self,
        store: Store,
        known: KnownIds,
        client: Client,
        source: Source,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self._store, self._known, self._client, self._source = store, known, client, source
        self._near = Neighbourhood(client)
        self._topics = TopicLabels(known.topics)
        self._report = Report(source)
        self._progress = progress
        self._now = datetime.datetime.now(datetime.UTC)
        self._run: Run

    def go(self, *, full: bool) -> Report:
        """Read what is to be read. A server that fails ends it early; the next run goes on from there."""
        self._run = self._unfinished(full=full) or self._begun(full=full)
        self._report.is_full = self._run.is_full
        try:
            self._read_pages()
            self._look_after()
        except (ServerUnavailable, UnreadableAnswer, AddressRefused) as error:
            self._report.problem = error.message
            self._store.harvests.interrupt(self._run.id, error.message)
        else:
            self._store.harvests.end(self._run, datetime.datetime.now(datetime.UTC), RULES_VERSION)
        return self._report

    def _unfinished(self, *, full: bool) -> Run | None:
        last = self._store.harvests.last_run(self._source.id)
        if not last or last.ended_at or last.started_at < self._now - RESUMED_WITHIN:
            return None
        return None if full and not last.is_full else last

    def _begun(self, *, full: bool) -> Run:
        source = self._source
        is_full = (
            full
            or source.complete_from is None
            or source.full_from is None
            or source.rules != RULES_VERSION
            or source.full_from < self._now - FULL_EVERY
        )
        since = None if is_full else source.complete_from
        return self._store.harvests.begin(source.id, first_page(source.papers, since), self._now, is_full=is_full)

    def _read_pages(self) -> None:
        cursor = self._run.cursor
        while cursor:
            known = self._store.harvests.page(self._source.id, cursor)
            if (known and known.run == self._run.id) or self._report.pages >= MOST_PAGES:
                self._report.notes.append(f"Die Liste führt im Kreis; hier wurde sie verlassen: {cursor}")
                self._store.harvests.move(self._run.id, "")
                return
            cursor = self._read_one(cursor, known)
            self._report.pages += 1

    def _read_one(self, url: str, known: SeenPage | None) -> str:
        """Read a page and keep what it holds; returns the address of the next one."""
        etag = known.etag if known and self._source.rules == RULES_VERSION else ""
        try:
            answer, page = self._fetched(url, etag)
        except ServerUnavailable as error:
            if "modified_since" in url and self._run.pages == 0 and error.status in (400, 405, 406, 422, 501):
                return self._asked_without_date()
            raise
        if answer.is_as_before and known:
            self._store.harvests.keep_page(self._run, known)
            return known.next
        if answer.is_gone and self._report.pages:
            self._report.notes.append(f"Die nächste Seite fehlt: {url}")
        seen = self._seen_on(page, url)
        following = SeenPage(url=url, etag=answer.etag, next=page.next, run=self._run.id)
        self._store.harvests.finish_page(self._run, following, seen)
        return page.next

    def _asked_without_date(self) -> str:
        self._report.notes.append("Der Server kann nicht nur Geändertes nennen; alles wird gelesen.")
        self._store.harvests.move(self._run.id, self._source.papers)
        return self._source.papers

    def _fetched(self, url: str, etag: str) -> tuple[Answer, Page]:
        """An answer that is cut off or garbled may be whole the next time. A missing list is an empty one."""
        for reading in range(1, _READINGS + 1):
            answer = self._client.get(url, etag)
            if answer.is_as_before or answer.is_gone:
                break
            try:
                return answer, read_page(parse(answer.body, url), url)
            except UnreadableAnswer:
                if reading == _READINGS:
                    raise
        return answer, Page(())

    def _seen_on(self, page: Page, url: str) -> list[Seen]:
        """What became of each item of the page, by id; of one that stands there twice, the last."""
        places = {f"{url}#{number}": item for number, item in enumerate(page.items, 1)}
        ids = [item["id"] for item in page.items if isinstance(item, dict) and isinstance(item.get("id"), str)]
        before = self._store.harvests.seen(self._source.id, ids)
        for place, item in places.items():
            seen = self._seen(item, place, before)
            before[seen.object_id] = replace(seen, run=self._run.id, page=url)
            if self._progress:
                self._progress(self._report.counts.total())
        return [one for one in before.values() if one.run == self._run.id and one.page == url]

    def _seen(self, item: object, place: str, known: Mapping[str, Seen]) -> Seen:
        """One item; whatever is wrong with it is told and ends nothing."""
        name = place
        try:
            name = identity(item, place)
            before = known.get(name)
            return self._decided(dict(item), name, before)  # type: ignore[call-overload]  # identity refuses others
        except _FATAL:
            raise
        except InputError as error:
            return self._refused(name, error.message, known)
        except Exception as error:  # noqa: BLE001  # no object of a foreign server may end the harvest
            logger.warning("%s: %s: %s", name, type(error).__name__, error)
            return self._refused(name, f"{name}: Das Objekt ist nicht zu lesen ({type(error).__name__}).", known)

    def _refused(self, name: str, reason: str, known: Mapping[str, Seen]) -> Seen:
        self._report.counts[Step.REFUSED] += 1
        self._report.refused[name] = reason
        document = known[name].document_id if name in known else ""
        return Seen(object_id=name[:1000], verdict=Verdict.REFUSED, reason=reason, document_id=document)

    def _decided(self, item: dict[str, Any], name: str, before: Seen | None) -> Seen:
        digest = content_hash(item)
        if before and before.hash == digest and before.verdict is not Verdict.REFUSED:
            self._report.counts[Step.UNCHANGED] += 1
            return before
        if is_deleted(item):
            return self._gone(name, digest, before, "Auf dem Server gelöscht oder nicht mehr veröffentlicht.")
        paper = read_paper(item, name)
        is_part = before is not None and before.verdict is Verdict.TAKEN and before.reason == PART_OF
        verdict = judge(paper.name)
        text = self._near.text_of(paper) if verdict.points > _CLEARLY_NOT else None
        verdict = judge(paper.name, text.words) if text else verdict
        if not verdict.is_taken and not is_part:
            return self._left(name, digest, before, verdict.reason)
        note = self._saved(paper, text.motion if text else None, text.report if text else None)
        reason = " ".join(filter(None, (PART_OF if is_part else verdict.reason, note)))
        return self._taken(item, digest, reason, document_id(name))

    def _taken(self, item: dict[str, Any], digest: str, reason: str, document: str) -> Seen:
        name = identity(item, "")
        return Seen(
            object_id=name, verdict=Verdict.TAKEN, reason=reason, hash=digest, document_id=document, content=item
        )

    def _left(self, name: str, digest: str, before: Seen | None, reason: str) -> Seen:
        self._report.counts[Step.LEFT] += 1
        self._withdraw(before)
        document = before.document_id if before else ""
        return Seen(object_id=name, verdict=Verdict.LEFT, reason=reason, hash=digest, document_id=document)

    def _gone(self, name: str, digest: str, before: Seen | None, reason: str) -> Seen:
        self._report.counts[Step.GONE] += 1
        self._withdraw(before)
        document = before.document_id if before else ""
        return Seen(object_id=name, verdict=Verdict.GONE, reason=reason, hash=digest, document_id=document)

    def _withdraw(self, before: Seen | None) -> None:
        if before and before.document_id and withdraw(self._store, self._known, before.document_id):
            self._report.counts[Step.WITHDRAWN] += 1

    def _saved(self, paper: Paper, text: Motion | None, report: ImportReport | None = None) -> str:
        """Keep the paper as a document; returns a German note if that was not done."""
        motion = as_motion(
            paper,
            self._near.around(paper),
            municipality=self._source.municipality,
            source=self._source.name,
            text=text,
        )
        newest = newest_revision(self._store, motion.id)
        if newest and newest.editor != HARVESTER:
            self._report.counts[Step.KEPT] += 1
            return "Die Redaktion hat eine neuere Fassung; sie bleibt."
        state = State.PUBLISHED if self._source.publish else State.DRAFT
        matter = newest.document.matter if newest and isinstance(newest.document, Motion) else ""
        topics = self._topics.sure_in(motion) if self._source.publish else ()
        motion = without_personal_data(replace(motion, state=state, matter=matter, topics=topics))
        report = report and replace(report, topics=self._topics.proposed_for(motion))
        if newest and newest.document == motion:
            self._report.counts[Step.UNCHANGED] += 1
            return ""
        self._report.counts[Step.CHANGED if newest else Step.ADDED] += 1
        based_on = newest.number if newest else None
        save_revision(self._store, self._known, motion, editor=HARVESTER, based_on=based_on, report=report)
        return ""

    def _look_after(self) -> None:
        """What the list itself does not tell: papers that vanished, late results, papers of the same matter."""
        if self._run.is_full:
            self._withdraw_vanished()
        else:
            self._look_again_at_open_papers()
        self._take_related()
        join_matters(self._store, self._known, self._source, HARVESTER)

    def _withdraw_vanished(self) -> None:
        """Those that a full list lacks, each asked for by its own address first."""
        missing = self._store.harvests.with_verdict(self._source.id, Verdict.TAKEN, before_run=self._run.id)
        gone = [one for one in missing if self._is_gone(one)]
        taken = self._store.harvests.counts(self._source.id).get(Verdict.TAKEN, 0)
        if len(gone) > _LIKELY_A_FAULT and len(gone) > taken / 2:
            self._report.notes.append(
                f"{len(gone)} von {taken} Vorlagen wären verschwunden; das sieht nach einem Fehler aus, nichts wurde zurückgezogen."
            )
            return
        for one in gone:
            seen = self._gone(one.object_id, one.hash, one, "Auf dem Server nicht mehr vorhanden.")
            self._store.harvests.keep(self._source.id, replace(seen, run=self._run.id))

    def _is_gone(self, seen: Seen) -> bool:
        if not is_address(seen.object_id):
            return False
        with suppress(KnowledgeBaseError):
            answer = self._client.get(seen.object_id)
            if answer.is_gone:
                return True
            content = parse(answer.body, seen.object_id)
            return isinstance(content, dict) and is_deleted(content)
        return False

    def _look_again_at_open_papers(self) -> None:
        """A result is entered with the meeting, and not every server tells that the paper changed by it."""
        for seen in self._store.harvests.with_verdict(self._source.id, Verdict.TAKEN, before_run=self._run.id):
            newest = newest_revision(self._store, seen.document_id)
            if seen.content and newest and self._is_open(newest):
                said_before = newest.document if isinstance(newest.document, Motion) else None
                self._saved(read_paper(seen.content, seen.object_id), said_before)

    def _is_open(self, newest: Revision) -> bool:
        motion = newest.document
        if not isinstance(motion, Motion) or motion.outcome or newest.editor != HARVESTER:
            return False
        return any(one.date and one.date >= (self._now - OPEN_FOR).date() for one in motion.consultations)

    def _take_related(self) -> None:
        """Papers that a taken one names as its own: an amendment rarely says what it is about."""
        taken = self._store.harvests.with_verdict(self._source.id, Verdict.TAKEN)
        wanted = {one for seen in taken if seen.reason != PART_OF for one in related_papers(seen.content or {})}
        known = self._store.harvests.seen(self._source.id, sorted(wanted))
        for address in sorted(wanted):
            before = known.get(address)
            if before is None or before.verdict is Verdict.LEFT:
                self._take_one(address)

    def _take_one(self, address: str) -> None:
        """A relation that leads nowhere is none, and is not followed again."""
        with suppress(AddressRefused, UnreadableAnswer, ServerUnavailable):
            answer = self._client.get(address)
            if answer.is_gone:
                missing = Seen(object_id=address, verdict=Verdict.GONE, reason=_DANGLING, run=self._run.id)
                self._store.harvests.keep(self._source.id, missing)
                return
            item = parse(answer.body, address)
            if not isinstance(item, dict) or is_deleted(item) or identity(item, address) != address:
                return
            paper = read_paper(item, address)
            self._saved(paper, None)
            seen = self._taken(item, content_hash(item), PART_OF, document_id(address))
            self._store.harvests.keep(self._source.id, replace(seen, run=self._run.id))


def first_page(papers: str, since: datetime.datetime | None) -> str:
    """The address to begin with. Some servers refuse encoded parameters, so there is nothing in it to encode."""
    if since is None:
        return papers
    moment = (since - OVERLAP).astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{papers}{'&' if '?' in papers else '?'}modified_since={moment}"


def content_hash(item: Mapping[str, Any]) -> str:
    """Of what a paper says and what it is judged by; when somebody touched it says nothing."""
    said = json.dumps(_without_times(item), sort_keys=True, default=str)
    return sha256(f"{RULES_VERSION}{said}".encode("utf-8", "replace")).hexdigest()


def _without_times(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_times(one) for name, one in value.items() if name not in ("modified", "created")}
    return [_without_times(one) for one in value] if isinstance(value, list) else value


def newest_revision(store: Store, document: str) -> Revision | None:
    record = store.documents.record(document)
    return store.documents.revision(document, record.newest) if record else None


def withdraw(store: Store, known: KnownIds, document: str) -> bool:
    """Take a document from the public, whoever wrote its newest revision; returns whether there was anything to take."""
    newest = newest_revision(store, document)
    if newest is None or newest.document.state is State.ARCHIVED:
        return False
    archived = replace(newest.document, state=State.ARCHIVED)
    save_revision(store, known, archived, editor=HARVESTER, based_on=newest.number)
    return True
