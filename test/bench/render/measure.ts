/**
 * One process: the first signature it renders, the first of another template, and then, in turns, 10,000 people by Signet's
 * pipeline and by a bare loop over Handlebars with the same helpers. Arguments: people, turns.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedDatabase } from '../../../embedded-db/index.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { connectMongo, createIndexes, disconnectMongo } from '../../../server/platform/mongo.ts';
import { createSignatures } from '../../../server/signatures/index.ts';
import { templateFields } from '../../../server/signatures/template-fields.ts';
import { type Bare, compileBare } from './bare-loop.ts';
import { benchPerson } from './people.ts';

/** What this process tells its parent. */
export interface Measured {
  firstMs: number;
  secondMs: number;
  turns: Record<'classic' | 'compact', Turn[]>;
}

/** One turn: microseconds of processor time a person. */
export interface Turn {
  bare: number;
  html: number;
  both: number;
}

const tenantId = '00000000-0000-4000-8000-000000000001';
const [size = '10000', turns = '9'] = process.argv.slice(2);
const people = Array.from({ length: Number(size) }, (_, number) => benchPerson(tenantId, number));

/** For the bare loop: each person's values as templates want them, made beforehand. */
const flat = people.map((person) => ({ ...templateFields(person, person.address ?? '') }));

/** Microseconds of processor time a person. */
async function perPerson(work: () => Promise<number> | number): Promise<number> {
  globalThis.gc?.();
  const start = process.cpuUsage();
  const characters = await work();
  const { user, system } = process.cpuUsage(start);
  if (characters < people.length * 100) throw new Error(`Only ${characters} characters came out`);
  return (user + system) / people.length;
}

async function main(uri: string): Promise<Measured> {
  await connectMongo(uri);
  await createIndexes();
  const build = () =>
    createSignatures({
      templatesFolder: join(process.cwd(), 'templates'),
      markerSecret: 's'.repeat(32),
      clock: systemClock,
      log: { warn: (details, message) => process.stderr.write(`${message} ${JSON.stringify(details)}\n`) },
    });
  await build().seed(tenantId, { everyone: `${tenantId}:everyone` });
  const signatures = build();
  const at = systemClock.now();
  const render = async (composeType: 'newMail' | 'reply', text: boolean) => {
    let characters = 0;
    for (const person of people) {
      const signature = await signatures.render({ person, from: person.address ?? '', composeType, at });
      if (signature) characters += signature.html.length + (text ? signature.text.length : 0);
    }
    return characters;
  };
  const timed = async (composeType: 'newMail' | 'reply') => {
    const start = performance.now();
    const person = benchPerson(tenantId, 0);
    const signature = await signatures.render({ person, from: person.address ?? '', composeType, at });
    if (!signature) throw new Error('There is no signature');
    return performance.now() - start;
  };
  const [firstMs, secondMs] = [await timed('newMail'), await timed('reply')];
  const measured = async (id: string, composeType: 'newMail' | 'reply') => {
    const bare = compileBare(id);
    const loop = (render: Bare) => flat.reduce((characters, fields) => characters + render(fields).length, 0);
    const found: Turn[] = [];
    for (let turn = 0; turn < Number(turns); turn += 1) {
      found.push({
        bare: await perPerson(() => loop(bare)),
        html: await perPerson(() => render(composeType, false)),
        both: await perPerson(() => render(composeType, true)),
      });
    }
    return found.slice(2);
  };
  const classic = await measured('classic', 'newMail');
  const compact = await measured('compact', 'reply');
  await disconnectMongo();
  return { firstMs, secondMs, turns: { classic, compact } };
}

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const database = await openEmbeddedDatabase({
  file: join(folder, 'signet.db'),
  listen: { socket: join(folder, 'db.sock') },
});
const found = await main(database.uri);
await database.close();
rmSync(folder, { recursive: true, force: true });
process.send?.(found, () => process.disconnect());
