// Lighthouse on a phone, signed in: what it says about accessibility, best practices and being found is without a finding.
// Timings are told and never decide: the machine that runs this also runs other things.
import { chromium } from '@playwright/test';
import lighthouse, { type Artifacts } from 'lighthouse';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tryDemo } from './app.ts';
import { expect, test } from './fixtures.ts';
import { freePort } from './server.ts';

/** Categories that must be without a finding. */
const whole = ['accessibility', 'best-practices', 'seo'];

/** What the score of performance is made of, told beside it. */
const timings = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'];

const links = (artifacts: Artifacts, to: RegExp) => artifacts.AnchorElements.filter(({ rawHref }) => to.test(rawHref)).length;

/** The pages, and what Lighthouse must have seen on each: a score of an empty page says nothing. */
const pages: { path: string; seen: (artifacts: Artifacts) => number }[] = [
  { path: '/', seen: artifacts => links(artifacts, /^\/programs\//) },
  { path: '/rewards', seen: artifacts => links(artifacts, /^\/rewards\/\d+/) },
  { path: '/transfer?from=skyjoy&to=lynkid', seen: artifacts => artifacts.Inputs.inputs.length },
];

test('Lighthouse finds nothing on the main pages', async ({ backend, launchOptions }) => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'gom-lighthouse-'));
  // Lighthouse opens a tab in the browser's own context, so that is the one that must be signed in.
  const open = (port: number) => chromium.launchPersistentContext(folder, {
    ...launchOptions,
    args: [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`],
    baseURL: backend.baseURL,
    locale: 'vi-VN',
  });
  const first = await open(await freePort());
  const page = first.pages()[0] ?? await first.newPage();
  await tryDemo(page);
  await expect(page.getByRole('main').locator('.hero')).toHaveText(/\d/);
  await first.close();
  for (const { path: address, seen } of pages) {
    // Each page has a browser process of its own: where one is used again, it lists the code of earlier pages for the
    // profiler while the next page starts, and that time is counted as this page's.
    const port = await freePort();
    const context = await open(port);
    const run = await lighthouse(`${backend.baseURL}${address}`, {
      port, logLevel: 'error', output: 'json', onlyCategories: ['performance', ...whole], disableStorageReset: true,
    });
    await context.close();
    if (!run) throw new Error('Lighthouse says nothing');
    expect(seen(run.artifacts), `${address} shows what it is for`).toBeGreaterThan(0);
    const scores = Object.entries(run.lhr.categories).map(([name, { score }]) => `${name} ${Math.round((score ?? 0) * 100)}`);
    const times = timings.map(id => `${id} ${run.lhr.audits[id]!.displayValue}`);
    console.log(`${address}: ${scores.join(', ')}; ${times.join(', ')}`);
    const findings = whole.flatMap(name => run.lhr.categories[name]!.auditRefs)
      .map(({ id }) => run.lhr.audits[id]!)
      .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'error' || (score !== null && score < 1 && scoreDisplayMode !== 'informative'))
      .map(({ id, title, details, errorMessage }) => `${id}: ${title} ${errorMessage ?? JSON.stringify(details).slice(0, 600)}`);
    expect(run.lhr.runtimeError, address).toBeUndefined();
    expect(findings, address).toEqual([]);
  }
  rmSync(folder, { recursive: true, force: true });
});
