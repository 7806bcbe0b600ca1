"""Wires the hub together; the `throughline` command."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import orjson
import prometheus_client
import typer
import uvicorn
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from authz import policy_data
from authz.admission import Admission, Admitted, NotAdmitted
from authz.issuing import AUDIENCE, ISSUER, Issuer
from authz.keys import Keys
from authz.ledger import Ledger, LedgerUnavailable
from authz.tokens import KeySource, TokenMissing, TokenRefused, Tokens
from connectors import http as records
from connectors.commands import connector_app, ingest_file
from connectors.intake import Intake, transform
from connectors.registry import SOURCES
from graph import constraints, registry
from graph.commands import db_app
from graph.database import Database, DatabaseFault, StatementTimedOut
from graph.embedded import Embedded, EmbeddedFault, Memory
from graph.following import Following
from graph.library import LibraryFault
from graph.scope import Scope
from graph.scopes import Scopes
from graph.times import now
from graph.writer import Writer
from resolvers import http as questions
from resolvers.answering import Hub
from resolvers.api import SCHEMA
from resolvers.commands import ask_file, print_schema
from resolvers.deciding import Deciding
from resolvers.errors import status
from resolvers.limits import MOST_BYTES
from resolvers.plans import Plans
from schema.declare import BadNoun
from schema.model import MODEL

MOST_INGEST_BYTES = 32 * 1024 * 1024
CONNECTOR_WORDS = ("KNOWN_AS", "NAMED", "REACHED_AT", "LIVES_AT", "AT", "AT_ATTENDANCE", "AFFECTED_IN",
                   "RESPONDENT_IN", "CHILD_IN", "OTHER_IN", "STATES", "PROTECTED_BY", "RESTRAINED_BY",
                   "REFERRED_IN", "ARISES_FROM")  # fmt: skip


class Settings(BaseSettings):
    """Read once from THROUGHLINE_… and `.env`; see docs/settings.md."""

    model_config = SettingsConfigDict(env_prefix="THROUGHLINE_", env_file=".env", extra="forbid")

    state: Path = Path(".throughline")
    port: int = 8000
    neo4j_url: str = "embedded"
    neo4j_user: str = "neo4j"
    neo4j_password: str = ""
    neo4j_heap: int | None = None
    neo4j_library: Path | None = None
    ledger_url: str = ""
    issuer: str = ISSUER
    audience: str = AUDIENCE
    jwks: str = ""
    keys: Path | None = None
    policy: Path = policy_data.FOLDER
    log_level: str = Field(default="warning", pattern="^(debug|info|warning|error)$")
    json_output: bool = Field(default=False, exclude=True)

    @property
    def key_folder(self) -> Path:
        return self.keys or self.state / "keys"

    @property
    def ledger(self) -> str:
        folder = (self.state / "ledger").absolute()
        folder.mkdir(parents=True, exist_ok=True)
        return self.ledger_url or f"sqlite+aiosqlite:///{folder / 'ledger.db'}"


class BadSetting(Exception):
    """A setting that nobody reads."""


def settings_of(environment: dict[str, str], **told: Any) -> Settings:
    known = {f"THROUGHLINE_{name.upper()}" for name in Settings.model_fields}
    unknown = [n for n in environment if n.startswith("THROUGHLINE_") and n not in known]
    if unknown:
        raise BadSetting(f"There is no setting {unknown[0]}; docs/settings.md lists them all.")
    return Settings(**{name: value for name, value in told.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Running:
    """A hub at work, for HTTP and for the demo."""

    app: Starlette
    hub: Hub
    intake: Intake
    following: Following
    ledger: Ledger
    database: Database
    admission: Admission
    settings: Settings


Told = Callable[[str], None]
Observer = Callable[[str], None]


@asynccontextmanager
async def running(
    settings: Settings,
    told: Told = lambda _text: None,
    observer: Observer = lambda _text: None,
    clock: Callable[[], str] = now,
) -> AsyncIterator[Running]:
    """Everything started in order, and ended in the order reversed."""
    async with AsyncExitStack() as stack:
        policy = policy_data.load(settings.policy)
        keys = Keys.open(settings.key_folder)
        ledger = await Ledger.open(settings.ledger, keys.sealing)
        stack.push_async_callback(ledger.close)
        database = await stack.enter_async_context(_database(settings, told, observer))
        await constraints.prepare(database, MODEL)
        labels = (*MODEL.nodes, *constraints.BESIDE_THE_MODEL)
        following = Following(database, ledger, Writer(labels, CONNECTOR_WORDS))
        for name, source in SOURCES.items():
            following.transforms[name] = transform(source, keys.identify, following.services)
        if replayed := await following.catch_up():
            told(f"{replayed} ledger entries applied to the graph")
        scopes = Scopes(database.value, Scope(MODEL), MODEL.nouns())
        admission = _admission(settings, policy, database)
        following.moved.append(admission.forget)

        def decide(asker: Any, at: str) -> Deciding:
            return Deciding(database.value, following.command, asker, at)

        hub = Hub(policy, Plans(SCHEMA, MODEL), scopes, database.value, ledger, decide, keys.cursors, clock)
        intake = Intake(SOURCES, ledger, following, clock)
        app = create_app(hub, intake, admission, database, clock)
        yield Running(app, hub, intake, following, ledger, database, admission, settings)


@asynccontextmanager
async def _database(settings: Settings, told: Told, observer: Observer) -> AsyncIterator[Database]:
    """The embedded one, or any Neo4j 5.26+ by URL: the same from here on."""
    async with AsyncExitStack() as stack:
        url, user, password = settings.neo4j_url, settings.neo4j_user, settings.neo4j_password
        if url == "embedded":
            memory = Memory.of_this_machine(settings.neo4j_heap)
            embedded = Embedded(settings.state, settings.neo4j_library, memory, _jars(told))
            found = await stack.enter_async_context(embedded)
            url, user, password = found.url, found.user, found.password
        database = Database(url, user, password, observer)
        stack.push_async_callback(database.close)
        await database.verify()
        yield database


def _jars(told: Told) -> Callable[[int, int], None]:
    def progress(done: int, wanted: int) -> None:
        if done == wanted or done % 20 == 0:
            told(f"Neo4j: {done} of {wanted} jars at hand")

    return progress


def _admission(settings: Settings, policy: policy_data.Policy, database: Database) -> Admission:
    where = settings.jwks or str(Issuer.open(settings.key_folder / "issuer").jwks)
    tokens = Tokens(settings.issuer, settings.audience, KeySource(where))

    async def look_up(issuer: str, subject: str) -> Any:
        return await registry.account(database.value, issuer, subject)

    return Admission(policy, tokens, look_up)


# HTTP


def create_app(
    hub: Hub, intake: Intake, admission: Admission, database: Database, clock: Callable[[], str]
) -> Starlette:
    async def admit(authorization: str | None, scope: str) -> Admitted:
        return await admission.admit(authorization, scope, clock()[:10])

    async def live(_request: Request) -> Response:
        return _json(200, {"status": "live"})

    async def ready(_request: Request) -> Response:
        try:
            await database.verify()
        except DatabaseFault:
            return _json(503, {"status": "the database does not answer"})
        return _json(200, {"status": "ready"})

    async def metrics(_request: Request) -> Response:
        return Response(prometheus_client.generate_latest(), media_type=prometheus_client.CONTENT_TYPE_LATEST)

    routes = [
        *questions.routes(hub, admit),
        *records.routes(intake, admit),
        Route("/health/live", live),
        Route("/health/ready", ready),
        Route("/metrics", metrics),
    ]
    app = Starlette(routes=routes, exception_handlers=dict(HANDLERS))
    app.add_middleware(Bounded)
    return app


class TooLarge(Exception):
    """More bytes than a body may have."""


class Bounded:
    """Caps a body before it is read whole, and gives every answer its headers."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        most = MOST_INGEST_BYTES if scope["path"].startswith("/ingest/") else MOST_BYTES
        await self.app(scope, _capped(receive, most), _headed(send))


def _capped(receive: Callable[[], Awaitable[Any]], most: int) -> Callable[[], Awaitable[Any]]:
    taken = 0

    async def bounded() -> Any:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLarge
        return message

    return bounded


def _headed(send: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
    async def headed(message: Any) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *HEADERS]
        await send(message)

    return headed


HEADERS = ((b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff"))


def _error(code: str, message: str, **headers: str) -> Response:
    body = {"errors": [{"message": message, "extensions": {"code": code}}]}
    return _json(status(code) if status(code) != 200 else 400, body, headers)


def _json(code: int, said: Any, headers: dict[str, str] | None = None) -> Response:
    return Response(orjson.dumps(said), code, headers, media_type="application/json")


async def _not_admitted(_request: Request, fault: Any) -> Response:
    return _error(fault.code, fault.message)


async def _no_token(_request: Request, fault: Any) -> Response:
    said = {"www-authenticate": "Bearer"}
    return _json(401, {"errors": [{"message": str(fault), "extensions": {"code": "TOKEN_MISSING"}}]}, said)


async def _bad_token(_request: Request, fault: Any) -> Response:
    said = {"www-authenticate": 'Bearer error="invalid_token"'}
    return _json(401, {"errors": [{"message": str(fault), "extensions": {"code": "TOKEN_REFUSED"}}]}, said)


async def _too_large(_request: Request, _fault: Any) -> Response:
    return _error("BODY_TOO_LARGE", "The body is over the limit; ask `limits`, or send it in parts.")


async def _no_database(_request: Request, fault: Any) -> Response:
    code = "TIMED_OUT" if isinstance(fault, StatementTimedOut) else "DATABASE_UNAVAILABLE"
    return _error(code, "The hub cannot answer now. Ask again in a moment, or for less.", **{"retry-after": "5"})


async def _no_ledger(_request: Request, _fault: Any) -> Response:
    return _error("LEDGER_UNAVAILABLE", "The hub cannot keep its record of this, so it does not answer.")


async def _failed(_request: Request, _fault: Exception) -> Response:
    return _json(500, {"errors": [{"message": "The hub failed. Nothing was told.", "extensions": {"code": "INTERNAL"}}]})


HANDLERS: tuple[tuple[Any, Any], ...] = (
    (NotAdmitted, _not_admitted),
    (TokenMissing, _no_token),
    (TokenRefused, _bad_token),
    (TooLarge, _too_large),
    (DatabaseFault, _no_database),
    (LedgerUnavailable, _no_ledger),
    (Exception, _failed),
)


# The command

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="A hub for what agencies may share.")
cli.add_typer(db_app, name="db")
cli.add_typer(connector_app, name="connector")
FAULTS = (EmbeddedFault, LibraryFault, BadSetting, BadNoun, policy_data.PolicyFault, DatabaseFault,
          LedgerUnavailable, constraints.SchemaIncomplete)  # fmt: skip


@cli.callback()
def main_options(
    context: typer.Context,
    state: Annotated[Path | None, typer.Option(help="Folder of this hub's state.")] = None,
    port: Annotated[int | None, typer.Option(help="Port of HTTP.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the synthetic population.")] = 7,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    context.obj = settings_of(dict(os.environ), state=state, port=port)
    context.obj.json_output = json
    context.meta["seed"] = seed


@cli.command()
def serve(context: typer.Context) -> None:
    """Serve HTTP."""
    _run(_serve(context.obj))


@cli.command()
def demo(
    context: typer.Context,
    reports: Annotated[int, typer.Option(help="How many synthetic reports.")] = 3000,
    once: Annotated[bool, typer.Option("--once", help="Show the answers and end.")] = False,
) -> None:
    """A synthetic population, one question, three roles; then serve."""
    _run(_demo(context.obj, context.meta["seed"], reports, once))


@cli.command()
def token(
    context: typer.Context,
    role: Annotated[str, typer.Option(help="A data role of the demo's registry.")],
    scope: Annotated[str, typer.Option(help="read, write, ingest.")] = "read write",
) -> None:
    """Print an access token of the demo's issuer, alone."""
    settings: Settings = context.obj
    typer.echo(Issuer.open(settings.key_folder / "issuer").token(role, scope=scope))


@cli.command()
def ingest(context: typer.Context, connector: str, file: Path) -> None:
    """Send a file of records to the hub that serves."""
    settings: Settings = context.obj
    access = Issuer.open(settings.key_folder / "issuer").token("system_connector", scope="ingest")
    ingest_file(f"http://127.0.0.1:{settings.port}", access, connector, file, settings.json_output)


@cli.command()
def query(
    context: typer.Context,
    file: Path,
    role: Annotated[str, typer.Option(help="A data role of the demo's registry.")],
    purpose: Annotated[str, typer.Option(help="Why it is asked.")] = "",
    matter: Annotated[str, typer.Option(help="Under which matter.")] = "",
    reason: Annotated[str, typer.Option(help="In words.")] = "",
) -> None:
    """Ask the hub that serves, as the demo's worker in a role."""
    settings: Settings = context.obj
    access = Issuer.open(settings.key_folder / "issuer").token(role)
    ask_file(f"http://127.0.0.1:{settings.port}", access, file, purpose, matter, reason)


@cli.command()
def schema() -> None:
    """Print the SDL."""
    typer.echo(print_schema())


async def _serve(settings: Settings) -> None:
    async with running(settings, _say) as hub:
        await _http(hub)


async def _demo(settings: Settings, seed: int, reports: int, once: bool) -> None:
    from connectors.synthetic.demo import show

    async with running(settings, _say) as hub:
        server = _server(hub)
        serving = asyncio.create_task(server.serve())
        while not server.started and not serving.done():
            await asyncio.sleep(0.05)
        issuer = Issuer.open(settings.key_folder / "issuer")
        await show(f"http://127.0.0.1:{settings.port}", issuer, hub.following.command, seed, reports)
        if once:
            server.should_exit = True
        await serving


async def _http(hub: Running) -> None:
    await _server(hub).serve()


def _server(hub: Running) -> uvicorn.Server:
    settings = hub.settings
    return uvicorn.Server(
        uvicorn.Config(
            hub.app, host="127.0.0.1", port=settings.port, log_level=settings.log_level,
            access_log=False, server_header=False, timeout_keep_alive=15,
        )
    )  # fmt: skip


def _say(text: str) -> None:
    typer.echo(text, err=True)


def _run(work: Any) -> None:
    try:
        asyncio.run(work)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except FAULTS as fault:
        _say(str(fault))
        raise SystemExit(1) from None


def main() -> None:
    """The command, with our own words for our own faults."""
    try:
        cli()
    except FAULTS as fault:
        _say(str(fault))
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
