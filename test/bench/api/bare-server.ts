/**
 * A bare Express route that does what an answer cannot do without: it verifies the token with jose, reads one person by `_id` with the
 * driver, and answers bytes it has. Arguments: database, issuer, keys' address, audience. Tells its port, then takes the answers.
 */
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { MongoClient } from 'mongodb';

const [uri = '', issuer = '', keysUrl = '', audience = ''] = process.argv.slice(2);
const client = await MongoClient.connect(uri);
const people = client.db('signet').collection<{ _id: string }>('people');
const keys = createRemoteJWKSet(new URL(keysUrl));
let answers = new Map<string, string>();

const app = express();
app.get('/api/v1/me/signature', async (request, response) => {
  const token = (request.headers.authorization ?? '').slice('Bearer '.length);
  const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'] });
  const person = await people.findOne({ _id: `${payload.tid}:${payload.oid}` });
  const answer = person && answers.get(person._id);
  if (answer) response.type('application/json').send(answer);
  else response.status(204).end();
});
const server = app.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', (given: [string, string][]) => {
  answers = new Map(given);
  process.send?.('ready');
});
process.on('disconnect', () => process.exit());
