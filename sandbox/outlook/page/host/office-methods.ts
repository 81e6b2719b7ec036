import { attachmentMethods } from './attachment-methods.ts';
import { bodyMethods } from './body-methods.ts';
import { itemMethods } from './item-methods.ts';
import { memoryMethods } from './memory-methods.ts';
import { notificationMethods } from './notification-methods.ts';
import { OfficeError, officeCodes } from './office-error.ts';
import type { MethodTable, OfficeMethod } from './office-world.ts';

const telemetry: OfficeMethod = { name: 'telemetry', silent: true, run: () => undefined };

const methods: MethodTable = {
  ...bodyMethods,
  ...itemMethods,
  ...attachmentMethods,
  ...notificationMethods,
  ...memoryMethods,
  163: telemetry,
  193: telemetry,
  400: telemetry,
  401: telemetry,
  402: telemetry,
  403: telemetry,
};

/** The Office method behind a dispatch id; an unknown one answers "not supported" instead of leaving the add-in waiting. */
export function methodFor(dispatchId: number): OfficeMethod {
  return (
    methods[dispatchId] ?? {
      name: `method ${dispatchId}`,
      run() {
        throw new OfficeError(officeCodes.notSupported);
      },
    }
  );
}
