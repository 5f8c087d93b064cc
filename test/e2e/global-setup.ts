/** The tests see what the sources say. */
import { ensureBuilt } from '../../scripts/fresh.ts';

export default ensureBuilt;
