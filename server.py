"""Wires the hub together; the `throughline` command."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import httpx
import prometheus_client
import structlog
import typer
import uvicorn
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from authz import policy_data
from authz.admission import Admission, Admitted
from authz.commands import issuer_of, print_token
from authz.issuing import AUDIENCE, ISSUER
from authz.keys import Keys
from authz.ledger import Ledger
from authz.ledger_store import LedgerUnavailable
from authz.tokens import KeySource, Tokens
from connectors import http as records
from connectors.commands import connector_app, identity_app, ingest_file, keep_weights
from connectors.intake import Intake, transform
from connectors.linking import Linking
from connectors.registry import SOURCES
from connectors.synthetic import demo as synthetic
from graph import constraints, registry
from graph.candidates import ALL, Candidates
from graph.commands import db_app
from graph.database import Database, DatabaseFault
from graph.embedded import Embedded, EmbeddedFault, Memory
from graph.following import Following
from graph.library import LibraryFault
from graph.scope import Scope
from graph.scopes import Scopes
from graph.times import now
from graph.writer import Writer
from resolvers import frame
from resolvers import http as questions
from resolvers.answering import Hub
from resolvers.api import SCHEMA
from resolvers.commands import ask_file, print_schema
from resolvers.deciding import Deciding
from resolvers.graphiql.page import Page
from resolvers.plans import Plans
from schema.declare import BadNoun
from schema.matching.weights import load
from schema.model import MODEL

PREFIX = "THROUGHLINE_"
Told = Callable[[str], None]
Observer = Callable[[str], None]
Clock = Callable[[], str]


class Settings(BaseSettings):
    """Read once from THROUGHLINE_… and `.env`; see docs/settings.md."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="forbid")

    state: Path = Path(".throughline")
    port: int = Field(default=8000, ge=1, le=65535)
    neo4j_url: str = "embedded"
    neo4j_user: str = "neo4j"
    neo4j_password: str = Field(default="", repr=False)
    neo4j_heap: int | None = Field(default=None, ge=256)
    neo4j_library: Path | None = None
    ledger_url: str = Field(default="", repr=False)
    issuer: str = ISSUER
    audience: str = AUDIENCE
    jwks: str = ""
    keys: Path | None = None
    policy: Path = policy_data.FOLDER
    weights: Path | None = None
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
        return f"sqlite+aiosqlite:///{folder / 'ledger.db'}"

    @property
    def hub(self) -> str:
        return f"http://127.0.0.1:{self.port}"


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
    following: Following
    ledger: Ledger
    database: Database
    settings: Settings


def _silent(_text: str) -> None: ...


@asynccontextmanager
async def running(
    settings: Settings, told: Told = _silent, observer: Observer = _silent, clock: Clock = now
) -> AsyncIterator[Running]:
    """Everything started in order, and ended in the order reversed."""
    async with AsyncExitStack() as stack:
        policy, tokens = policy_data.load(settings.policy), _tokens(settings)
        keys = Keys.open(settings.key_folder)
        ledger = await Ledger.open(settings.ledger, keys.sealing)
        stack.push_async_callback(ledger.close)
        database = await stack.enter_async_context(_database(settings, told, observer))
        await constraints.prepare(database, MODEL)
        following = await _following(database, ledger, keys, told)
        admission = _admission(policy, tokens, database)
        following.moved.append(admission.forget)
        scopes = Scopes(database.value, Scope(MODEL), MODEL.nouns())
        await scopes.warm()

        candidates = Candidates(database.value, MODEL)

        def decide(asker: Any, at: str) -> Deciding:
            return Deciding(database.value, following, candidates, asker, at)

        hub = Hub(policy, Plans(SCHEMA, MODEL), scopes, database.value, ledger, decide, keys.cursors, clock)
        linking = Linking(candidates, following, keys.identify, load(settings.weights), clock)
        async with following.turn():
            await linking.settle()  # what an earlier end left uncompared
        intake = Intake(SOURCES, ledger, following, linking, clock)
        app = create_app(hub, intake, admission, database, clock)
        yield Running(app, hub, intake, following, ledger, database, settings)


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
    return Tokens(settings.issuer, settings.audience, KeySource(where))


def _admission(policy: policy_data.Policy, tokens: Tokens, database: Database) -> Admission:
    async def look_up(issuer: str, subject: str) -> Any:
        return await registry.account(database.value, issuer, subject)

    return Admission(policy, tokens, look_up)


def create_app(hub: Hub, intake: Intake, admission: Admission, database: Database, clock: Clock) -> Starlette:
    async def admit(authorization: str | None, scope: str) -> Admitted:
        return await admission.admit(authorization, scope, clock()[:10])

    async def live(_request: Request) -> Response:
        return frame.said(200, {"status": "live"})

    async def ready(_request: Request) -> Response:
        try:
            await database.verify()
        except DatabaseFault:
            return frame.said(503, {"status": "the database does not answer"})
        return frame.said(200, {"status": "ready"})

    async def metrics(_request: Request) -> Response:
        return Response(prometheus_client.generate_latest(), media_type=prometheus_client.CONTENT_TYPE_LATEST)

    routes = [
        *questions.routes(hub, admit),
        *records.routes(intake, admit),
        Route("/health/live", live),
        Route("/health/ready", ready),
        Route("/metrics", metrics),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(frame.Frame)], exception_handlers=dict(frame.HANDLERS))
    app.router.redirect_slashes = False  # an address is written one way
    return app


# Serving


class PortInUse(Exception):
    """Something else listens there."""


class Server(uvicorn.Server):
    """Ends when told to, so that what was started with it is ended after it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in STOPPING:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


STOPPING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    """Taken before anything is started: who comes before the hub is ready waits a moment."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", port))
            taken.listen(128)
        except OSError:
            raise PortInUse(f"Port {port} is in use: stop what listens there, or tell --port.") from None
        yield taken


def _server(app: Any) -> Server:
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False,
                            timeout_keep_alive=15, timeout_graceful_shutdown=10)  # fmt: skip
    return Server(config)


async def _serve(settings: Settings) -> None:
    with _listening(settings.port) as port:
        async with running(settings, _say) as hub:
            _say(f"Serving at {settings.hub}. Ctrl-C ends it.")
            await _server(hub.app).serve([port])


async def _demo(settings: Settings, seed: int, reports: int, once: bool) -> None:
    """The demo is a client of this hub, over HTTP; only the registry is entered as commands."""
    with _listening(settings.port) as port:
        async with running(settings, _say) as hub:
            issuer = issuer_of(settings.key_folder)
            page = Page(issuer.token)
            hub.app.routes.extend(page.routes())
            server = _server(hub.app)
            serving = asyncio.create_task(server.serve([port]))
            command = hub.following.command
            asking = asyncio.create_task(synthetic.show(settings.hub, issuer, command, seed, reports, page.offer))
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
cli.add_typer(connector_app, name="connector")
cli.add_typer(identity_app, name="identity")
FAULTS = (EmbeddedFault, LibraryFault, BadSetting, BadNoun, PortInUse, policy_data.PolicyFault, DatabaseFault,
          LedgerUnavailable, constraints.SchemaIncomplete, synthetic.DemoFault)  # fmt: skip
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
def serve(context: Context) -> None:
    """Serve HTTP."""
    _run(_serve(context.obj))


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


@identity_app.command()
def train(
    context: Context, out: Annotated[Path, typer.Option(help="File of the weights.")] = Path("weights.json")
) -> None:
    """Learn the weights from the records that this hub holds. Needs the extra `identity`."""

    async def work() -> None:
        async with _database(context.obj, _say, _silent) as database:
            keep_weights([row["said"] for row in await database.run(ALL)], out)

    _run(work())


@cli.command()
def schema() -> None:
    """Print the SDL."""
    typer.echo(print_schema())


def _logging(level: str) -> None:
    """JSON lines on standard error; libraries' own words only from `error` up."""
    structlog.configure(
        processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True),
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
        for number in STOPPING:
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        await work

    try:
        asyncio.run(main())
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise SystemExit(130) from None


def main() -> None:
    """The command, with our own words for our own faults."""
    try:
        cli()
    except FAULTS as fault:
        _say(str(fault))
        raise SystemExit(1) from None
    except httpx.TransportError as fault:
        _say(f"No hub answers at {fault.request.url.copy_with(path='/')}: start one with `throughline serve`.")
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
