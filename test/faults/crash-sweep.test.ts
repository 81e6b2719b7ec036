import { describeCrashSweep } from '../support/crash-sweep.ts';

// Every ninth call, from another one each time; crash-sweep.long.test.ts tries all.
describeCrashSweep(9);
