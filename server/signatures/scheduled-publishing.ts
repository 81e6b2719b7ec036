import { randomUUID } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import { releaseLease, takeLease } from '../platform/lease-store.ts';
import type { PublishingService } from './publishing-service.ts';
import type { Template } from './template.ts';
import { readDue } from './template-store.ts';

const everyTick = 5_000;

/** Publishes what was scheduled, when its time has come; what was missed while nothing ran, with the first look afterwards. */
export interface ScheduledPublishing {
  /** Looks once. Any number of workers may: of those that find the same template, one publishes it. */
  tick(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export interface ScheduledPublishingOptions {
  publishing: Pick<PublishingService, 'publishScheduled'>;
  clock: Clock;
  log: { info(details: object, message: string): void; warn(details: object, message: string): void };
}

/** The schedule of one worker process. */
export function createScheduledPublishing({ publishing, clock, log }: ScheduledPublishingOptions): ScheduledPublishing {
  const owner = randomUUID();
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> = Promise.resolve();
  let stopped = false;

  async function publish(template: Template): Promise<void> {
    const { tenantId, id } = template;
    const key = `publish:${tenantId}:${id}`;
    const fence = await takeLease(key, owner);
    if (fence === null) return;
    try {
      if (await publishing.publishScheduled(template)) log.info({ tenantId, template: id }, 'published as scheduled');
    } finally {
      await releaseLease(key, fence);
    }
  }

  const service: ScheduledPublishing = {
    async tick() {
      for (const template of await readDue(clock.now())) {
        if (stopped) return;
        await publish(template).catch((error) =>
          log.warn({ tenantId: template.tenantId, template: template.id, err: error }, 'not published as scheduled'),
        );
      }
    },
    start() {
      const again = () => {
        ticking = service
          .tick()
          .catch((error) => log.warn({ err: error }, 'what is scheduled could not be looked at'))
          .finally(() => {
            if (!stopped) timer = setTimeout(again, everyTick);
          });
      };
      again();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await ticking;
    },
  };
  return service;
}
