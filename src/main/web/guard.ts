/** Who may ask over loopback HTTP: only our own page, under our own name, with the token of this start. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Guard {
  readonly token: string;
  /** Good for one exchange against the token: the command line that opens the browser can be read by every user of the machine. */
  newTicket(): string;
  /** True once for each ticket. */
  redeem(ticket: string): boolean;
  /** The HTTP status of the refusal, or null. Every request must pass. */
  refusesOrigin(headers: IncomingHttpHeaders): 421 | 403 | null;
  /** Every request to the API must pass this too. */
  hasToken(headers: IncomingHttpHeaders): boolean;
}

/** `authority`: the host and port that the server listens on, as the address bar shows them. */
export function createGuard(authority: string): Guard {
  const token = secret();
  const expected = digest(`Bearer ${token}`);
  const tickets = new Set<string>();
  return {
    token,
    newTicket() {
      const ticket = secret();
      tickets.add(ticket);
      return ticket;
    },
    redeem: (ticket) => tickets.delete(ticket),
    refusesOrigin({ host, origin }) {
      // A foreign name that was made to resolve to this machine (DNS rebinding) shows in Host.
      if (host !== authority) return 421;
      if (origin !== undefined && origin !== `http://${authority}`) return 403;
      return null;
    },
    // Digests have one length, so the comparison takes the same time whatever was sent.
    hasToken: ({ authorization }) => timingSafeEqual(digest(authorization ?? ''), expected),
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
