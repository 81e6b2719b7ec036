/** The pretend tenant and app registration: fixed, so that what was stored stays right over restarts. */
export const sandboxTenantId = '5a4db0c5-0000-4000-8000-0000c0a57a11';
export const sandboxClientId = '5a4db0c5-0000-4000-8000-00000000a441';

/** The pretend app's secret. It opens nothing but the sandbox, which listens on this machine only. */
export const sandboxClientSecret = 'sandbox~pretend~secret~opens~nothing~real';

/** Microsoft Graph's own application id, accepted as an audience next to its address. */
export const graphAppId = '00000003-0000-0000-c000-000000000000';

/** What the pretend app registration asks an administrator for: reading only. */
export const requestedRoles = ['User.Read.All', 'GroupMember.Read.All'];
