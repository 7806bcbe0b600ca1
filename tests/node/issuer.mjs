// An identity provider of this machine: access tokens (RFC 9068) of client credentials, bound to a key where a
// client proves one. Its endpoints of introspection and revocation know a JWT by its jti, under which a twin is kept: by
// themselves they take no structured token. It prints its port; each line on standard input is a set of private keys to sign with from now on.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import Provider from "oidc-provider";

const [audience, secret] = process.argv.slice(2);
const server = createServer(async (request, response) => {
  if (["/token/introspection", "/token/revocation"].includes(request.url)) request.body = await unwrapped(request);
  answer(request, response);
});
let answer = () => {};

server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  createInterface({ input: process.stdin }).on("line", (keys) => {
    answer = provider(issuer, JSON.parse(keys)).callback();
    console.log(issuer);
  });
});

async function unwrapped(request) {
  let text = "";
  for await (const part of request) text += part;
  const body = Object.fromEntries(new URLSearchParams(text));
  const [, payload] = body.token.split(".");
  return payload ? { ...body, token: JSON.parse(Buffer.from(payload, "base64url")).jti } : body;
}

function provider(issuer, jwks) {
  return new Provider(issuer, {
    jwks,
    clients: ["plain", "bound"].map((client_id) => ({
      client_id,
      client_secret: secret,
      grant_types: ["client_credentials"],
      redirect_uris: [],
      response_types: [],
      id_token_signed_response_alg: jwks.keys[0].alg,
      dpop_bound_access_tokens: client_id === "bound",
    })),
    formats: {
      customizers: {
        jwt: async (_ctx, { adapter, clientId, scope, jti, kind }, { payload: { iat, exp } }) => {
          await adapter.upsert(jti, { clientId, scope, jti, kind, iat, exp }, exp - iat);
        },
      },
    },
    features: {
      introspection: { enabled: true },
      revocation: { enabled: true },
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      dPoP: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: () => ({
          audience,
          scope: "read write ingest",
          accessTokenFormat: "jwt",
          accessTokenTTL: 600,
          jwt: { sign: { alg: jwks.keys[0].alg } },
        }),
      },
    },
  });
}
