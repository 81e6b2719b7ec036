import { describeCrashSweep } from '../support/crash-sweep.ts';

describeCrashSweep(1);
