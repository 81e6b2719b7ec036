import { describe, expect, it } from '@jest/globals';
import { stoppedClock } from '../platform/clock.ts';
import { deriveKeys } from '../platform/secrets.ts';
import { createSealer } from './sealed.ts';

describe('sealing', () => {
  const clock = stoppedClock('2026-11-22T09:00:00Z');
  const sealerOf = (...secrets: [string, ...string[]]) => createSealer(deriveKeys(secrets, 'test'), () => clock.now());

  it('outlives a change of the secret while the former one is named, and no longer', async () => {
    const before = await sealerOf('old secret').seal({ state: 'x' }, 600);
    expect(await sealerOf('new secret', 'old secret').open(before)).toEqual({ state: 'x' });
    const after = await sealerOf('new secret', 'old secret').seal({ state: 'y' }, 600);
    expect(await sealerOf('new secret').open(after)).toEqual({ state: 'y' });
    await expect(sealerOf('new secret').open(before)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('opens nothing that was changed, is too old, or was sealed for something else', async () => {
    const sealed = await sealerOf('secret').seal({ state: 'x' }, 600);
    await expect(sealerOf('secret').open(`${sealed.slice(0, -2)}AA`)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    const other = createSealer(deriveKeys(['secret'], 'other'), () => clock.now());
    await expect(other.open(sealed)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    clock.advance(601_000);
    await expect(sealerOf('secret').open(sealed)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  });
});
