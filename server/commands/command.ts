import type { Command } from 'commander';
import type { Signet } from '../compose.ts';
import type { Outcome } from './terminal.ts';

/** Options that every command takes. */
export interface SharedOptions {
  json?: boolean;
  tenant?: string;
}

/** How a command does its work: given Signet, its arguments and its options. */
export type Work<Options extends SharedOptions> = (
  signet: Signet,
  args: string[],
  options: Options,
) => Promise<Outcome>;

/** Adds a command with the shared options; `work` gets a Signet that is taken down afterwards. */
export type AddCommand = <Options extends SharedOptions>(
  parent: Command,
  usage: string,
  description: string,
  work: Work<Options>,
  shape?: (command: Command) => Command,
) => void;
