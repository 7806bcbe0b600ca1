// Apollo Server with @neo4j/graphql, as its documents show it: `node server.mjs PORT`, with the database and the key of
// the tokens told as JSON on standard input, so that no secret stands in a list of processes.
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Neo4jGraphQL } from '@neo4j/graphql';
import neo4j from 'neo4j-driver';

const told = JSON.parse(readFileSync(0, 'utf8'));
const typeDefs = readFileSync(new URL('./types.graphql', import.meta.url), 'utf8');
const driver = neo4j.driver(told.url, neo4j.auth.basic(told.user, told.password), { maxConnectionPoolSize: 100 });
const schema = await new Neo4jGraphQL({ typeDefs, driver, features: { authorization: { key: told.key } } }).getSchema();
const server = new ApolloServer({ schema, introspection: false });
await startStandaloneServer(server, {
  listen: { port: Number(process.argv[2]), host: '127.0.0.1' },
  context: async ({ req }) => ({ token: req.headers.authorization, sessionConfig: { database: 'neo4j' } }),
});
