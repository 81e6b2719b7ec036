import { type Ready, startServer } from '../main.ts';
import type { Config } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';
import { exitCodes, failure } from './terminal.ts';

/** `signet start`: runs until it is told to stop, and then stops in order. */
export async function start(config: Config, asJson: boolean): Promise<number> {
  const log = createLog(config.logLevel);
  try {
    const running = await startServer(config, log);
    process.stdout.write(asJson ? `${JSON.stringify(running.ready)}\n` : startText(running.ready));
    await untilStopped();
    await running.stop();
    return exitCodes.done;
  } catch (error) {
    return failure(error, asJson);
  }
}

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const;

/** Resolves when someone wants this process to end: a signal, or the launcher that is gone. A second signal ends it at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      // A listener for the launcher's channel would keep the process alive.
      for (const ending of endings) process.removeListener(ending, stop);
      resolve();
    };
    for (const ending of endings) process.on(ending as NodeJS.Signals, stop);
  });
}

/** What a newcomer reads: where to go, and as whom. */
export function startText(ready: Ready): string {
  return ready.sandbox ? sandboxText(ready) : tenantText(ready);
}

function sandboxText({ url, admin, compose, signIn = [] }: Ready): string {
  const people = signIn.map(({ name, address, role }) => `     ${name.padEnd(24)} ${address.padEnd(44)} ${role}`);
  return `
  Signet is running, with a SANDBOX in place of Microsoft 365: nothing in it is real, and no mail leaves this machine.

  1. Write a mail     ${compose}
     Choose a person; their signature is there when the window opens.
     (The browser warns once about the sandbox's own certificate: "Advanced", then "Proceed to localhost".)
  2. Look after it    ${admin}
     Sign in as one of:
${people.join('\n')}
  3. For Outlook      ${url}/manifest.xml
     The add-in as Outlook installs it.

  On the command line:  npm run -s signet -- render ${signIn[0]?.address ?? '<address>'}
  Your own Microsoft 365: see "Connect your tenant" in README.md.  Stop with Ctrl+C.

`;
}

function tenantText({ url, admin, connect }: Ready): string {
  return `
  Signet is running.

  Admin app           ${admin}
  Outlook add-in      ${url}/manifest.xml
${connect ? `\n  No tenant is connected yet. Connect one:\n    in the browser, as an administrator of Microsoft 365:  ${connect}\n    or here:  signet tenant connect <tenantId>\n` : ''}
`;
}
