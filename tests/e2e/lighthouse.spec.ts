// Lighthouse on a phone, signed in: what it says about accessibility, best practices and being found is without a finding.
// Timings are told and never decide: the machine that runs this also runs other things. A page with nothing but a sentence is
// told beside them: what it takes is the machine's and the browser's own.
import { chromium } from '@playwright/test';
import lighthouse, { type Artifacts, type RunnerResult } from 'lighthouse';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tryDemo } from './app.ts';
import { expect, test } from './fixtures.ts';
import { freePort } from './server.ts';

/** Categories that must be without a finding. */
const whole = ['accessibility', 'best-practices', 'seo'];

/** What the score of performance is made of, told beside it. */
const timings = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'];

/** What Lighthouse says where the browser's record of a page has a hole ("please run Lighthouse again"), which has nothing to do with the page. */
const notRecorded = ['NO_TRACING_STARTED', 'NO_NAVSTART', 'NO_SCREENSHOTS', 'NO_RESOURCE_REQUEST'];
/** How often such a page is recorded. */
const tries = 3;

const links = (artifacts: Artifacts, to: RegExp) => artifacts.AnchorElements.filter(({ rawHref }) => to.test(rawHref)).length;

/** The pages, and what Lighthouse must have seen on each: a score of an empty page says nothing. */
const pages: { path: string; seen: (artifacts: Artifacts) => number }[] = [
  { path: '/', seen: artifacts => links(artifacts, /^\/programs\//) },
  { path: '/rewards', seen: artifacts => links(artifacts, /^\/rewards\/\d+/) },
  { path: '/transfer?from=skyjoy&to=lynkid', seen: artifacts => artifacts.Inputs.inputs.length },
];

/** A page with nothing but a sentence. */
const bare = '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Bare</title><p>Nothing but a sentence.</p></html>';

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
  const measured = async (address: string, onlyCategories: string[], left = tries): Promise<RunnerResult> => {
    // Each page has a browser process of its own: where one is used again, it lists the code of earlier pages for the
    // profiler while the next page starts, and that time is counted as this page's.
    const port = await freePort();
    const context = await open(port);
    const run = await lighthouse(address, { port, logLevel: 'error', output: 'json', onlyCategories, disableStorageReset: true });
    await context.close();
    if (!run) throw new Error('Lighthouse says nothing');
    const { runtimeError } = run.lhr;
    if (runtimeError && notRecorded.includes(runtimeError.code) && left > 1) {
      console.log(`${address}: ${runtimeError.code}, ${runtimeError.message}`);
      return measured(address, onlyCategories, left - 1);
    }
    const scores = Object.entries(run.lhr.categories).map(([name, { score }]) => `${name} ${Math.round((score ?? 0) * 100)}`);
    const times = timings.map(id => `${id} ${run.lhr.audits[id]!.displayValue}`);
    console.log(`${address}: ${scores.join(', ')}; ${times.join(', ')}`);
    return run;
  };
  const control = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(bare));
  await new Promise<void>(resolve => control.listen(0, resolve));
  await measured(`http://localhost:${(control.address() as AddressInfo).port}/`, ['performance']);
  control.close();
  for (const { path: address, seen } of pages) {
    const run = await measured(`${backend.baseURL}${address}`, ['performance', ...whole]);
    expect(seen(run.artifacts), `${address} shows what it is for`).toBeGreaterThan(0);
    const findings = whole.flatMap(name => run.lhr.categories[name]!.auditRefs)
      .map(({ id }) => run.lhr.audits[id]!)
      .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'error' || (score !== null && score < 1 && scoreDisplayMode !== 'informative'))
      .map(({ id, title, details, errorMessage }) => `${id}: ${title} ${errorMessage ?? JSON.stringify(details).slice(0, 600)}`);
    expect(run.lhr.runtimeError, address).toBeUndefined();
    expect(findings, address).toEqual([]);
  }
  rmSync(folder, { recursive: true, force: true });
});
