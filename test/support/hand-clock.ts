import { setImmediate as nextTurn } from 'node:timers/promises';

interface Timer {
  id: number;
  at: number;
  run: () => void;
}

/** Time that moves only when told to: timers and a Date for code that runs in its own global scope. */
export interface HandClock {
  now(): number;
  setTimeout: (run: () => void, milliseconds?: number) => number;
  clearTimeout: (id: number | undefined) => void;
  Date: DateConstructor;
  /** Lets `milliseconds` pass, and everything happen that is due in them. */
  advance(milliseconds: number): Promise<void>;
  /** Jumps from timer to timer until the promise settles; fails after `limit` milliseconds of this clock. */
  until<T>(promise: Promise<T>, limit?: number): Promise<T>;
}

/** A clock that starts at the given moment. */
export function handClock(start = Date.parse('2026-11-20T09:00:00Z')): HandClock {
  let time = start;
  let lastId = 0;
  const timers = new Map<number, Timer>();
  const settle = async () => {
    for (let turn = 0; turn < 3; turn++) await nextTurn();
  };
  const nextTimer = () => [...timers.values()].sort((a, b) => a.at - b.at || a.id - b.id)[0];
  const runNext = (until: number): boolean => {
    const timer = nextTimer();
    if (!timer || timer.at > until) return false;
    timers.delete(timer.id);
    time = Math.max(time, timer.at);
    timer.run();
    return true;
  };
  class HandDate extends Date {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(time);
      else super(...(given as [number]));
    }
    static override now(): number {
      return time;
    }
  }
  return {
    now: () => time,
    setTimeout(run, milliseconds = 0) {
      const id = ++lastId;
      timers.set(id, { id, at: time + Math.max(0, milliseconds), run });
      return id;
    },
    clearTimeout: (id) => void timers.delete(id ?? -1),
    Date: HandDate as DateConstructor,
    async advance(milliseconds) {
      const until = time + milliseconds;
      await settle();
      while (runNext(until)) await settle();
      time = until;
    },
    async until(promise, limit = 120_000) {
      let done = false;
      const finish = () => {
        done = true;
      };
      promise.then(finish, finish);
      const until = time + limit;
      await settle();
      // Promises may need a few more turns although no timer is due.
      for (let idle = 0; !done && idle < 20; idle++) {
        while (!done && runNext(until)) await settle();
        await settle();
      }
      if (!done) throw new Error(`Nothing happened within ${limit} ms`);
      return promise;
    },
  };
}
