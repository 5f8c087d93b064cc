/** Signs that TLS is opened on the way, by a company's gateway or a program on this computer: who answers may be the inspector. */
import type { X509Certificate } from 'node:crypto';
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import { addedAuthorities } from '../trust.ts';
import { isSame, nameOf } from './chain.ts';

/** How the makers of inspecting gateways, antivirus programs and debugging proxies name the authorities they make. */
const INSPECTORS =
  /\b(AdGuard|Avast|AVG Technologies|Barracuda|Bitdefender|Blue ?Coat|Burp|Charles Proxy|Check ?Point|Cisco Umbrella|ContentKeeper|ESET SSL|Fiddler|Forcepoint|FortiGate|Fortinet|GoGuardian|HTTP Toolkit|iboss|Kaspersky|Lightspeed|McAfee Web|mitmproxy|Netskope|Palo Alto|PortSwigger|Proxyman|Sangfor|Skyhigh|Smoothwall|SonicWALL|Sophos|Superfish|Symantec Web|Untangle|WatchGuard|Websense|Zscaler)|FiddlerRoot|深信服/i;

/** `byDefault`: the authorities in use are the default ones, this computer's own included. */
export function inspectionNotes(sent: readonly X509Certificate[], byDefault: boolean): Evidence[] {
  const issuers = sent.map(({ issuer }) => nameOf(issuer));
  const inspector = issuers.find((issuer) => INSPECTORS.test(issuer));
  const own = byDefault ? ownAuthority(sent) : undefined;
  if (!inspector && !own) return [];
  const why = inspector ? 'a name of a product that opens TLS on the way' : OWN;
  return [check('TLS_INSPECTED', `issued by ${inspector ?? nameOf(own!.subject)}: ${why}`)];
}

const OWN =
  "an authority of this computer's own list that Node's list does not have: a company's, for its servers or for inspecting TLS on the way, or a lesser-known public one";

function ownAuthority(sent: readonly X509Certificate[]): X509Certificate | undefined {
  const added = addedAuthorities();
  for (const certificate of sent) {
    const same = added(certificate.subject).find((authority) => isSame(authority, certificate));
    const issuer = added(certificate.issuer).find((authority) => certificate.verify(authority.publicKey));
    if (same ?? issuer) return same ?? issuer;
  }
  return undefined;
}
