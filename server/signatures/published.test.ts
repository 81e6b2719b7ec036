import { expect, it } from '@jest/globals';
import { stoppedClock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { fullReadMs, holdPublished, revisionPollMs } from './published.ts';

function world() {
  const clock = stoppedClock('2026-11-22T12:00:00Z');
  const state = { revision: 1, failing: false, asked: 0, read: 0, reports: 0 };
  const source = {
    readRevision: async () => {
      state.asked += 1;
      if (state.failing) throw new SignetError('STORAGE');
      return state.revision;
    },
    readPublished: async () => {
      state.read += 1;
      return [];
    },
    readAssignments: async () => [],
    readCampaigns: async () => [],
    readTimeZone: async () => 'UTC',
  };
  const held = holdPublished(source, clock, () => {
    state.reports += 1;
  });
  return { clock, state, held };
}

it('asks for the revision at most every two seconds, and reads again only when it moved', async () => {
  const { clock, state, held } = world();
  await Promise.all([held.of('t'), held.of('t'), held.of('t')]);
  await held.of('t');
  expect(state).toMatchObject({ asked: 1, read: 1 });
  clock.advance(revisionPollMs);
  await held.of('t');
  expect(state).toMatchObject({ asked: 2, read: 1 });
  state.revision = 2;
  clock.advance(revisionPollMs - 1);
  expect((await held.of('t')).revision).toBe(1);
  clock.advance(1);
  expect((await held.of('t')).revision).toBe(2);
  expect(state).toMatchObject({ asked: 3, read: 2 });
});

it('reads everything every five minutes, whatever the revision says', async () => {
  const { clock, state, held } = world();
  await held.of('t');
  clock.advance(fullReadMs - 1);
  await held.of('t');
  expect(state.read).toBe(1);
  clock.advance(revisionPollMs);
  await held.of('t');
  expect(state.read).toBe(2);
});

it('goes on with what it holds while the database fails, and says so', async () => {
  const { clock, state, held } = world();
  await held.of('t');
  state.failing = true;
  clock.advance(revisionPollMs);
  expect((await held.of('t')).revision).toBe(1);
  expect(state.reports).toBe(1);
  await expect(held.of('new tenant')).rejects.toMatchObject({ code: 'STORAGE' });
});
