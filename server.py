"""Wires the hub together; the `throughline` command."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import ssl
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import httpx
import prometheus_client
import prometheus_client.multiprocess
import structlog
import typer
from pydantic import DirectoryPath, Field, FilePath, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from authz import manifests, policy_data
from authz.admission import Admission, Admitted
from authz.commands import issuer_of, print_token
from authz.heads import sign
from authz.introspection import Introspection
from authz.issuing import AUDIENCE, ISSUER
from authz.keys import Keys
from authz.ledger import Ledger
from authz.ledger_commands import ledger_app
from authz.ledger_heads import keeping
from authz.ledger_store import LedgerUnavailable
from authz.policy_document import document
from authz.presented import Presented
from authz.public_keys import KeySource
from authz.requester import Account
from authz.stamping import LATEST, Stamping, authority_of
from authz.tokens import LONGEST_LIFE, Tokens
from connectors import http as records
from connectors.commands import connector_app, identity_app, ingest_file, keep_weights
from connectors.erasing import Erasing
from connectors.intake import Intake, transform
from connectors.linking import Linking
from connectors.lookups.asking import Lookups, asking
from connectors.lookups.taking import Taking
from connectors.lookups.targets import MOST_SECONDS, BadCustodians, Target, secret_of, targets_of
from connectors.registry import SOURCES
from connectors.relating import Relating
from connectors.synthetic import agencies
from connectors.synthetic import custodian as simulated
from connectors.synthetic import demo as synthetic
from connectors.synthetic.population import population
from connectors.writing import Writing
from explorer.entry.demo_issuer import DemoIssuer, workers
from explorer.entry.sessions import Sessions
from explorer.entry.signing_in import BACK, Provider
from explorer.routing import routes as page_routes
from graph import constraints, registry
from graph.candidates import ALL, Candidates
from graph.canonical_hash import canonical_hash
from graph.commands import db_app
from graph.database import Database, DatabaseFault
from graph.embedded import Embedded, EmbeddedFault, Memory
from graph.embedded import Running as Neo4j
from graph.following import Following
from graph.library import LibraryFault
from graph.rebuilding import refuse_unless_empty
from graph.rehearsal import rehearse
from graph.scope import Scope
from graph.scopes import Scopes
from graph.times import now
from graph.writer import Writer
from resolvers import health, listening, policy_commands, refusals
from resolvers import http as questions
from resolvers.answering import Hub
from resolvers.api import SCHEMA
from resolvers.commands import ask_file, print_schema
from resolvers.deciding import Deciding
from resolvers.documents import document_of
from resolvers.frame import Frame
from resolvers.graphiql.page import Page
from resolvers.health import Stamps
from resolvers.plans import Plans
from resolvers.presenting import presented
from resolvers.register_http import routes as register_routes
from resolvers.registry_commands import RegistryFault, add_administrator, add_organisation
from resolvers.registry_desk import Desk
from resolvers.report_acts import Issuing
from resolvers.report_http import routes as report_routes
from resolvers.supervising import Supervisor, WorkersFailed, end_with_supervisor
from resolvers.turning_away import WhereFull
from resolvers.warming import warm
from schema.declare import BadNoun
from schema.matching.weights import BadWeights, load
from schema.model import MODEL

PREFIX = "THROUGHLINE_"
METRICS = "PROMETHEUS_MULTIPROC_DIR"  # where prometheus_client lets workers add up what they counted
LOOPBACK = ("127.0.0.1", "localhost")
Told = Callable[[str], None]
Observer = Callable[[str], None]
Clock = Callable[[], str]


class Settings(BaseSettings):
    """Read once from THROUGHLINE_… and `.env`; see docs/settings.md."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="forbid")

    state: Path = Path(".throughline")
    address: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: str = Field(default="", pattern=r"^(https?://[^/?#@\s]+(/[^?#\s]*)?)?$")
    tls_certificate: FilePath | None = None
    tls_key: FilePath | None = None
    tls_clients: FilePath | None = None
    neo4j_url: str = "embedded"
    neo4j_user: str = "neo4j"
    neo4j_password: str = Field(default="", repr=False)
    neo4j_heap: int | None = Field(default=None, ge=256)
    neo4j_library: Path | None = None
    reads: Literal["driver", "bolt"] = "bolt"
    ledger_url: str = Field(default="", repr=False)
    witness: Path | None = None
    stamps: str = Field(default="", pattern=r"^(https?://.+)?$")
    stamps_roots: FilePath | None = None
    issuer: str = ISSUER
    audience: str = AUDIENCE
    jwks: str = ""
    introspection: str = Field(default="", pattern=r"^(https://.+|http://(127\.0\.0\.1|localhost|\[::1\])[:/].*)?$")
    introspection_client: str = ""
    introspection_secret: FilePath | None = None
    manifests: DirectoryPath | None = None
    manifest_keys: FilePath | None = None
    manifests_only: bool = False
    longest_life: int = Field(default=LONGEST_LIFE, ge=60, le=LONGEST_LIFE)
    keys: Path | None = None
    policy: Path = policy_data.FOLDER
    weights: Path | None = None
    custodians: FilePath | None = None
    pages_issuer: str = Field(default="", pattern=r"^(https://.+|http://(127\.0\.0\.1|localhost|\[::1\])[:/].*)?$")
    pages_client: str = ""
    pages_secret: FilePath | None = None
    custodians_late: int = Field(default=3600, ge=MOST_SECONDS, le=86400)
    log_level: str = Field(default="warning", pattern="^(debug|info|warning|error)$")
    json_output: bool = Field(default=False, exclude=True)

    @property
    def key_folder(self) -> Path:
        return self.keys or self.state / "keys"

    @property
    def ledger(self) -> str:
        if self.ledger_url:
            return self.ledger_url
        folder = (self.state / "ledger").absolute()
        folder.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{folder / 'ledger.db'}"

    @property
    def hub(self) -> str:
        return f"{'https' if self.tls_certificate else 'http'}://127.0.0.1:{self.port}"

    @property
    def known_as(self) -> str:
        """The address that clients use; what a request says of it proves nothing."""
        return self.public_url or self.hub

    @property
    def hosts(self) -> frozenset[str]:
        """What a request's `Host` may name: that address, and this machine itself."""
        return frozenset({str(urlsplit(self.known_as).hostname), *LOOPBACK, "[::1]"})


class BadSetting(Exception):
    """A setting that nobody reads, or of a value that it cannot have; the message names it."""


NO_SETTING = "There is no setting {}; docs/settings.md lists them all."


def settings_of(environment: Mapping[str, str], **told: Any) -> Settings:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    unknown = [n for n in environment if n.upper().startswith(PREFIX) and n.upper() not in known]
    if unknown:
        raise BadSetting(NO_SETTING.format(unknown[0]))
    try:
        return Settings(**{name: value for name, value in told.items() if value is not None})
    except ValidationError as fault:
        error = fault.errors()[0]
        name = "_".join(map(str, error["loc"])).upper()
        if error["type"] == "extra_forbidden":
            raise BadSetting(NO_SETTING.format(name)) from None
        raise BadSetting(f"{PREFIX}{name}: {error['msg']}; see docs/settings.md.") from None


# A hub at work


@dataclass(frozen=True, slots=True)
class Running:
    """The hub's parts, for HTTP, for the demo and for tests."""

    app: Starlette
    hub: Hub
    intake: Intake
    lookups: Lookups
    following: Following
    ledger: Ledger
    database: Database
    settings: Settings
    admission: Admission
    clock: Clock

    def pages(self, provider: Provider, sessions: Sessions | None = None) -> list[Route]:
        """Those of the explorer, for whoever signs in at this provider; `sessions`: who is at work already."""

        async def admit(token: str) -> Admitted:
            return await self.admission.admit(Presented(f"Bearer {token}"), "read", self.clock())

        return page_routes(self.hub, admit, provider, self.settings.known_as, sessions)


def _silent(_text: str) -> None: ...


@asynccontextmanager
async def running(
    settings: Settings, told: Told = _silent, observer: Observer = _silent, clock: Clock = now, signing: bool = True
) -> AsyncIterator[Running]:
    """Everything started in order, and ended in the order reversed. Not `signing`: another process signs heads."""
    async with AsyncExitStack() as stack:
        policy, tokens, listed = policy_data.load(settings.policy), _tokens(settings), _listed(settings)
        targets = targets_of(settings.custodians) if settings.custodians else {}
        keys = Keys.open(settings.key_folder)
        ledger = await stack.enter_async_context(_ledger(settings, keys, clock, signing))
        database = await stack.enter_async_context(_database(settings, told, observer))
        await constraints.prepare(database, MODEL)
        following = await _following(database, ledger, keys, told)
        admission = _admission(policy, tokens, database, ledger, following)
        scopes = await _scopes(database)
        following.moved += [admission.moved_to, scopes.moved_to]

        candidates = Candidates(database.value, MODEL)
        intake = await _intake(settings, keys, ledger, candidates, following, clock)
        lookups = await stack.enter_async_context(_lookups(settings, targets, intake, clock))

        def decide(asker: Any, at: str) -> Deciding:
            desk = Desk(database.value, ledger.last_uses, following, policy, asker, at)
            return Deciding(
                database.value, candidates, desk, Writing(intake), Erasing(intake, database.value),
                ledger.organisations_told, Issuing(scopes, lookups, partial(sign, keys.heads)),
            )  # fmt: skip

        hub = Hub(
            policy, Plans(SCHEMA, MODEL), scopes, database.value, ledger, decide, keys.cursors, clock, following.turn
        )
        stamps = Stamps(LATEST, ledger.unstamped_since, clock) if settings.stamps else None
        app = create_app(hub, intake, admission, database, settings, clock, listed, stamps)
        yield Running(app, hub, intake, lookups, following, ledger, database, settings, admission, clock)


async def _intake(
    settings: Settings, keys: Keys, ledger: Ledger, candidates: Candidates, following: Following, clock: Clock
) -> Intake:
    """Nothing that an earlier end left uncompared is left so."""
    linking = Linking(candidates, following, keys.identify, load(settings.weights), clock)
    relating = Relating(candidates.fetch, following, keys.identify, clock)
    intake = Intake(SOURCES, ledger, following, linking, relating, clock)
    async with following.turn():
        await intake.settle()
    return intake


def _lookups(
    settings: Settings, targets: Mapping[str, Target], intake: Intake, clock: Clock
) -> AbstractAsyncContextManager[Lookups]:
    return asking(targets, Taking(intake).take, clock, settings.custodians_late)


@asynccontextmanager
async def _ledger(settings: Settings, keys: Keys, clock: Clock, signing: bool = True) -> AsyncIterator[Ledger]:
    """Its heads are signed from the first moment to the last."""
    ledger = await Ledger.open(settings.ledger, keys.sealing)
    try:
        stamps = _stamps(settings, ledger)
        async with keeping(ledger, keys.heads, settings.witness, clock, stamps) if signing else nullcontext():
            yield ledger
    finally:
        await ledger.close()


def _stamps(settings: Settings, ledger: Ledger) -> Stamping | None:
    if bool(settings.stamps) != bool(settings.stamps_roots):
        raise BadSetting(f"{PREFIX}STAMPS: tell it with its _ROOTS; see docs/settings.md.")
    if settings.stamps_roots is None:
        return None
    return Stamping(authority_of(settings.stamps, settings.stamps_roots), ledger.keep_stamp)


@asynccontextmanager
async def _neo4j(settings: Settings, told: Told) -> AsyncIterator[Neo4j]:
    """The embedded one, or any Neo4j 5.26+ by URL: the same from here on."""
    if settings.neo4j_url != "embedded":
        yield Neo4j(settings.neo4j_url, settings.neo4j_user, settings.neo4j_password)
        return
    memory = Memory.of_this_machine(settings.neo4j_heap)
    async with Embedded(settings.state, settings.neo4j_library, memory, _jars(told)) as found:
        yield found


@asynccontextmanager
async def _database(settings: Settings, told: Told, observer: Observer) -> AsyncIterator[Database]:
    direct = settings.reads == "bolt"
    async with _neo4j(settings, told) as found, _connected(found, observer, direct) as database:
        yield database


@asynccontextmanager
async def _connected(neo4j: Neo4j, observer: Observer = _silent, direct: bool = False) -> AsyncIterator[Database]:
    database = Database(neo4j.url, neo4j.user, neo4j.password, observer, direct)
    try:
        await database.verify()
        yield database
    finally:
        await database.close()


async def _scopes(database: Database) -> Scopes:
    scopes = Scopes(database.value, Scope(MODEL), MODEL.nouns())
    await scopes.warm(database.run)
    return scopes


def _jars(told: Told) -> Callable[[int, int], None]:
    def progress(done: int, wanted: int) -> None:
        if done < wanted and done % 20 == 0:
            told(f"Neo4j: {done} of {wanted} jars at hand")

    return progress


async def _following(database: Database, ledger: Ledger, keys: Keys, told: Told) -> Following:
    following = Following(database, ledger, Writer(MODEL))
    for name, source in SOURCES.items():
        following.transforms[name] = transform(source, keys.identify, following.services)
    if replayed := await following.catch_up():
        told(f"{replayed} ledger entries applied to the graph")
    return following


def _tokens(settings: Settings) -> Tokens:
    """The demo's own keys sign for the demo's issuer alone."""
    if settings.issuer != ISSUER and not settings.jwks:
        raise BadSetting("THROUGHLINE_JWKS: tell the public keys of THROUGHLINE_ISSUER; see docs/settings.md.")
    where = settings.jwks or str(issuer_of(settings.key_folder).jwks)
    return Tokens(settings.issuer, settings.audience, KeySource(where), longest_life=settings.longest_life,
                  introspection=_introspection(settings))  # fmt: skip


def _introspection(settings: Settings) -> Introspection | None:
    """Nobody asks in another's name, or without one."""
    told = (settings.introspection, settings.introspection_client, settings.introspection_secret)
    known = _client("INTROSPECTION: tell it with its _CLIENT and _SECRET", *told)
    return Introspection(*known) if known else None


def _provider(settings: Settings) -> Provider | None:
    """Where workers sign in to the pages; without one there are none."""
    told = (settings.pages_issuer, settings.pages_client, settings.pages_secret)
    known = _client("PAGES_ISSUER: tell it with PAGES_CLIENT and PAGES_SECRET", *told)
    return Provider(*known) if known else None


def _client(otherwise: str, url: str, name: str, secret: Path | None) -> tuple[str, str, str] | None:
    """An issuer's address, and the client that the hub is there with its secret: all of it is told, or none."""
    if not any((url, name, secret)):
        return None
    if not (url and name and secret):
        raise BadSetting(f"{PREFIX}{otherwise}; see docs/settings.md.")
    return url, name, secret.read_text(encoding="utf-8").strip()


def _listed(settings: Settings) -> manifests.Manifests:
    if settings.manifests is None:
        return manifests.Manifests(all_listed=settings.manifests_only)
    keys = settings.manifest_keys or settings.key_folder / manifests.PUBLIC
    return manifests.load(settings.manifests, keys, _objection, settings.manifests_only)


def _objection(text: str) -> str | None:
    """Why a listed operation cannot be asked any more."""
    faults = document_of(SCHEMA, text).faults
    return faults[0].message if faults else None


def _admission(
    policy: policy_data.Policy, tokens: Tokens, database: Database, ledger: Ledger, following: Following
) -> Admission:
    async def look_up(issuer: str, subject: str) -> Account | None:
        found = await registry.account(database.value, issuer, subject)
        return found and replace(found, used_on=(await ledger.last_uses([found.id])).get(found.id, ""))

    tokens.proofs.first = ledger.proof
    return Admission(policy, tokens, look_up, ledger.use, following.look)


def create_app(
    hub: Hub,
    intake: Intake,
    admission: Admission,
    database: Database,
    settings: Settings,
    clock: Clock = now,
    listed: manifests.Manifests = manifests.NONE,
    stamps: Stamps | None = None,
) -> Starlette:
    async def admit(request: Request, scope: str) -> Admitted:
        return await admission.admit(presented(request, settings.known_as), scope, clock())

    async def metrics(_request: Request) -> Response:
        counted = prometheus_client.generate_latest(_registry())
        return Response(counted, media_type=prometheus_client.CONTENT_TYPE_LATEST)

    routes = [
        *questions.routes(hub, admit, listed),
        *report_routes(hub, admit),
        *register_routes(hub, admit, listed),
        *records.routes(intake, admit),
        *health.routes(database.verify, stamps),
        Route("/metrics", metrics),
    ]
    framed = Middleware(Frame, hosts=settings.hosts)
    app = Starlette(routes=routes, middleware=[framed], exception_handlers=dict(refusals.HANDLERS))
    app.router.redirect_slashes = False  # an address is written one way
    return app


def _registry() -> prometheus_client.CollectorRegistry:
    """What was counted here, or by all workers."""
    if METRICS not in os.environ:
        return prometheus_client.REGISTRY
    found = prometheus_client.CollectorRegistry()
    prometheus_client.multiprocess.MultiProcessCollector(found)  # type: ignore[no-untyped-call]
    return found


# Serving


def _tls(settings: Settings) -> ssl.SSLContext | None:
    """Plain HTTP is for this machine alone: a token that another one could read is anybody's."""
    if settings.tls_certificate is None:
        if settings.address not in LOOPBACK:
            raise BadSetting(
                "THROUGHLINE_ADDRESS: another address than this machine's needs THROUGHLINE_TLS_CERTIFICATE."
            )
        if settings.tls_key or settings.tls_clients:
            raise BadSetting(
                "THROUGHLINE_TLS_CERTIFICATE: tell it with THROUGHLINE_TLS_KEY and THROUGHLINE_TLS_CLIENTS."
            )
        return None
    try:
        return listening.tls(settings.tls_certificate, settings.tls_key, settings.tls_clients)
    except ssl.SSLError as fault:
        raise BadSetting(f"THROUGHLINE_TLS_CERTIFICATE: no certificate with its key ({fault.reason}).") from None


@asynccontextmanager
async def _warming(hub: Running) -> AsyncIterator[None]:
    """Beside the first questions: nobody waits for it, and a database that fails says so to whoever asks."""
    task = asyncio.create_task(warm(hub.hub.plans, hub.database.run, now()))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _serve(settings: Settings) -> None:
    context, provider = _tls(settings), _provider(settings)
    with listening.listening(settings.address, settings.port) as port:
        async with running(settings, _say) as hub, _warming(hub):
            if provider:
                hub.app.routes.extend(hub.pages(provider))
            _say(f"Serving at {settings.known_as}. Ctrl-C ends it.")
            await listening.serving(hub.app, context, WhereFull(hub.hub.turnstile)).serve([port])


async def _supervise(settings: Settings, count: int) -> None:
    """The database, the heads of the ledger and the port are this process's; workers do all else, and end first."""
    if not settings.ledger_url.startswith("postgresql"):
        raise BadSetting(
            "THROUGHLINE_LEDGER_URL: more than one worker needs a ledger in PostgreSQL (postgresql+psycopg://…); "
            "a SQLite file serves one. Tell its address, or leave out --workers."
        )
    if settings.pages_issuer:
        raise BadSetting(f"{PREFIX}PAGES_ISSUER: pages are served by one process, which holds who is signed in; leave "
                         "it out, or leave out --workers.")  # fmt: skip
    _tls(settings)
    async with AsyncExitStack() as stack:
        port = stack.enter_context(listening.listening(settings.address, settings.port))
        os.environ[METRICS] = stack.enter_context(tempfile.TemporaryDirectory(prefix="throughline-"))
        neo4j = await stack.enter_async_context(_neo4j(settings, _say))
        await stack.enter_async_context(_ledger(settings, Keys.open(settings.key_folder), now))
        async with _connected(neo4j) as database:
            await constraints.prepare(database, MODEL)
            await _scopes(database)  # planned once, where workers would all plan it at once
            await warm(Plans(SCHEMA, MODEL), database.run, now())
        at = {"neo4j_url": neo4j.url, "neo4j_user": neo4j.user, "neo4j_password": neo4j.password}
        told = settings.model_copy(update=at)
        _say(f"Serving at {settings.known_as}, by {count} workers. Ctrl-C ends it.")
        await Supervisor(count, lambda number: (_work, (told, port, number))).run()


def _work(settings: Settings, port: socket.socket, number: int) -> None:
    """One worker, in a process of its own."""

    async def serve() -> None:
        end_with_supervisor()
        async with running(settings, _say, signing=False) as hub:
            await listening.serving(hub.app, _tls(settings), WhereFull(hub.hub.turnstile)).serve([port])

    _logging(settings.log_level, worker=number)
    _worded(lambda: _run(serve()))


async def _demo(settings: Settings, seed: int, reports: int, once: bool) -> None:
    """The demo is a client of this hub, over HTTP; only the registry is entered as commands."""
    if settings.tls_certificate:
        raise BadSetting("THROUGHLINE_TLS_CERTIFICATE: the demo speaks plain HTTP on this machine; leave it out.")
    with listening.listening(LOOPBACK[0], settings.port) as port:
        async with running(settings, _say) as hub, _warming(hub):
            issuer = issuer_of(settings.key_folder)
            page = Page(issuer.token)
            hub.app.routes.extend(page.routes())
            signing_in = DemoIssuer(issuer, settings.hub, f"{settings.known_as}{BACK}", workers(agencies.HOMES))
            hub.app.routes.extend((*signing_in.routes(), *hub.pages(signing_in.provider())))
            server = listening.serving(hub.app)
            serving = asyncio.create_task(server.serve([port]))
            command = hub.following.command
            asking = asyncio.create_task(
                synthetic.show(settings.hub, issuer, command, seed, reports, page.offer, settings.state)
            )
            await asyncio.wait((serving, asking), return_when=asyncio.FIRST_COMPLETED)
            failed = asking.exception() if asking.done() else None
            server.should_exit = once or failed is not None or not asking.done()
            asking.cancel()
            await serving
            if failed:
                raise failed


# The command

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
                  help="A hub for what agencies may share.")  # fmt: skip
cli.add_typer(db_app, name="db")
cli.add_typer(ledger_app, name="ledger")
cli.add_typer(connector_app, name="connector")
cli.add_typer(identity_app, name="identity")
policy_app = typer.Typer(no_args_is_help=True, help="The access policy: checked, compared, in words.")
cli.add_typer(policy_app, name="policy")
manifest_app = typer.Typer(no_args_is_help=True, help="Lists of what applications may ask.")
cli.add_typer(manifest_app, name="manifest")
account_app = typer.Typer(no_args_is_help=True, help="How a registry begins: its first administrators.")
cli.add_typer(account_app, name="account")
organisation_app = typer.Typer(no_args_is_help=True, help="How a registry begins: its organisations.")
cli.add_typer(organisation_app, name="organisation")
FAULTS = (EmbeddedFault, LibraryFault, BadSetting, BadNoun, BadWeights, listening.PortInUse, policy_data.PolicyFault,
          manifests.ManifestFault, RegistryFault, DatabaseFault, BadCustodians, simulated.NoSuchCustodian,
          LedgerUnavailable, constraints.SchemaIncomplete, synthetic.DemoFault, WorkersFailed)  # fmt: skip
Context = typer.Context


@cli.callback()
def main_options(
    context: Context,
    state: Annotated[Path | None, typer.Option(help="Folder of this hub's state.")] = None,
    port: Annotated[int | None, typer.Option(help="Port of HTTP.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the synthetic population.")] = 7,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    settings = settings_of(os.environ, state=state, port=port)
    settings.json_output = json
    context.obj = settings
    context.meta["seed"] = seed
    _logging(settings.log_level)


@cli.command()
def serve(
    context: Context,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes that answer; more than one needs a ledger in PostgreSQL.")
    ] = 1,
) -> None:
    """Serve HTTP."""
    _run(_serve(context.obj) if workers == 1 else _supervise(context.obj, workers))


@cli.command()
def demo(
    context: Context,
    reports: Annotated[int, typer.Option(help="How many synthetic reports.")] = 3000,
    once: Annotated[bool, typer.Option("--once", help="Show the answers and end.")] = False,
) -> None:
    """A synthetic population, one question, three roles; then serve."""
    _run(_demo(context.obj, context.meta["seed"], reports, once))


@cli.command()
def token(
    context: Context,
    role: Annotated[str, typer.Option(help="A data role: the demo's worker in it.")] = "",
    account: Annotated[str, typer.Option(help="Or the subject of an account of the registry.")] = "",
    scope: Annotated[str, typer.Option(help="read, write, ingest.")] = "read write",
    minutes: Annotated[int, typer.Option(help="How long it is good.", min=1, max=1440)] = 720,
) -> None:
    """Print an access token of the demo's issuer, alone."""
    if bool(role) == bool(account):
        raise typer.BadParameter("Tell either --role or --account.")
    print_token(context.obj.key_folder, role or account, scope, minutes * 60)


@cli.command()
def custodian(
    context: Context,
    custodian: Annotated[str, typer.Option(help="Whose records it answers from.")],
    port: Annotated[int, typer.Option(help="Its port on this machine.", min=1, max=65535)],
    secret_file: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="File of the secret it is asked with.")
    ],
    delay: Annotated[float, typer.Option(help="Seconds before it answers.", min=0)] = 0.0,
    refuse: Annotated[str, typer.Option(help="It refuses, for a reason of the code list.")] = "",
    fault: Annotated[simulated.Misconduct | None, typer.Option(help="What it does wrong.")] = None,
    reports: Annotated[int, typer.Option(help="How many synthetic reports.")] = 3000,
) -> None:
    """Answer look-ups as a custodian of the synthetic population, in a process of its own."""
    secret = secret_of(secret_file, "--secret-file")
    conduct = simulated.Conduct(delay, refuse, fault)

    async def work() -> None:
        with listening.listening(LOOPBACK[0], port) as taken:
            held = simulated.holdings(population(context.meta["seed"], reports, until=synthetic.UNTIL), custodian)
            _say(f"Answering as {custodian} at http://{LOOPBACK[0]}:{port}. Ctrl-C ends it.")
            await listening.serving(simulated.app(held, secret, conduct)).serve([taken])

    _run(work())


@cli.command()
def ingest(
    context: Context, connector: str, file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]
) -> None:
    """Send a file of records to the hub that serves."""
    access = issuer_of(context.obj.key_folder).token("system_connector", scope="ingest")
    ingest_file(context.obj.hub, access, connector, file, context.obj.json_output)


@cli.command()
def query(
    context: Context,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    role: Annotated[str, typer.Option(help="A data role of the demo's registry.")],
    purpose: Annotated[str, typer.Option(help="Why it is asked.")] = "",
    matter: Annotated[str, typer.Option(help="Under which matter.")] = "",
    reason: Annotated[str, typer.Option(help="In words.")] = "",
) -> None:
    """Ask the hub that serves, as the demo's worker in a role."""
    access = issuer_of(context.obj.key_folder).token(role)
    ask_file(context.obj.hub, access, file, purpose, matter, reason)


async def _by_itself(settings: Settings, work: Callable[[Running], Awaitable[None]]) -> None:
    """The hub's parts, and nobody served: its port and its state folder are taken, so that no hub writes beside it."""
    with listening.listening(LOOPBACK[0], settings.port):
        async with running(settings, _say) as hub:
            await work(hub)


@account_app.command("administrator")
def account_administrator(
    context: Context,
    subject: Annotated[str, typer.Option(help="Subject of its tokens.")],
    organisation: Annotated[str, typer.Option(help="Id of its organisation.")],
) -> None:
    """Make one of the first two administrators; stop the hub first. He signs the privacy agreement himself."""

    async def work(hub: Running) -> None:
        told = (hub.database.value, hub.ledger.last_uses, hub.following, hub.hub.policy, now())
        typer.echo(await add_administrator(*told, context.obj.issuer, subject, organisation))

    _run(_by_itself(context.obj, work))


@organisation_app.command("add")
def organisation_add(
    context: Context,
    id: str,
    kind: Annotated[str, typer.Option(help="Kind of the policy's list: it says classes, roles and duties.")],
    name: Annotated[str, typer.Option(help="Its name.")],
) -> None:
    """Register an organisation with the entity classes of its kind; stop the hub first."""

    async def work(hub: Running) -> None:
        await add_organisation(hub.database.value, hub.following, hub.hub.policy, now(), id, kind, name)
        typer.echo(id)

    _run(_by_itself(context.obj, work))


@manifest_app.command("sign")
def sign_manifest(context: Context, file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Sign a list of operations with the key of this state folder, beside the list."""
    typer.echo(manifests.sign(file, context.obj.key_folder, _objection))


@ledger_app.command()
def rebuild(context: Context) -> None:
    """Build the graph again from the ledger, in the configured and empty Neo4j; print its canonical hash."""

    async def work() -> None:
        keys = Keys.open(context.obj.key_folder)
        async with AsyncExitStack() as stack:
            ledger = Ledger.reading(context.obj.ledger, keys.sealing)
            stack.push_async_callback(ledger.close)
            database = await stack.enter_async_context(_database(context.obj, _say, _silent))
            await refuse_unless_empty(database)
            await constraints.prepare(database, MODEL)
            await _following(database, ledger, keys, _say)
            typer.echo(await canonical_hash(database))

    _run(work())


@ledger_app.command()
def graph(context: Context) -> None:
    """Print the canonical hash of the graph as it is; stop the hub of an embedded one first."""

    async def work() -> None:
        async with _database(context.obj, _say, _silent) as database:
            typer.echo(await canonical_hash(database))

    _run(work())


@identity_app.command()
def train(
    context: Context, out: Annotated[Path, typer.Option(help="File of the weights.")] = Path("weights.json")
) -> None:
    """Learn the weights from the records that this hub holds. Needs the extra `identity`."""

    async def work() -> None:
        async with _database(context.obj, _say, _silent) as database:
            keep_weights([row["said"] for row in await database.run(ALL)], out)

    _run(work())


Folder = Annotated[Path, typer.Argument(exists=True, file_okay=False)]


@policy_app.command("check")
def policy_check(context: Context, folder: Annotated[Path | None, typer.Argument(file_okay=False)] = None) -> None:
    """Read a policy whole, the one at work unless told: every fault with file and line, or what is not in force."""
    policy_commands.check(folder or context.obj.policy)


@policy_app.command("document")
def policy_document(context: Context) -> None:
    """Print the policy at work in words, as Markdown."""
    typer.echo(document(policy_data.load(context.obj.policy), context.obj.policy), nl=False)


@policy_app.command("diff")
def policy_diff(
    context: Context,
    old: Folder,
    new: Folder,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="As on this day; today unless told.")
    ] = None,
    live: Annotated[bool, typer.Option("--live", help="Judge this hub's open matters by both; stop it first.")] = False,
) -> None:
    """Who gains and who loses which fields, before a policy is in force."""
    was, then = policy_data.load(old), policy_data.load(new)

    async def work() -> None:
        moment = f"{day:%Y-%m-%d}T00:00:00Z" if day else now()
        rehearsal = None
        if live:
            async with _database(context.obj, _say, _silent) as database:
                rehearsal = await rehearse(database.value, Scope(MODEL), MODEL.nouns(), was, then, moment)
        policy_commands.difference(was, then, moment[:10], rehearsal, context.obj.json_output)

    _run(work())


@cli.command()
def schema() -> None:
    """Print the SDL."""
    typer.echo(print_schema())


def _logging(level: str, **always: Any) -> None:
    """JSON lines on standard error; libraries' own words only from `error` up. `always` stands in each line."""
    structlog.configure(
        processors=[lambda _log, _method, said: {**always, **said},
                    structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True),
                    structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(typer.get_text_stream("stderr")),
    )  # fmt: skip
    logging.getLogger().setLevel(logging.ERROR)


def _say(text: str) -> None:
    typer.echo(text, err=True)


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Until it is done or told to stop: then too, what was started is ended."""

    async def main() -> None:
        task = asyncio.current_task()
        assert task
        for number in listening.STOPPING:
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        await work

    try:
        asyncio.run(main())
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise SystemExit(130) from None


def main() -> None:
    """The command."""
    _worded(cli)


def _worded(work: Callable[[], object]) -> None:
    """With our own words for our own faults."""
    try:
        work()
    except FAULTS as fault:
        _say(str(fault))
        raise SystemExit(1) from None
    except httpx.TransportError as fault:
        _say(f"No hub answers at {fault.request.url.copy_with(path='/')}: start one with `throughline serve`.")
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
