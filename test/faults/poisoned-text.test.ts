import { describe, expect, it } from '@jest/globals';
import { findPersonByObjectId } from '../../server/people/index.ts';
import { createSignatures, type SignatureService } from '../../server/signatures/index.ts';
import { inSyncWorld } from '../support/in-sync-world.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
let signatures: SignatureService;
inSyncWorld(async (opened) => {
  world = opened;
  signatures = createSignatures({
    templatesFolder: 'templates',
    markerSecret: 's'.repeat(32),
    clock: world.clock,
    log: { warn: () => undefined },
  });
  await signatures.seed(world.tenantId, { everyone: `${world.tenantId}:everyone` });
});

/** The signature of the first person of the directory, after a sync with these values. */
async function signatureWith(values: object): Promise<{ html: string; text: string; issues: { code: string }[] }> {
  const first = [...world.directory.presentUsers()][0]?.user.id ?? '';
  world.directory.changeUser(first, values);
  const run = await world.run();
  const person = await findPersonByObjectId(world.tenantId, first);
  if (!person?.address) throw new Error('the person is not there');
  const rendered = await signatures.render({
    person,
    from: person.address,
    composeType: 'newMail',
    at: world.clock.now(),
  });
  if (!rendered) throw new Error('no signature');
  return { html: rendered.html, text: rendered.text, issues: run.issues };
}

describe('fault 28: poisoned text', () => {
  it('is escaped once: markup and template syntax stay the words they are', async () => {
    const { html, text } = await signatureWith({
      displayName: '<script>alert(1)</script> & {{x}}',
      jobTitle: '"><img src=x onerror=alert(1)>',
    });
    expect(html).not.toMatch(/<script|<img/i);
    const shown = html.replaceAll('&#123;', '{').replaceAll('&#125;', '}');
    expect(shown).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{x}}');
    expect(html).not.toContain('&amp;lt;');
    expect(text).toContain('<script>alert(1)</script> & {{x}}');
  });

  it('loses what turns text round or hides it, and keeps emoji', async () => {
    const { html } = await signatureWith({
      displayName: 'Ann\u202Ennaxe\u0000 👩‍💻',
      jobTitle: 'Head\u2066 of\u2069 Sales',
    });
    expect(html).toContain('Annnnaxe 👩‍💻');
    expect(html).toContain('Head of Sales');
  });

  it('that is endless is cut, and the run says so', async () => {
    const { html, issues } = await signatureWith({ jobTitle: 'x'.repeat(10_000) });
    expect(html.length).toBeLessThan(30_000);
    expect(issues).toEqual([expect.objectContaining({ code: 'FIELD_CUT' })]);
  });
});

describe('fault 29: an address for the web or the phone that is none', () => {
  it('the link is dropped, the text kept', async () => {
    await world.change('sync.mappings', { website: { from: 'officeLocation' } });
    const { html, text } = await signatureWith({
      officeLocation: 'javascript:alert(1)',
      businessPhones: ['call me; maybe'],
    });
    expect(html).not.toMatch(/href="[^"]*javascript/i);
    expect(html).not.toMatch(/href="tel:[^"+\d]/);
    expect(text).toContain('call me; maybe');
  });
});
