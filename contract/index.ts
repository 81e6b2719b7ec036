export * from './error-codes.ts';
export * from './field-mapping.ts';
export * from './import-rule.ts';
export * from './person.ts';
export * from './run.ts';
export * from './signature.ts';
export * from './sync-settings.ts';
export * from './tenant.ts';
