// The installed face of the app: there without a network, never stale without saying so, never two versions at once.
import { type Page } from '@playwright/test';
import { places, settled, transferByApi, tryDemo } from './app.ts';
import { expect, test } from './fixtures.ts';
import { contains, exactly, t } from './words.ts';

/** The worker has everything and answers for this page. */
async function served(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    return navigator.serviceWorker.controller?.state === 'activated';
  });
}

const main = (page: Page) => page.getByRole('main');

test('every route opens without a network, in our own words and with a way out', async ({ page, context, ownBackend }) => {
  test.slow();
  await tryDemo(page, `${ownBackend.baseURL}/sign-in`);
  await settled(page);
  const all = await places(page);
  await served(page);
  await ownBackend.kill();
  await context.setOffline(true);
  for (const { path, title } of all) {
    await page.goto(ownBackend.baseURL + path);
    await settled(page);
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
  await settled(page);
  const hero = await main(page).locator('.hero').innerText();
  await page.evaluate(() => navigator.serviceWorker.ready);
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
  await main(page).getByRole('button', { name: exactly(t('app.retry')) }).click();
  await expect(main(page).getByText(contains(t('error.offline')))).toHaveCount(0);
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
  await expect(main(page).locator('.hero')).toBeVisible();
  await page.getByRole('navigation', { name: exactly(t('nav.label')) }).locator('a[href="/settings"]').click();
  await settled(page);
});
