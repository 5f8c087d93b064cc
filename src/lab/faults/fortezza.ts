/**
 * Cases of Fortezza, the smart-card cryptography of the 1990s. No program speaks it any more, so the server's bytes are made by hand here:
 * a ServerHello that chooses one of its suites, and a CertificateRequest for its kind of certificate.
 */
import type { Step } from '../script.ts';
import { alert } from './answers.ts';
import { type Fault, handshake, trusted } from './fault.ts';

const RECORD_HANDSHAKE = 22;
const SERVER_HELLO = 2;
const CERTIFICATE = 11;
const CERTIFICATE_REQUEST = 13;
const SERVER_HELLO_DONE = 14;

const TLS12 = [3, 3];
const SSL3 = [3, 0];
/** SSL_FORTEZZA_KEA_WITH_NULL_SHA and _WITH_FORTEZZA_CBC_SHA (RFC 6101 appendix A.6). */
const FORTEZZA_NULL = [0, 0x1c];
const FORTEZZA_CBC = [0, 0x1d];
const TLS_RSA_WITH_AES_128_GCM_SHA256 = [0, 0x9c];
const FORTEZZA_DMS = 20;
const RSA_SHA256 = [4, 1];
/** Without it no present library goes on (RFC 5746). */
const SECURE_RENEGOTIATION = [0xff, 1, 0, 1, 0];

/** Self-signed, RSA 2048; its key is thrown away. */
const CERTIFICATE_DER = Buffer.from(
  `
    MIIDIzCCAgugAwIBAgIUU9uROdTnn+/0RvEa9g9jZ9UgLAgwDQYJKoZIhvcNAQELBQAwIDEeMBwGA1UEAwwVY2F0cHJvYmUgbGFiIGZvcn
    RlenphMCAXDTI2MTEyNDE1NDYyNVoYDzIxMjYxMDMxMTU0NjI1WjAgMR4wHAYDVQQDDBVjYXRwcm9iZSBsYWIgZm9ydGV6emEwggEiMA0G
    CSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQCpT/eVOlyoljveX0fr2WrP55vjxKDEVUzLqUgvCAMPUS0ijVWrfEhos2mIw/S5JMkLdHImTY
    MEEvT4ivqByZQg588GPlCbgq0FOEfMGRXwEAuEDNucG3ND124AAf6LsImf5b5R6AqMXThtSqDUrERbDzfPqyZkZONwIx8ASB5Q3ZvqA5ga
    BaCMp1sSldlU9W0O0YYpNL2zV4WZF++CYQ3NEltWSk2KWaDxCEfilFpLPac1AzjXn9ubXZiJbfbFuIO+xCSW+Y6dH5pYzfBLAI8hSM+Xfv
    z/IkH6ewejjnd51KpYJYQd4dkHk5kxzD3vTOsDe7lDApdA9LYkTsPJwoVFAgMBAAGjUzBRMB0GA1UdDgQWBBSScpyYhOi0eboic7AsZBpX
    PTX+gzAfBgNVHSMEGDAWgBSScpyYhOi0eboic7AsZBpXPTX+gzAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQCURZRnz2
    d0ceqkRsFzlzrIItAbugu36QJdNqN9pLuFBYa+GbA/LnRFzxkGYEvAJKdJCHjgAar6qMMpprBUveCYoilRkI4TCCB03/2T6DECd6wP0tMf
    e1vuITc++RL4/DMpH5+SHmJMHgvpMqJKJnV/tdKNAzX1NPGNvBNPtT4A8wYV33rqgygQEeIDBH8iu3xPSYeCPKxPvmy2xaMagYghAyD3uQ
    2vMgx2pA2TYYfTxksAlTJgb4cSVhZoEjh1BeY9bX0ayVfg955matvPAPfojCYVryOfGrk2x9l0e+lDF5oP7PeE1SwLIkZshAXnGpFk1dW8
    GNPYfM7X033RwRrZ
`,
  'base64',
);

function counted(bytes: number, content: readonly number[] | Uint8Array): number[] {
  const length = Array.from(
    { length: bytes },
    (_, index) => (content.length >> (8 * (bytes - 1 - index))) & 255,
  );
  return [...length, ...content];
}

function message(version: readonly number[], type: number, body: readonly number[]): number[] {
  return [RECORD_HANDSHAKE, ...version, ...counted(2, [type, ...counted(3, body)])];
}

function serverHello(version: readonly number[], suite: readonly number[]): number[] {
  const random = Array<number>(32).fill(7);
  const extensions = version === SSL3 ? [] : counted(2, SECURE_RENEGOTIATION);
  return message(version, SERVER_HELLO, [...version, ...random, 0, ...suite, 0, ...extensions]);
}

function send(...messages: number[][]): Step {
  return { send: Uint8Array.from(messages.flat()) };
}

const asksForFortezza = send(
  serverHello(TLS12, TLS_RSA_WITH_AES_128_GCM_SHA256),
  message(TLS12, CERTIFICATE, counted(3, counted(3, CERTIFICATE_DER))),
  message(TLS12, CERTIFICATE_REQUEST, [...counted(1, [FORTEZZA_DMS]), ...counted(2, RSA_SHA256), 0, 0]),
  message(TLS12, SERVER_HELLO_DONE, []),
);

export const fortezzaFaults: readonly Fault[] = [
  {
    id: 'fortezza-suite',
    code: 642,
    phase: 'secure',
    title: { en: 'The server chooses a cipher suite of Fortezza', zh: '服务器选择了 Fortezza 加密套件' },
    ...handshake([{ wait: 'data' }, send(serverHello(TLS12, FORTEZZA_CBC)), { stall: 'reading' }]),
  },
  {
    id: 'fortezza-suite-ssl3',
    code: 642,
    phase: 'secure',
    title: {
      en: 'The server chooses a cipher suite of Fortezza and SSL 3',
      zh: '服务器选择了 SSL 3 的 Fortezza 加密套件',
    },
    ...handshake([{ wait: 'data' }, send(serverHello(SSL3, FORTEZZA_NULL)), { stall: 'reading' }]),
  },
  {
    id: 'fortezza-client-certificate',
    code: 642,
    phase: 'secure',
    title: {
      en: 'The server asks for a client certificate of Fortezza',
      zh: '服务器要求 Fortezza 客户端证书',
    },
    ...handshake([{ wait: 'data' }, asksForFortezza, alert(40), { close: 'fin' }], {
      tls: { ...trusted.tls, maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' },
    }),
  },
];
