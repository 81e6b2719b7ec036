import { describe, expect, it } from '@jest/globals';
import type { SignatureAnswer } from '../../contract/signature.ts';
import { loadSignatureCache } from './signature-cache.ts';
import type { MailboxStore, TextStore } from './text-stores.ts';

const anna = 'anna@contoso.example';
const answer = (html: string): SignatureAnswer => ({
  signature: { html, images: [], marker: 'm' },
  template: { id: 't', version: 1 },
  person: { id: 'p' },
});

function memoryStore(): TextStore & MailboxStore & { texts: Map<string, string>; reads: number; writes: number } {
  const texts = new Map<string, string>();
  const store = {
    texts,
    reads: 0,
    writes: 0,
    readNow(key: string) {
      store.reads++;
      return texts.get(key);
    },
    read: async (key: string) => texts.get(key),
    write: async (key: string, text: string) => {
      store.writes++;
      texts.set(key, text);
    },
  };
  return store;
}

describe('the signature cache', () => {
  it('starts a new device from the mailbox, and prefers what the device has', async () => {
    const [device, mailbox] = [memoryStore(), memoryStore()];
    const first = await loadSignatureCache(anna, { device, mailbox });
    first.put({ from: anna, composeType: 'newMail' }, answer('old'), '"1"');
    await first.save();
    const second = await loadSignatureCache(anna, { device: memoryStore(), mailbox });
    expect(second.find(anna, 'newMail')?.answer?.signature.html).toBe('old');
    const here = await loadSignatureCache(anna, { device, mailbox: undefined });
    here.put({ from: anna, composeType: 'newMail' }, answer('new'), '"2"');
    await here.save();
    const reads = mailbox.reads;
    const third = await loadSignatureCache(anna, { device, mailbox });
    expect(third.find(anna, 'newMail')?.answer?.signature.html).toBe('new');
    expect(mailbox.reads).toBe(reads);
  });

  it('forgets everything when the user turns out to belong to another tenant', async () => {
    const device = memoryStore();
    const cache = await loadSignatureCache(anna, { device, mailbox: undefined });
    cache.belongsTo('tenant-1');
    cache.put({ from: anna, composeType: 'newMail' }, answer('one'));
    cache.belongsTo('tenant-2');
    expect(cache.find(anna, 'newMail')).toBeUndefined();
  });

  it('never mixes the answers of two tenants', async () => {
    const [device, mailbox] = [memoryStore(), memoryStore()];
    for (const [store, tenant] of [
      [device, 'tenant-1'],
      [mailbox, 'tenant-2'],
    ] as const) {
      const cache = await loadSignatureCache(anna, { device: store, mailbox: undefined });
      cache.belongsTo(tenant);
      cache.put({ from: anna, composeType: tenant === 'tenant-1' ? 'newMail' : 'reply' }, answer(tenant));
      await cache.save();
    }
    const cache = await loadSignatureCache(anna, { device, mailbox });
    expect(cache.answers().map(({ signature }) => signature.html)).toEqual(['tenant-1']);
  });

  it('keeps the ETag of a single answer only while the answer for all says the same', async () => {
    const cache = await loadSignatureCache(anna, { device: undefined, mailbox: undefined });
    cache.put({ from: anna, composeType: 'newMail' }, answer('one'), '"1"');
    cache.put({ from: anna, composeType: 'reply' }, answer('two'), '"2"');
    cache.putAll({
      signatures: [
        { from: anna, composeType: 'newMail', answer: answer('one') },
        { from: anna, composeType: 'reply', answer: answer('changed') },
      ],
    });
    expect(cache.find(anna, 'newMail')?.etag).toBe('"1"');
    expect(cache.find(anna, 'reply')?.etag).toBeUndefined();
  });

  it('troubles the mailbox only with news', async () => {
    const [device, mailbox] = [memoryStore(), memoryStore()];
    let time = 1;
    for (const _round of [1, 2, 3]) {
      const cache = await loadSignatureCache(anna, { device, mailbox }, () => time++);
      cache.put({ from: anna, composeType: 'newMail' }, answer('same'), '"1"');
      await cache.save();
    }
    expect(device.writes).toBe(3);
    expect(mailbox.writes).toBe(1);
  });

  it('asks for everything again after half a day', async () => {
    let time = 1000;
    const cache = await loadSignatureCache(anna, { device: undefined, mailbox: undefined }, () => time);
    expect(cache.isAllOld()).toBe(true);
    cache.putAll({ signatures: [] });
    expect(cache.isAllOld()).toBe(false);
    time += 13 * 60 * 60 * 1000;
    expect(cache.isAllOld()).toBe(true);
  });
});
