import { expect, it } from '@jest/globals';
import { faultFor, readFaults } from './fault.ts';

it('reads every kind of fault, and finds it by the full or the short name of a call', () => {
  const { faults, unknown } = readFaults([
    'getComposeTypeAsync:hang',
    'body.setSignatureAsync:5001',
    'from.getAsync:delay250',
    'saveAsync:null',
    'token:USER_INTERACTION_REQUIRED',
    'nonsense',
    'x:what',
  ]);
  expect(faultFor(faults, 'getComposeTypeAsync')).toEqual({ kind: 'hang' });
  expect(faultFor(faults, 'body.setSignatureAsync')).toEqual({ kind: 'code', code: 5001 });
  expect(faultFor(faults, 'from.getAsync')).toEqual({ kind: 'delay', ms: 250 });
  expect(faultFor(faults, 'subject.getAsync')).toBeUndefined();
  expect(faultFor(faults, 'roamingSettings.saveAsync')).toEqual({ kind: 'null' });
  expect(faultFor(faults, 'token')).toEqual({ kind: 'status', status: 'USER_INTERACTION_REQUIRED' });
  expect(unknown).toEqual(['nonsense', 'x:what']);
});
