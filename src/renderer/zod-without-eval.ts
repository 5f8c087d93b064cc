/** Must be imported before any schema: zod would otherwise try `new Function`, which the content security policy refuses. */
import { z } from 'zod';

z.config({ jitless: true });
