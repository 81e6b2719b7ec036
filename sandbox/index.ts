export { type Certificate, prepareCertificate } from './certificate.ts';
export type { TrustedAssertion } from './entra/entra.ts';
export { type Fault, Faults } from './faults.ts';
export type { RecordedRequest } from './request-log.ts';
export type { SignInSample } from './sign-in-samples.ts';
export { type IssuedUserToken, type Sandbox, type SandboxOptions, startSandbox } from './start-sandbox.ts';
export { portrait } from './world/picture.ts';
export { createWorld, sampleTenant } from './world/sample-world.ts';
export type {
  AppRole,
  DirectoryGroup,
  DirectoryUser,
  GroupEntry,
  MailboxPurpose,
  Photo,
  UserEntry,
} from './world/types.ts';
export { type NewGroup, type NewUser, type UserChange, World } from './world/world.ts';
