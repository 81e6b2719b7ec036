import type { Command } from 'commander';
import { type CampaignView, campaignSchema, newCampaignSchema } from '../../contract/index.ts';
import { commandActor } from '../access/index.ts';
import { parse } from '../platform/http.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { type Outcome, readJson, table } from './terminal.ts';

/** `campaign …`: banners for an audience and a time. */
export function addCampaignCommands(program: Command, add: AddCommand): void {
  const campaign = program.command('campaign').description('banners for an audience and a time');
  const publisher = () => ({ by: commandActor(), mayPublish: true });

  add<SharedOptions>(campaign, 'list', 'all of them', async ({ tenants, campaigns }, _args, options) => {
    return listed((await campaigns.list((await tenants.choose(options.tenant))._id)).items);
  });

  add<SharedOptions>(
    campaign,
    'add <json>',
    'a new one, for example: campaign add \'{"name":"Fair","enabled":true,"banner":{"kind":"html","html":"<p>Hall 4</p>"},"when":{"ends":"2027-03-31"}}\'',
    async ({ tenants, campaigns }, [text = ''], options) => {
      const tenant = await tenants.choose(options.tenant);
      return shown((await campaigns.add(tenant._id, parse(newCampaignSchema, readJson(text)), publisher())).view);
    },
  );

  add<SharedOptions>(
    campaign,
    'save <id> <json>',
    'make it what the JSON says, as a whole',
    async ({ tenants, campaigns }, [id = '', text = ''], options) => {
      const tenant = await tenants.choose(options.tenant);
      return shown((await campaigns.save(tenant._id, id, parse(campaignSchema, readJson(text)), publisher())).view);
    },
  );

  add<SharedOptions>(campaign, 'remove <id>', 'delete it', async ({ tenants, campaigns }, [id = ''], options) => {
    const tenant = await tenants.choose(options.tenant);
    await campaigns.remove(tenant._id, id, publisher());
    return listed((await campaigns.list(tenant._id)).items);
  });
}

function shown(view: CampaignView): Outcome {
  return { json: view, text: listed([view]).text };
}

function listed(items: CampaignView[]): Outcome {
  const rows = items.map(({ id, name, state, priority, when: { starts, ends } }) => [
    id,
    name,
    state,
    `priority ${priority}`,
    starts || ends ? `${starts ?? ''} – ${ends ?? ''}` : 'always',
  ]);
  return { json: { items }, text: rows.length > 0 ? table(rows) : 'There are no campaigns.' };
}
