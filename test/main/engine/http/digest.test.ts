/** Digest authentication against the examples of RFC 7616 and RFC 2617, and the ways a challenge may be written. */
import { describe, expect, test } from 'vitest';
import {
  type Challenge,
  digestAuthorization,
  digestChallenge,
  parseChallenges,
} from '../../../../src/main/engine/http/digest.ts';

const usable = (header: string): Challenge => {
  const found = digestChallenge(header);
  if ('unusable' in found) throw new Error(found.unusable);
  return found;
};
const response = (authorization: string): string | undefined => /response="(\w+)"/.exec(authorization)?.[1];

// RFC 7616 section 3.9.1
const EXAMPLE =
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const MUFASA = {
  user: 'Mufasa',
  password: 'Circle of Life',
  method: 'GET',
  uri: '/dir/index.html',
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  count: 1,
};

test.each([
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
])('the example of RFC 7616, %s', (algorithm, expected) => {
  const challenge = usable(EXAMPLE.replace('SHA-256', algorithm));
  expect(response(digestAuthorization(challenge, MUFASA))).toBe(expected);
});

test('the example of RFC 2617, without algorithm', () => {
  const challenge = usable(
    'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
  );
  const given = { ...MUFASA, password: 'Circle Of Life', cnonce: '0a4f113b' };
  expect(response(digestAuthorization(challenge, given))).toBe('6629fae49393a05397450978507c4ef1');
});

test('without qop it is the way of RFC 2069, with no count and no client nonce', () => {
  const authorization = digestAuthorization(usable('Digest realm="r", nonce="n"'), MUFASA);
  expect(authorization).not.toMatch(/qop|nc=|cnonce/);
});

test('the hashed user name of RFC 7616 section 3.9.2', () => {
  const challenge = usable(
    'Digest realm="api@example.org", qop="auth", algorithm=SHA-256, nonce="n", userhash=true',
  );
  const authorization = digestAuthorization(challenge, { ...MUFASA, user: 'me' });
  expect(authorization).toMatch(/username="[0-9a-f]{64}".*userhash=true/);
});

describe('challenges', () => {
  test('the first that can be answered is taken', () => {
    const header =
      'Negotiate, NTLM abc==, Basic realm="a, b", Digest realm="x", nonce="1", algorithm=SHA-512-256, Digest realm="\\"q\\"", nonce="2", algorithm=sha-256, qop=auth, Digest realm="z", nonce="3"';
    expect(usable(header)).toMatchObject({ realm: '"q"', nonce: '2', algorithm: 'SHA-256', qop: true });
    expect(parseChallenges(header).map((offer) => offer.scheme)).toContain('basic');
  });

  test.each([
    ['', /no authentication/],
    ['Basic realm="x"', /asks for basic/],
    ['Digest realm="x", nonce="y", qop="auth-int"', /MD5 \(auth-int\)/],
    ['Digest realm="x", nonce="y", algorithm=SHA-512-256', /SHA-512-256/],
    ['Digest realm="x"', /MD5/],
    ['=,"="=,,', /no authentication/],
  ])('%j cannot be answered', (header, why) => {
    expect(digestChallenge(header)).toMatchObject({ unusable: expect.stringMatching(why) });
  });
});
