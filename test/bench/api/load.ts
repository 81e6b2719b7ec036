/**
 * The load: a process of its own that speaks HTTP/1.1 over sockets it keeps open, cheaply enough not to be what is measured.
 * Takes tasks as messages and answers each with what it found.
 */
import { connect, type Socket } from 'node:net';
import { setPriority } from 'node:os';

/** What to ask, how many at a time, for how long; with `rate`, that many a second at even distances instead of as many as go. */
export interface Task {
  port: number;
  /** Whole requests; each is sent in its turn. */
  requests: string[];
  status: number;
  connections: number;
  seconds: number;
  rate?: number;
}

export interface Found {
  perSecond: number;
  /** Milliseconds from when the request was due to the last byte of its answer. */
  p50: number;
  p99: number;
}

/** One connection with at most one request under way. */
class Connection {
  readonly #socket: Socket;
  readonly #status: string;
  #got: Buffer[] = [];
  #length = 0;
  #needed = 0;
  #done: () => void = () => undefined;

  constructor(port: number, status: number) {
    this.#status = `HTTP/1.1 ${status} `;
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (chunk) => this.#hear(chunk));
  }

  ask(request: string): Promise<void> {
    this.#socket.write(request);
    return new Promise((resolve) => {
      this.#done = resolve;
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #hear(chunk: Buffer): void {
    this.#got.push(chunk);
    this.#length += chunk.length;
    if (this.#needed === 0) this.#needed = this.#wholeLength();
    if (this.#needed === 0 || this.#length < this.#needed) return;
    this.#got = [];
    this.#length = 0;
    this.#needed = 0;
    this.#done();
  }

  /** Head and body; 0 while the head is not all there. */
  #wholeLength(): number {
    const text = Buffer.concat(this.#got).toString('latin1');
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return 0;
    if (!text.startsWith(this.#status)) throw new Error(`Not ${this.#status}: ${text.slice(0, 600)}`);
    return end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
  }
}

async function run({ port, requests, status, connections, seconds, rate }: Task): Promise<Found> {
  const idle = Array.from({ length: connections }, () => new Connection(port, status));
  const all = [...idle];
  const taken: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  let sent = 0;
  const ask = async (connection: Connection, due: number) => {
    const request = requests[sent % requests.length] ?? '';
    sent += 1;
    await connection.ask(request);
    taken.push(performance.now() - due);
  };
  if (rate === undefined) {
    await Promise.all(
      all.map(async (connection) => {
        for (let now = performance.now(); now < end; now = performance.now()) await ask(connection, now);
      }),
    );
  } else await askEvenly(idle, ask, start, end, rate);
  const perSecond = taken.length / ((performance.now() - start) / 1000);
  for (const connection of all) connection.close();
  taken.sort((a, b) => a - b);
  const at = (share: number) => taken[Math.floor(taken.length * share)] ?? 0;
  return { perSecond, p50: at(0.5), p99: at(0.99) };
}

/** Requests fall due evenly; one that finds every connection busy waits, and its waiting counts. */
async function askEvenly(
  idle: Connection[],
  ask: (connection: Connection, due: number) => Promise<void>,
  start: number,
  end: number,
  rate: number,
): Promise<void> {
  const [due, under]: [number[], Set<Promise<void>>] = [[], new Set()];
  const begin = () => {
    while (due.length > 0 && idle.length > 0) {
      const connection = idle.pop() as Connection;
      const asking = ask(connection, due.shift() ?? 0).then(() => {
        under.delete(asking);
        idle.push(connection);
        begin();
      });
      under.add(asking);
    }
  };
  for (let number = 0; start + (number * 1000) / rate < end; ) {
    const now = performance.now();
    for (; start + (number * 1000) / rate <= now; number += 1) due.push(start + (number * 1000) / rate);
    begin();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  while (under.size > 0) await Promise.all(under);
}

// Where it may, it goes before what it measures: else its own waiting for a core would be counted as an answer's.
try {
  setPriority(-15);
} catch {}

process.on('message', async (task: Task) => process.send?.(await run(task)));
process.send?.('ready');
