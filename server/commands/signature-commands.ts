import type { Command } from 'commander';
import { z } from 'zod';
import { composeTypeSchema, composeTypes, recipientsSchema, signatureFormatSchema } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import type { AddCommand, SharedOptions } from './command.ts';
import { personAt } from './person-at.ts';
import { table } from './terminal.ts';

interface RenderOptions extends SharedOptions {
  from?: string;
  composeType?: string;
  format?: string;
  recipients?: string;
  at?: string;
}

const optionsSchema = z.object({
  from: z.string().optional(),
  composeType: composeTypeSchema.default('newMail'),
  format: signatureFormatSchema.default('html'),
  recipients: recipientsSchema.optional(),
  at: z.string().optional(),
});

/** `render`, `explain`. */
export function addSignatureCommands(program: Command, add: AddCommand): void {
  const which = (command: Command) =>
    command
      .option('--from <address>', 'sender address')
      .option('--compose-type <type>', composeTypes.join(', '), 'newMail')
      .option('--recipients <who>', 'internal or external')
      .option('--at <date>', "at this time (in the tenant's zone) instead of now");

  add<RenderOptions>(
    program,
    'render <address>',
    "print a person's signature",
    async ({ tenants, delivery, clock }, [address = ''], options) => {
      const { from, composeType, recipients, format, at } = parse(optionsSchema, options);
      const tenant = await tenants.choose(options.tenant);
      const person = await personAt(tenant._id, address, { clock });
      const answer = await delivery.signatureOf({
        person,
        from: from ?? address,
        composeType,
        recipients,
        at: await delivery.momentOf(tenant._id, at),
        format: options.json ? undefined : format,
      });
      if (!answer)
        throw new SignetError(
          'NOT_FOUND',
          `${address} gets no signature for ${composeType}. "signet explain ${address}" says why.`,
        );
      return { json: answer, text: answer.signature[format] ?? '' };
    },
    (command) => which(command).option('--format <format>', 'html or text', 'html'),
  );

  add<RenderOptions>(
    program,
    'explain <address>',
    'which template a person gets, and why',
    async ({ tenants, signatures, clock }, [address = ''], options) => {
      const { from, composeType, recipients, at } = parse(optionsSchema, options);
      const tenant = await tenants.choose(options.tenant);
      const person = await personAt(tenant._id, address, { clock });
      const explanation = await signatures.explain({
        person,
        from: (from ?? address).toLowerCase(),
        composeType,
        recipients,
        at: await signatures.moment(tenant._id, at),
      });
      const steps = explanation.trail.map((step) => [
        step.matched ? '  ✓' : '  ✗',
        step.assignment,
        step.template ?? 'no signature',
        step.reason,
      ]);
      const campaigns = explanation.campaigns.map((step) => [
        step.matched ? '  ✓' : '  ✗',
        step.campaign,
        'campaign',
        step.reason,
      ]);
      return {
        json: explanation,
        text: `${explanation.template ?? 'No signature'}: ${explanation.reason}\n${table([...steps, ...campaigns])}`,
      };
    },
    which,
  );
}
