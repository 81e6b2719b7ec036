// `npm run db`, as the benchmark's own build has it.
import '../../../embedded-db/cli.ts';
