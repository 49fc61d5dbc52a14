import { z } from 'zod';

/**
 * Zod tries `new Function` when it builds its first schema; the page's policy forbids that and reports the attempt.
 * This module has to run before any schema is made, so main.tsx imports it first.
 */
z.config({ jitless: true });
