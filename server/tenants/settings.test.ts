import { expect, test } from '@jest/globals';
import { changedSettings, defaultSettings, tenantSettingsSchema, withSetting } from './settings.ts';

test('what differs between two states is told value by value, lists as a whole', () => {
  const night = tenantSettingsSchema.parse(withSetting(defaultSettings, 'sync.auto.time', '04:30'));
  expect(changedSettings(defaultSettings, night)).toEqual({
    before: { 'sync.auto.time': '03:00' },
    after: { 'sync.auto.time': '04:30' },
  });
  const grouped = tenantSettingsSchema.parse(
    withSetting(defaultSettings, 'sync.scope', {
      mode: 'groups',
      groupIds: ['0b7d1f2e-0000-4000-8000-000000000001', '0b7d1f2e-0000-4000-8000-000000000002'],
    }),
  );
  expect(changedSettings(defaultSettings, grouped).after).toMatchObject({
    'sync.scope.groupIds': [expect.any(String), expect.any(String)],
  });
  expect(changedSettings(night, night)).toEqual({ before: {}, after: {} });
});
