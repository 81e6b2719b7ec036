import type { Delivery } from '../../contract/delivery.ts';
import type { SignatureServer } from './signature-server.ts';
import type { TextStore } from './text-stores.ts';

/** So many reports wait for the network at most; then the oldest go. */
const most = 50;

/** Reports that wait on this device until the server can be reached. Nothing here ever throws. */
export interface ReportQueue {
  add(report: Delivery): Promise<void>;
  /** Sends all that wait, at once; what was taken is forgotten. */
  send(server: SignatureServer): Promise<void>;
}

/** The queue of `user` (an address) on this device; without a store reports live no longer than the event. */
export function openReportQueue(user: string, device: TextStore | undefined): ReportQueue {
  const key = `signet-reports:${user}`;
  let unsaved: Delivery[] = [];
  const read = async () => parse(await device?.read(key).catch(() => undefined));
  const write = async (reports: Delivery[]) => {
    unsaved = [];
    if (device) await device.write(key, JSON.stringify({ version: 1, reports: reports.slice(-most) }));
    else unsaved = reports;
  };
  return {
    async add(report) {
      const reports = (await read()).concat(unsaved, [report]);
      await write(reports).catch(() => {
        unsaved = reports;
      });
    },
    async send(server) {
      try {
        const reports = (await read()).concat(unsaved).slice(-most);
        if (reports.length === 0) return;
        // Refused for good means that they will never be taken: then they go too.
        await server.report(reports);
        const sent = reports.map(({ id }) => id);
        // Another window may have added some meanwhile.
        await write((await read()).filter(({ id }) => sent.indexOf(id) < 0));
      } catch {
        // They wait for the next event.
      }
    },
  };
}

function parse(text: string | undefined): Delivery[] {
  try {
    const found = JSON.parse(text ?? 'null') as { version?: unknown; reports?: unknown } | null;
    return found?.version === 1 && Array.isArray(found.reports) ? found.reports : [];
  } catch {
    return [];
  }
}
