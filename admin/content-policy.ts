import { config } from 'zod/v4/core';

// zod tries out whether it may compile functions; the page's content policy forbids that, and would report it.
config({ jitless: true });
