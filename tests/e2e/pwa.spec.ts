// The installed face of the app: there without a network, never stale without saying so, never two versions at once.
import { type Page } from '@playwright/test';
import path from 'node:path';
import { kept, places, settled, transferByApi, tryDemo } from './app.ts';
import { expect, test } from './fixtures.ts';
import { Deployed } from './next_build.ts';
import { Backend, dist } from './server.ts';
import { contains, exactly, t } from './words.ts';

/** The worker has everything and answers for this page. */
async function served(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    return navigator.serviceWorker.controller?.state === 'activated';
  });
}

const main = (page: Page) => page.getByRole('main');
const script = (page: Page) => page.locator('script[type=module]').getAttribute('src').then(src => path.basename(src!));

test('every route opens without a network, in our own words and with a way out', async ({ page, context, ownBackend }) => {
  test.slow();
  await tryDemo(page, `${ownBackend.baseURL}/sign-in`);
  await expect(main(page).locator('.hero')).toHaveText(/\d/);
  const all = await places(page);
  await served(page);
  await expect.poll(() => kept(page)).toContain('skyjoy');
  await ownBackend.kill();
  await context.setOffline(true);
  for (const { path, title } of [...all, { path: '/gallery', title: 'Gallery' }]) {
    await page.goto(ownBackend.baseURL + path);
    // The gallery shows skeletons as examples, and headings in them.
    if (path === '/gallery') await expect(main(page).locator('.gallery h1').first()).toBeVisible();
    else await settled(page);
    // The name of a reward comes from the server.
    await expect(page, path).toHaveTitle(contains(path.startsWith('/rewards/') ? t('app.name') : title));
    await expect(page.locator('#fail'), path).toBeHidden();
    await expect(page.getByText(exactly(t('app.offline'))), path).toBeVisible();
    const ways = main(page).locator('a[href], button:not([aria-disabled])');
    await expect(ways.filter({ visible: true }).first(), path).toBeVisible();
    await expect(page.locator('nav.nav a'), path).toHaveCount(5);
  }
});

test('right after the first visit a start without a network shows the last balances and their age', async ({ page, context, ownBackend }) => {
  await tryDemo(page, `${ownBackend.baseURL}/sign-in`);
  // Its skeleton has the same place and no number.
  await expect(main(page).locator('.hero')).toHaveText(/\d/);
  const hero = await main(page).locator('.hero').innerText();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => kept(page)).toContain('skyjoy');
  await ownBackend.kill();
  await context.setOffline(true);
  await page.clock.install();
  await page.clock.fastForward('02:00:00');
  await page.goto(ownBackend.baseURL);
  await expect(main(page).locator('.hero')).toHaveText(hero);
  const age = new Intl.RelativeTimeFormat('vi').format(-2, 'hour');
  await expect(main(page).getByText(contains(t('wallet.stale', { age })))).toBeVisible();

  // The network is back: the same page goes on with fresh numbers.
  await ownBackend.restart();
  await context.setOffline(false);
  await expect(main(page).locator('.stale')).toHaveCount(0);
});

test('a wallet that was kept for days counts the days that are left from now', async ({ page, context, ownBackend }) => {
  await tryDemo(page, `${ownBackend.baseURL}/sign-in`);
  await expect(main(page).locator('.hero')).toHaveText(/\d/);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => kept(page)).toContain('skyjoy');
  await context.setOffline(true);
  await page.clock.install();
  const days = (n: number) => contains(new Intl.NumberFormat('vi', { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(n));
  await expect(main(page).locator('.alert')).toHaveText(days(9));
  await page.clock.fastForward(5 * 24 * 3_600_000);
  await page.goto(ownBackend.baseURL);
  await expect(main(page).locator('.alert')).toHaveText(days(4));
  // A page that stays open counts on.
  await page.clock.fastForward(24 * 3_600_000);
  await expect(main(page).locator('.alert')).toHaveText(days(3));
  // So does the page of the program, which was never opened before.
  await main(page).locator('.alert').getByRole('link').click();
  await expect(main(page).locator('.lot-list .warn')).toContainText(days(3));
  await page.clock.fastForward(24 * 3_600_000);
  await expect(main(page).locator('.lot-list .warn')).toContainText(days(2));
});

test('a transfer that was reviewed before the network went is not sent later', async ({ page, context, ownBackend }) => {
  await tryDemo(page, `${ownBackend.baseURL}/sign-in`);
  await settled(page);
  await served(page);
  await page.goto(`${ownBackend.baseURL}/transfer?from=skyjoy&to=lynkid`);
  await settled(page);
  await context.setOffline(true);
  await page.getByRole('button', { name: exactly(t('transfer.review')) }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toContainText(t('error.offline'));
  await expect(dialog.getByRole('button', { name: contains(t('transfer.review_confirm', { amount: '' })) })).toHaveCount(0);
  await context.setOffline(false);
  await page.goto(`${ownBackend.baseURL}/transfers`);
  await expect(main(page).getByText(contains(t('transfer.list_empty_title')))).toBeVisible();
});

test('no cache holds an answer of the API or anything of another origin', async ({ page, ledger, backend }) => {
  test.slow();
  expect(ledger.balances()).toHaveLength(7);
  await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  await served(page);
  for (const { path } of await places(page)) {
    await page.goto(path);
    await settled(page);
  }
  const kept = await page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) urls.push(request.url);
    }
    return urls;
  });
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.filter(url => !url.startsWith(backend.baseURL) || /^\/(api|embed|healthz|readyz)(\/|$)/.test(new URL(url).pathname))).toEqual([]);
});

test('Chromium finds nothing in the way of installing it', async ({ page, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  await served(page);
  const browser = await page.context().newCDPSession(page);
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
  // Every context of a spec is a private window, in which nothing can be installed.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter(id => id !== 'in-incognito')).toEqual([]);
});

test('a browser without service workers and with broken storage shows the wallet all the same', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => { throw new DOMException('storage is off', 'SecurityError'); };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(globalThis, name, { get: refuse });
    }
    Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined });
  });
  await tryDemo(page);
  await settled(page);
  await expect(main(page).locator('.hero')).toHaveText(/\d/);
  await page.getByRole('navigation', { name: exactly(t('nav.label')) }).locator('a[href="/settings"]').click();
  await settled(page);
});

test('a new build waits for a yes, and each tab changes whole and once', async ({ page, context }) => {
  test.slow();
  const deployed = new Deployed(dist);
  const backend = await Backend.start({ GOM_DIST: deployed.folder });
  const bar = (tab: Page) => tab.locator('.update-bar');
  const old = deployed.script;
  await tryDemo(page, `${backend.baseURL}/sign-in`);
  await settled(page);
  await served(page);
  const other = await context.newPage();
  await other.goto(backend.baseURL);
  await settled(other);
  await expect(bar(page)).toHaveCount(0);

  deployed.deployNext();
  expect(deployed.script).not.toBe(old);
  // One navigation is enough to hear of it; until then the whole page is of the build before.
  await page.reload();
  // The browser fetches every file of the new build before it offers it.
  await expect(bar(page).getByText(exactly(t('pwa.update')))).toBeVisible({ timeout: 30_000 });
  expect(await script(page)).toBe(old);

  // The tab that was open all the time gets a page whose code it never asked for, in its own version.
  await other.locator('nav.nav a[href="/activity"]').click();
  await settled(other);
  await expect(main(other).getByRole('heading', { level: 1 })).toHaveText(exactly(t('nav.activity')));
  expect(await script(other)).toBe(old);

  // Whoever does not want it now is asked again at the next start.
  await bar(page).getByRole('button', { name: exactly(t('pwa.update_later')) }).click();
  await expect(bar(page)).toHaveCount(0);
  await page.reload();
  await expect(bar(page)).toBeVisible({ timeout: 30_000 });

  const loads = { page: 0, other: 0 };
  page.on('load', () => { loads.page += 1; });
  other.on('load', () => { loads.other += 1; });
  const late: string[] = [];
  await bar(page).getByRole('button', { name: exactly(t('pwa.update_take')) }).click();
  await page.waitForFunction(old => !document.querySelector(`script[src="/${old}"]`), old);
  context.on('request', request => late.push(request.url()));
  await settled(page);
  expect(await script(page)).toBe(deployed.script);
  await page.locator('nav.nav a[href="/settings"]').click();
  await settled(page);

  // The other tab was not touched: it is asked for itself, and goes where it was.
  await expect(bar(other)).toBeVisible({ timeout: 30_000 });
  expect(loads).toEqual({ page: 1, other: 0 });
  await bar(other).getByRole('button', { name: exactly(t('pwa.update_take')) }).click();
  await other.waitForFunction(old => !document.querySelector(`script[src="/${old}"]`), old);
  await settled(other);
  await expect(other).toHaveURL(`${backend.baseURL}/activity`);
  expect(loads).toEqual({ page: 1, other: 1 });
  expect(late.filter(url => url.endsWith(old))).toEqual([]);
  await expect(bar(page)).toHaveCount(0);

  await backend.kill();
  await context.setOffline(true);
  await page.goto(`${backend.baseURL}/rewards`);
  await settled(page);
  expect(await script(page)).toBe(deployed.script);
  await backend.dispose();
  deployed.dispose();
});
