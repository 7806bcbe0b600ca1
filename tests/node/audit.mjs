// The audits of GraphQL over HTTP against a hub at argv[2]: one JSON line each, as it went.
import { serverAudits } from "graphql-http";

const [url, token] = process.argv.slice(2);
const fetchFn = (address, sent = {}) =>
  fetch(address, { ...sent, headers: { ...sent.headers, authorization: `Bearer ${token}` } });

for (const audit of serverAudits({ url, fetchFn })) {
  const { id, name, status, reason } = await audit.fn();
  console.log(JSON.stringify({ id, name, status, reason: reason ?? "" }));
}
