import { expect, it } from '@jest/globals';
import { CallLog, describe, shorten } from './call-log.ts';

it('cuts long texts and says how long they were', () => {
  expect(shorten('x'.repeat(500))).toBe(`${'x'.repeat(160)}… (500 characters)`);
  expect(shorten({ a: 'y'.repeat(100) })).toBe(`{"a":"${'y'.repeat(60)}… (100 characters)"}`);
  expect([shorten(undefined), shorten(null), shorten({})]).toEqual(['', '', '']);
});

it('describes parameters in words', () => {
  expect(describe({ data: 'Hi', coercionType: 3, __timeout__: 600 })).toBe('data: Hi, coercionType: html');
  expect(describe({ coercionType: 'text', ok: true })).toBe('coercionType: text, ok: true');
  expect(describe('html')).toBe('html');
});

it('measures, tells its listener, and becomes text', () => {
  let time = 1_000_000;
  const seen: string[] = [];
  const log = new CallLog(
    () => time,
    (line) => seen.push(line.state),
  );
  const line = log.begin({ source: 'launch', kind: 'call', name: 'from.getAsync', detail: '' });
  expect(log.asText()).toMatch(/from\.getAsync\t\t→ waiting\t…$/);
  time += 12.4;
  log.end(line, 'done', 'a@b');
  expect(line.ms).toBe(12);
  expect(seen).toEqual(['waiting', 'done']);
  expect(log.asText()).toMatch(/^\d\d:\d\d:\d\d\.\d{3}\tlaunch\tfrom\.getAsync\t\t→ done a@b\t12 ms$/);
});
