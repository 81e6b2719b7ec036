import type { Doc, Value } from './bson/values.ts';

export type EmbeddedDatabaseErrorCode =
  | 'FILE_BUSY'
  | 'FILE_CORRUPT'
  | 'FILE_TOO_NEW'
  | 'FILE_UNREACHABLE'
  | 'FILE_NOT_EMPTY'
  | 'BACKUP_FAILED'
  | 'BACKUP_UNUSABLE'
  | 'RESTORE_FAILED'
  | 'SOCKET_BUSY'
  | 'SOCKET_PATH_TOO_LONG'
  | 'PORT_BUSY'
  | 'CANNOT_LISTEN';

/** Why the database could not be opened. The message says what to do. */
export class EmbeddedDatabaseError extends Error {
  readonly code: EmbeddedDatabaseErrorCode;
  constructor(code: EmbeddedDatabaseErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EmbeddedDatabaseError';
    this.code = code;
  }
}

/** MongoDB's names for its error numbers (src/mongo/base/error_codes.yml); numbers without a name are "LocationNNN". */
const codeNames = new Map([
  [1, 'InternalError'],
  [2, 'BadValue'],
  [4, 'NoSuchKey'],
  [9, 'FailedToParse'],
  [11, 'UserNotFound'],
  [13, 'Unauthorized'],
  [14, 'TypeMismatch'],
  [15, 'Overflow'],
  [16, 'InvalidLength'],
  [17, 'ProtocolError'],
  [18, 'AuthenticationFailed'],
  [20, 'IllegalOperation'],
  [22, 'InvalidBSON'],
  [26, 'NamespaceNotFound'],
  [27, 'IndexNotFound'],
  [28, 'PathNotViable'],
  [40, 'ConflictingUpdateOperators'],
  [43, 'CursorNotFound'],
  [48, 'NamespaceExists'],
  [50, 'MaxTimeMSExpired'],
  [52, 'DollarPrefixedFieldName'],
  [53, 'InvalidIdField'],
  [54, 'NotSingleValueField'],
  [55, 'InvalidDBRef'],
  [56, 'EmptyFieldName'],
  [57, 'DottedFieldName'],
  [59, 'CommandNotFound'],
  [66, 'ImmutableField'],
  [67, 'CannotCreateIndex'],
  [72, 'InvalidOptions'],
  [73, 'InvalidNamespace'],
  [85, 'IndexOptionsConflict'],
  [86, 'IndexKeySpecsConflict'],
  [91, 'ShutdownInProgress'],
  [96, 'OperationFailed'],
  [112, 'WriteConflict'],
  [115, 'CommandNotSupported'],
  [121, 'DocumentValidationFailure'],
  [125, 'CommandFailed'],
  [146, 'ExceededMemoryLimit'],
  [165, 'ViewDepthLimitExceeded'],
  [168, 'InvalidPipelineOperator'],
  [171, 'CannotIndexParallelArrays'],
  [197, 'InvalidIndexSpecificationOption'],
  [222, 'CloseChangeStream'],
  [224, 'QueryExceededMemoryLimitNoDiskUseAllowed'],
  [238, 'NotImplemented'],
  [241, 'ConversionFailure'],
  [263, 'OperationNotSupportedInTransaction'],
  [291, 'NoQueryExecutionPlans'],
  [334, 'MechanismUnavailable'],
  [5460, 'Location5460'],
  [10334, 'BSONObjectTooLarge'],
  [11000, 'DuplicateKey'],
  [11601, 'Interrupted'],
  [14031, 'OutOfDiskSpace'],
]);

/** MongoDB's name for an error number. */
export function codeName(code: number): string {
  return codeNames.get(code) ?? `Location${code}`;
}

/** An answer to a client: MongoDB's error number, its message, and further fields of the reply (keyPattern …). */
export class CommandError extends Error {
  readonly code: number;
  readonly fields: Record<string, Value> | undefined;
  constructor(code: number, message: string, fields?: Record<string, Value>) {
    super(message);
    this.name = 'CommandError';
    this.code = code;
    this.fields = fields;
  }
}

/** Refuses with MongoDB's error number. */
export function fail(code: number, message: string, fields?: Record<string, Value>): never {
  throw new CommandError(code, message, fields);
}

/** The error as it stands in a reply: errmsg, code, codeName and what it carries. */
export function errorFields(error: unknown): Doc {
  const known = error instanceof CommandError ? error : new CommandError(1, `Internal error: ${String(error)}`);
  const reply: Doc = new Map<string, Value>([
    ['ok', 0],
    ['errmsg', known.message],
    ['code', known.code],
    ['codeName', codeName(known.code)],
  ]);
  for (const [name, value] of Object.entries(known.fields ?? {})) reply.set(name, value);
  return reply;
}

/** The code of an error of the system (EADDRINUSE …), or undefined. */
export function systemCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
