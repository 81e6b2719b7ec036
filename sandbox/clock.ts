/** Where the sandbox takes the time from; tests inject a stopped one. */
export type Now = () => Date;

/** The machine's clock: the only place of the sandbox that asks for the time itself. */
export const systemNow: Now = () => new Date();
