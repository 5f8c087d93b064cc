/** Every case of the lab, in the order a transfer would meet them. To add one, add a row to its group. */

import type { ProvingCase } from '../shared/codes-markdown.ts';
import { KERNELS } from '../shared/result.ts';
import { agreementFaults, agreements } from './faults/agreement.ts';
import { acceptedCertificates, certificateFaults } from './faults/certificates.ts';
import { checkFaults } from './faults/checks.ts';
import { clientFileFaults, clientIdentityCases, clientIdentityFaults } from './faults/client-identity.ts';
import { curlFaults } from './faults/curl.ts';
import { damageFaults, unreadFaults } from './faults/damage.ts';
import { endFaults, resetFaults, shortFaults, unannouncedFaults } from './faults/endings.ts';
import { engineFaults, healthyEngines } from './faults/engines.ts';
import { invalidFaults, statusFaults, timeFaults } from './faults/exchange.ts';
import type { Fault } from './faults/fault.ts';
import { fortezzaFaults } from './faults/fortezza.ts';
import { ftpConnectFaults, ftpGreetingFaults } from './faults/ftp-greeting.ts';
import { ftpHealthyCases, ftpProxiedCases, ftpToleratedCases } from './faults/ftp-healthy.ts';
import { ftpLoginFaults } from './faults/ftp-login.ts';
import { ftpAbsentFaults, ftpFolderFaults, ftpLookupFaults, ftpPassiveFaults } from './faults/ftp-lookup.ts';
import { ftpOpenFaults } from './faults/ftp-open.ts';
import { ftpCertificateFaults, ftpDataTlsFaults, ftpTlsFaults } from './faults/ftp-secure.ts';
import { ftpThreadCases, ftpThreadFaults } from './faults/ftp-threads.ts';
import { ftpDamageFaults, ftpResetFaults, ftpSessionFaults, ftpShortFaults } from './faults/ftp-transfer.ts';
import { ftpHealthyUploads, ftpRefusedUploads, ftpUploadFaults } from './faults/ftp-upload.ts';
import { healthyCases } from './faults/healthy.ts';
import { healthyCases2, http2Faults } from './faults/http2.ts';
import { http2ConnectionFaults, http2InvalidFaults } from './faults/http2-connection.ts';
import { authFaults, identityCases, pinFaults, privateFaults } from './faults/identity.ts';
import { connectFaults, resolveFaults, taskFaults } from './faults/network.ts';
import { meanwhileFaults, revocationFaults } from './faults/ocsp.ts';
import { healthyStatus } from './faults/ocsp-healthy.ts';
import { proxiedCases } from './faults/proxied.ts';
import { proxyFaults } from './faults/proxies.ts';
import { rangeFaults } from './faults/ranges.ts';
import { redirectFaults } from './faults/redirects.ts';
import { ftpListCases, healthyLists, listFaults } from './faults/revocation-lists.ts';
import { handshakeFaults, keyExchangeFaults } from './faults/secure.ts';
import { cleanShutdowns, shutdownFaults } from './faults/shutdown.ts';
import { socksFaults } from './faults/socks.ts';
import { healthyStapling, staplingFaults } from './faults/stapling.ts';
import { threadCases } from './faults/threads.ts';
import { tlsSetupFaults } from './faults/tls-setup.ts';
import { healthyUploads, sourceFaults } from './faults/upload-sources.ts';
import { redirectedUploads, refusedUploads, unansweredUploads, unsentFaults } from './faults/uploads.ts';

export type { Fault } from './faults/fault.ts';

const ours: readonly Fault[] = [
  ...healthyCases,
  ...threadCases,
  ...proxiedCases,
  ...identityCases,
  ...agreements,
  ...acceptedCertificates,
  ...clientIdentityCases,
  ...cleanShutdowns,
  ...healthyCases2,
  ...healthyUploads,
  ...healthyLists,
  ...healthyStapling,
  ...healthyStatus,
  ...healthyEngines,
  ...taskFaults,
  ...pinFaults,
  ...engineFaults,
  ...tlsSetupFaults,
  ...clientFileFaults,
  ...sourceFaults,
  ...resolveFaults,
  ...connectFaults,
  ...handshakeFaults,
  ...keyExchangeFaults,
  ...agreementFaults,
  ...fortezzaFaults,
  ...certificateFaults,
  ...listFaults,
  ...staplingFaults,
  ...revocationFaults,
  ...clientIdentityFaults,
  ...statusFaults,
  ...authFaults,
  ...redirectFaults,
  ...privateFaults,
  ...redirectedUploads,
  ...refusedUploads,
  ...unsentFaults,
  ...meanwhileFaults,
  ...timeFaults,
  ...unansweredUploads,
  ...endFaults,
  ...resetFaults,
  ...unannouncedFaults,
  ...invalidFaults,
  ...shortFaults,
  ...damageFaults,
  ...unreadFaults,
  ...shutdownFaults,
  ...http2Faults,
  ...http2ConnectionFaults,
  ...http2InvalidFaults,
  ...checkFaults,
  ...rangeFaults,
  ...proxyFaults,
  ...socksFaults,
  ...ftpHealthyCases,
  ...ftpToleratedCases,
  ...ftpProxiedCases,
  ...ftpHealthyUploads,
  ...ftpThreadCases,
  ...ftpConnectFaults,
  ...ftpGreetingFaults,
  ...ftpTlsFaults,
  ...ftpCertificateFaults,
  ...ftpListCases,
  ...ftpLoginFaults,
  ...ftpFolderFaults,
  ...ftpAbsentFaults,
  ...ftpLookupFaults,
  ...ftpPassiveFaults,
  ...ftpDataTlsFaults,
  ...ftpOpenFaults,
  ...ftpResetFaults,
  ...ftpDamageFaults,
  ...ftpSessionFaults,
  ...ftpShortFaults,
  ...ftpThreadFaults,
  ...ftpRefusedUploads,
  ...ftpUploadFaults,
];

export const FAULTS: readonly Fault[] = [...ours, ...curlFaults(ours)];

export function findFault(id: string): Fault | undefined {
  return FAULTS.find((fault) => fault.id === id);
}

/** Cases that show the code, one for each kernel that can; the first one of each stands for it. */
export function casesOf(code: number): ProvingCase[] {
  return KERNELS.flatMap((kernel) => {
    const found = FAULTS.find(
      ({ code: shown, task }) => shown === code && (task.kernel ?? 'node') === kernel,
    );
    return found ? [{ id: found.id, kernel }] : [];
  });
}
