import { test } from '@jest/globals';
import { crashInRounds } from './crash-for-test.ts';

test('every acknowledged write survives kill -9, fifty times', () => crashInRounds(50), 600_000);
