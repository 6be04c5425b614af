"""Council information systems: which are read, reading them, and how it went."""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version

from kb.errors import InvalidDocument, KnowledgeBaseError, NotFound, SettingsError
from kb.importing.oparl.addresses import Reach, host_of, read_networks, without_repeats
from kb.importing.oparl.client import Client
from kb.importing.oparl.objects import Body, read_bodies
from kb.importing.oparl.reading import address, parse
from kb.library.harvest_run import HarvestRun, withdraw
from kb.library.harvest_values import Report, SourceState
from kb.library.registers import KnownIds
from kb.settings import Settings
from kb.store import Run, Source, Store, Verdict

HARVEST = "harvest"
"""What only one process does at a time."""
_GO_ON_AFTER = datetime.timedelta(hours=1)
_LONGEST_NAME = 300
_AGS = re.compile(r"\d{8}")


class Harvesting:
    """Every method may raise StoreUnavailable."""

    def __init__(self, settings: Settings, store: Store, known: KnownIds, pause: float = 1.0) -> None:
        """pause: seconds before a server that failed is asked again."""
        self._settings, self._store, self._known, self._pause = settings, store, known, pause

    def add(
        self,
        url: str,
        *,
        municipality: str = "",
        hosts: Sequence[str] = (),
        publish: bool = False,
        every_hours: int = 24,
    ) -> Source:
        """Take up a source: the address of an OParl system, or of one of its bodies.

        municipality: AGS, or a name of the register; by default what the server says. hosts: others that may be asked.
        every_hours: how often the worker reads it; 0: never by itself.
        Raises AddressRefused, ServerUnavailable, UnreadableAnswer, InvalidDocument or SettingsError.
        """
        allowed = without_repeats((host_of(url), *hosts))
        with self._client(allowed) as client:
            body = _only_body(_bodies(client, url), url)
        host_of(body.papers)
        source = Source(
            id=sha256(url.encode()).hexdigest()[:8],
            url=url,
            papers=body.papers,
            name=(body.name or host_of(url))[:_LONGEST_NAME],
            municipality=self._ags(municipality, body),
            hosts=allowed,
            publish=publish,
            added_at=datetime.datetime.now(datetime.UTC),
            every_hours=every_hours,
        )
        if any(one.url == url for one in self._store.harvests.sources()):
            raise InvalidDocument(url, ["Dieses Ratsinformationssystem wird schon eingelesen."])
        self._store.harvests.add(source)
        self._known.refresh()
        return source

    def remove(self, which: str, *, keep_documents: bool = False) -> int:
        """Forget a source and withdraw what came from it; returns how many documents that were. Raises NotFound."""
        source = self.source(which)
        withdrawn = 0
        with self._alone():
            if not keep_documents:
                taken = self._store.harvests.with_verdict(source.id, Verdict.TAKEN)
                withdrawn = sum(withdraw(self._store, self._known, one.document_id) for one in taken)
            self._store.harvests.remove(source.id)
        return withdrawn

    def source(self, which: str) -> Source:
        """By its id or address. Raises NotFound."""
        for one in self._store.harvests.sources():
            if which in (one.id, one.url):
                return one
        raise NotFound(f"Das Ratsinformationssystem „{which}“")

    def run(
        self, which: str = "", *, full: bool = False, progress: Callable[[int], None] | None = None
    ) -> tuple[Report, ...]:
        """Read all sources, or one; what an earlier run did not finish is gone on with.

        full: read everything, not only what changed. progress: told the number of papers seen so far.
        Raises NotFound for an unknown source, SettingsError without a contact. A server that fails is in its report.
        """
        sources = (self.source(which),) if which else self._store.harvests.sources()
        with self._alone():
            return tuple(self._run_one(one, full=full, progress=progress) for one in sources)

    def run_due(self, now: datetime.datetime | None = None) -> tuple[Report, ...]:
        """Read the sources whose time has come, as the worker does; see `run`. None while another process reads."""
        moment = now or datetime.datetime.now(datetime.UTC)
        with self._store.database.alone(HARVEST) as is_ours:
            states = self.states() if is_ours else ()
            due = [one.source for one in states if one.next_at and one.next_at <= moment]
            return tuple(self._run_one(one, full=False, progress=None) for one in due)

    def _run_one(self, source: Source, *, full: bool, progress: Callable[[int], None] | None) -> Report:
        with self._client(source.hosts) as client:
            return HarvestRun(self._store, self._known, client, source, progress).go(full=full)

    def states(self) -> tuple[SourceState, ...]:
        """Each source with how it stands."""
        return tuple(map(self._state, self._store.harvests.sources()))

    def _state(self, source: Source) -> SourceState:
        last = self._store.harvests.last_run(source.id)
        refused = self._store.harvests.with_verdict(source.id, Verdict.REFUSED)
        return SourceState(
            source=source,
            counts=self._store.harvests.counts(source.id),
            refused=tuple((one.object_id, one.reason) for one in refused),
            started_at=last.started_at if last else None,
            is_running=last is not None and last.ended_at is None,
            problem=last.problem if last else "",
            next_at=_next_at(source, last),
        )

    def verdicts(self, which: str, verdict: Verdict) -> Iterator[tuple[str, str]]:
        """The papers of a source with this verdict, as (id, German reason). Raises NotFound."""
        for one in self._store.harvests.with_verdict(self.source(which).id, verdict):
            yield one.object_id, one.reason

    def documents(self) -> tuple[str, ...]:
        """Ids of all documents that papers of any source became, withdrawn ones too."""
        verdicts = [
            one
            for source in self._store.harvests.sources()
            for kind in Verdict
            for one in self._store.harvests.with_verdict(source.id, kind)
        ]
        return tuple(dict.fromkeys(one.document_id for one in verdicts if one.document_id))

    def _ags(self, given: str, body: Body) -> str:
        """Raises InvalidDocument if nobody says which municipality it is."""
        named = self._known.municipalities.named(given) if given else None
        ags = named.ags if named else given or body.ags
        if not _AGS.fullmatch(ags):
            said = f"„{given}“ ist weder ein Gemeindeschlüssel noch ein bekannter Name." if given else ""
            reason = (
                "Der Server nennt keinen Amtlichen Gemeindeschlüssel. Bitte geben Sie die Kommune an (--municipality)."
            )
            raise InvalidDocument(body.name or body.papers, [said or reason])
        return ags

    @contextmanager
    def _client(self, hosts: Sequence[str]) -> Iterator[Client]:
        reach = Reach(frozenset(hosts), read_networks(self._settings.harvest_networks))
        client = Client(reach, self._user_agent(), self._settings.harvest_rate, self._pause)
        try:
            yield client
        finally:
            client.close()

    def _user_agent(self) -> str:
        contact = self._settings.operator.email
        if not contact:
            raise SettingsError(
                "Für das Einlesen fehlt KB_OPERATOR_EMAIL: Wer einen Server betreibt, soll wissen, wer ihn ausliest."
            )
        home = f"+{self._settings.base_url}; " if self._settings.base_url else ""
        return f"Wissensspeicher-Engagement/{version('wissensspeicher')} ({home}{contact})"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One harvest at a time: two would ask twice as often."""
        with self._store.database.alone(HARVEST) as is_ours:
            if not is_ours:
                raise KnowledgeBaseError("Es wird gerade schon eingelesen. Bitte warten Sie, bis das fertig ist.")
            yield


def _next_at(source: Source, last: Run | None) -> datetime.datetime | None:
    """An interval after the last run began; a run that was broken off is gone on with sooner."""
    if not source.every_hours:
        return None
    wait = datetime.timedelta(hours=source.every_hours)
    if last and not last.ended_at:
        return last.started_at + min(wait, _GO_ON_AFTER)
    return last.started_at + wait if last else source.added_at


def _bodies(client: Client, url: str) -> tuple[Body, ...]:
    """The bodies at an address: itself one, or a system with a list of them."""
    answer = client.get(url)
    content = parse(answer.body, url)
    listed = address(content, "body") if isinstance(content, dict) and "paper" not in content else ""
    if not listed:
        return read_bodies(content, url)
    return read_bodies(parse(client.get(listed).body, listed), listed)


def _only_body(bodies: Sequence[Body], url: str) -> Body:
    if not bodies:
        raise InvalidDocument(url, ["Dort ist keine Körperschaft mit Drucksachen nach OParl zu finden."])
    if len(bodies) > 1:
        named = ", ".join(f"{one.name}: {one.id}" for one in bodies)
        raise InvalidDocument(
            url, [f"Dort gibt es mehrere Körperschaften; bitte geben Sie die Adresse einer an ({named})."]
        )
    return bodies[0]
