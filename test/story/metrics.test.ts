import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type RunningSignet, startSignet } from '../support/signet-process.ts';
import { type OwnTenant, startTenant } from '../support/tenant.ts';

const minute = 60_000;
let tenant: OwnTenant;
let signet: RunningSignet;

beforeAll(async () => {
  tenant = await startTenant();
  signet = await startSignet(tenant.settings);
  await signet.command('tenant', 'connect', tenant.microsoft.tenantId);
  await signet.command('sync', 'run');
}, minute);

afterAll(async () => {
  await signet?.stop();
  await tenant?.stop();
}, minute);

it('shows requests by route, renderings, syncs and the process to Prometheus, and nobody by name', async () => {
  const { microsoft } = tenant;
  const address = microsoft.signIn.find((sample) => sample.role === 'employee')?.address ?? '';
  const objectId = microsoft.world.findUser(address)?.user.id ?? '';
  const scopes = [`api://${microsoft.clientId}/access_as_user`];
  const { access_token: token } = await microsoft.issueUserToken(objectId, { scopes });
  const headers = { Authorization: `Bearer ${token}` };
  const asked = await fetch(`${signet.ready.url}/api/v1/me/signature?from=${encodeURIComponent(address)}`, { headers });
  expect(asked.status).toBe(200);
  await fetch(`${signet.ready.url}/api/v1/people/${objectId}/signature`);

  const answer = await fetch(`${signet.ready.url}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=/);
  const text = await answer.text();
  const route = 'method="GET",route="/api/v1/me/signature",status="200"';
  expect(text).toContain(`signet_http_request_duration_seconds_count{${route}} 1\n`);
  expect(text).toContain('signet_renders_total{outcome="rendered"} 1\n');
  expect(text).toContain('signet_renders_total{outcome="plain"} 0\n');
  expect(text).toContain(`signet_sync_recent_runs{tenant="${microsoft.tenantId}",outcome="applied"} 1\n`);
  const age = new RegExp(`signet_sync_last_success_age_seconds{tenant="${microsoft.tenantId}"} ([\\d.]+)\n`).exec(text);
  expect(Number(age?.[1])).toBeLessThan(60);
  expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds \d/);
  expect(text).toMatch(/process_resident_memory_bytes \d/);
  for (const personal of [address, objectId, 'contoso', '@']) expect(text).not.toContain(personal);
});
