// Headers everywhere: every file of the build, every route, every GET of the API, with and without a session, and every kind of error.
import { type APIResponse } from '@playwright/test';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { filledMember, routes } from './matrix.ts';
import { dist } from './server.ts';

const document = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../docs/openapi.json'), 'utf8'));

/** What partners' pages may load: the frame and the script that makes it. */
const forPartners = (address: string) => address.startsWith('/embed/');

function missing(address: string, answer: APIResponse): string[] {
  const headers = answer.headers();
  const policy = headers['content-security-policy'] ?? '';
  const holds: Record<string, boolean> = {
    'X-Content-Type-Options': headers['x-content-type-options'] === 'nosniff',
    'Cross-Origin-Resource-Policy': headers['cross-origin-resource-policy'] === 'same-origin' || forPartners(address),
    'Cross-Origin-Opener-Policy': headers['cross-origin-opener-policy'] === 'same-origin',
    'Referrer-Policy': /^(same-origin|no-referrer)$/.test(headers['referrer-policy'] ?? ''),
    'Permissions-Policy': (headers['permissions-policy'] ?? '').includes('camera=()'),
    'Cache-Control': Boolean(headers['cache-control']),
    'X-Request-Id': /^[0-9a-f-]{36}$/.test(headers['x-request-id'] ?? ''),
    "default-src 'none'": policy.includes("default-src 'none'"),
    "frame-ancestors 'none'": policy.includes("frame-ancestors 'none'") || address === '/embed/balance?partner=demo-shop',
    'no unsafe source': !/'unsafe-(inline|eval|hashes)'|script-src[^;]*'self'/.test(policy),
  };
  return Object.entries(holds).filter(([, held]) => !held).map(([name]) => `${answer.status()} ${address}: ${name}`);
}

test('the headers are on everything', async ({ browser, backend, playwright }) => {
  test.slow();
  const member = await filledMember(browser, backend.baseURL);
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    .map(entry => `/${path.relative(dist, path.join(entry.parentPath, entry.name))}`);
  const pages = Object.values(routes).map(({ address }) => address(member));
  const operations = Object.keys(document.paths).filter(name => document.paths[name].get)
    .map(name => name.replace('{id}', member.membership).replace('{from}', 'lynkid').replace('{to}', 'skyjoy'))
    // A stream that may go on would.
    .map(name => name.endsWith('/events') ? `${name}?seconds=0` : name);
  const odd = ['/missing.js', '/.env', '/csp.txt', '/api', '/api/v1/nothing', '/api/v1/transfers?limit=0', '/healthz', '/readyz',
    '/api/v1/openapi.json', '/embed/v1.js', '/embed/balance', '/embed/balance?partner=nobody', '/embed/balance?partner=demo-shop', '/%00', '/%ff'];
  const request = await playwright.request.newContext({ baseURL: backend.baseURL });
  const found: string[] = [];
  const statuses = new Set<number>();
  const look = async (address: string, options: Parameters<typeof request.fetch>[1] = {}) => {
    const answer = await request.fetch(address, { maxRedirects: 0, ...options });
    statuses.add(answer.status());
    found.push(...missing(address, answer));
  };
  const cookie = member.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  for (const address of [...files, ...pages, ...operations, ...odd]) {
    await look(address);
    await look(address, { headers: { cookie } });
  }
  const origin = backend.baseURL;
  await look('/api/v1/quotes', { method: 'POST', data: '{}' });
  await look('/api/v1/quotes', { method: 'POST', data: '{}', headers: { origin, cookie, 'content-type': 'text/plain' } });
  await look('/api/v1/quotes', { method: 'POST', data: 'x'.repeat(20_000), headers: { origin, cookie, 'content-type': 'application/json' } });
  await look('/api/v1/wallet', { method: 'DELETE', headers: { origin, cookie } });
  await look('/', { method: 'POST', headers: { origin } });
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 401, 403, 404, 405, 413, 415]));
  expect(found).toEqual([]);
  await request.dispose();
});
