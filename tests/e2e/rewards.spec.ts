// Finding a reward: words, filters and order, page by page, against the rows of the catalog and the journal.
import { title } from './app.ts';
import { Catalog, isFirstPage, listen } from './catalog.ts';
import { expect, test } from './fixtures.ts';
import { contains, exactly, t, texts } from './words.ts';

for (const language of ['vi', 'en', 'ru'] as const) {
  test(`"ca phe sua da" finds "Cà phê sữa đá", ${language}`, async ({ page, ledger }) => {
    expect(ledger.balances()).toHaveLength(7);
    await page.evaluate(language => localStorage.setItem('gom.lang', language), language);
    const catalog = new Catalog(page, texts(language));
    await catalog.open();
    const found = await catalog.ask(() => catalog.field.fill('ca phe sua da'));
    expect(found.count).toBeGreaterThan(0);
    const ids = await catalog.ids();
    expect(ids).toEqual(found.items.map(({ id }) => id));
    await expect(catalog.cards.first()).toContainText(contains(found.items[0]!.name));
    for (const id of ids.slice(0, 5)) {
      const { reward } = await page.request.get(`/api/v1/rewards/${id}?language=vi`).then(answer => answer.json());
      expect(reward.name).toMatch(/cà phê sữa đá/i);
    }
  });
}

test('marks are found however they are written', async ({ page, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  const catalog = new Catalog(page);
  await catalog.open();
  const found = [];
  for (const words of ['cà phê sữa đá', 'cà phê sữa đá'.normalize('NFD'), 'CÀ PHÊ SỮA ĐÁ', '  cà  phê\u00a0sữa đá ']) {
    await catalog.open();
    const { items, count } = await catalog.ask(() => catalog.field.fill(words));
    found.push({ count, ids: items.map(({ id }) => id) });
  }
  expect(found[0]!.count).toBeGreaterThan(0);
  expect(found.slice(1)).toEqual([found[0], found[0], found[0]]);
});

test('each search that comes to rest is asked once, told once, and one entry of the history', async ({ page, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  const said = await listen(page);
  await page.clock.install();
  const catalog = new Catalog(page);
  await catalog.open();
  let asked = 0;
  page.on('request', request => { asked += Number(isFirstPage(request.url())); });
  const entries = () => page.evaluate(() => history.length);
  const before = { entries: await entries(), said: (await said()).length };

  await page.clock.pauseAt(Date.now() + 3_600_000);
  await catalog.field.pressSequentially('tra sen');
  await page.clock.runFor(299);
  expect({ asked, url: page.url() }).toEqual({ asked: 0, url: new URL('/rewards', page.url()).href });
  const { count } = await catalog.ask(() => page.clock.runFor(1));
  await expect(page).toHaveURL('/rewards?q=tra%20sen');
  await expect(catalog.count(count)).toBeVisible();
  await expect(catalog.field).toBeFocused();
  expect(await entries()).toBe(before.entries + 1);
  expect((await said()).slice(before.said)).toEqual([t('rewards.count_other', { n: String(count) })]);

  // Enter does not wait, and does not ask again for what is there already.
  await catalog.ask(() => catalog.field.press('End').then(() => catalog.field.pressSequentially(' v')).then(() => catalog.field.press('Enter')));
  await catalog.field.press('Enter');
  await page.clock.runFor(1_000);
  expect({ asked, entries: await entries() }).toEqual({ asked: 2, entries: before.entries + 2 });

  await catalog.ask(() => page.goBack());
  await expect(catalog.field).toHaveValue('tra sen');
  await catalog.ask(() => page.goBack());
  await expect(catalog.field).toHaveValue('');
  await catalog.ask(() => page.goForward());
  await expect(catalog.field).toHaveValue('tra sen');
  await catalog.ask(() => catalog.main.getByRole('button', { name: exactly(t('rewards.search_clear')) }).click());
  await expect(page).toHaveURL('/rewards');
  await expect(catalog.field).toBeFocused();
});

test('an answer that nobody waits for any more is given up', async ({ page, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  const catalog = new Catalog(page);
  await catalog.open();
  await page.route(url => url.searchParams.get('q') === 'tra', () => {});
  const given = page.waitForEvent('requestfailed', request => request.url().includes('q=tra&'));
  const asked = page.waitForRequest(request => request.url().includes('q=tra&'));
  await catalog.field.fill('tra');
  await asked;
  const { items } = await catalog.ask(() => catalog.field.fill('trà sen'));
  expect((await given).failure()?.errorText).toBe('net::ERR_ABORTED');
  expect(await catalog.ids()).toEqual(items.map(({ id }) => id));
  await expect(catalog.main.getByRole('alert')).toHaveCount(0);
});

test('filters and order survive reload, back and forward, and can be left', async ({ page, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  const catalog = new Catalog(page);
  await catalog.open();
  await catalog.ask(() => catalog.filter('rewards.category_coffee').click());
  await expect(page).toHaveURL('/rewards?category=coffee');
  await catalog.ask(() => catalog.program.selectOption('skyjoy'));
  await catalog.ask(() => catalog.sort.selectOption('dearest'));
  await catalog.ask(() => catalog.filter('rewards.affordable').click());
  const full = '/rewards?category=coffee&program=skyjoy&affordable=1&sort=dearest';
  await expect(page).toHaveURL(full);
  const shown = await catalog.ids();
  expect(shown.length).toBeGreaterThan(0);
  await expect(catalog.cards.first()).toContainText('SkyJoy');

  const check = async () => {
    await expect(page).toHaveURL(full);
    await expect(catalog.program).toHaveValue('skyjoy');
    await expect(catalog.sort).toHaveValue('dearest');
    await expect(catalog.filter('rewards.category_coffee')).toHaveAttribute('aria-current', 'true');
    await expect(catalog.filter('rewards.affordable')).toHaveAttribute('aria-current', 'true');
    await expect.poll(() => catalog.ids()).toEqual(shown);
  };
  await check();
  await page.reload();
  await check();
  await catalog.cards.first().getByRole('link').click();
  await expect(catalog.main.getByRole('link', { name: contains(t('rewards.all')) })).toHaveAttribute('href', full);
  await page.goBack();
  await check();
  await catalog.ask(() => page.goBack());
  await expect(page).toHaveURL('/rewards?category=coffee&program=skyjoy&sort=dearest');
  await catalog.ask(() => page.goForward());
  await check();
  await catalog.ask(() => catalog.filter('rewards.category_coffee').click());
  await expect(page).toHaveURL('/rewards?program=skyjoy&affordable=1&sort=dearest');
});

test('page by page every reward comes once', async ({ page, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  const catalog = new Catalog(page);
  for (const address of ['/rewards', '/rewards?sort=cheapest&affordable=1', '/rewards?sort=newest']) {
    await catalog.ask(() => catalog.open(address));
    let shown = (await catalog.ids()).length;
    for (let pages = 0; pages < 4 && await catalog.more.isVisible(); pages += 1) {
      await catalog.more.click();
      // The first new one takes the focus, for the button has moved behind all of them.
      await expect(catalog.cards.nth(shown).getByRole('link'), address).toBeFocused();
      shown = (await catalog.ids()).length;
    }
    expect(shown).toBeGreaterThan(30);
    const ids = await catalog.ids();
    expect(new Set(ids).size, address).toBe(ids.length);
  }
});

test('what is within reach is what the journal can pay', async ({ page, ledger }) => {
  const prices = ledger.prices();
  const within = new Set(prices.filter(({ points, available }) => available !== null && available >= points).map(({ reward }) => reward));
  const all = new Set(prices.map(({ reward }) => reward));
  expect(within.size).toBeGreaterThan(0);
  expect(within.size).toBeLessThan(all.size);
  const catalog = new Catalog(page);
  await catalog.open();
  await expect(catalog.count(all.size)).toBeVisible();
  const { items } = await catalog.ask(() => catalog.filter('rewards.affordable').click());
  await expect(catalog.count(within.size)).toBeVisible();
  expect(items.filter(({ id }) => !within.has(id))).toEqual([]);
  await expect(catalog.cards.locator('.tag')).toHaveText(items.map(() => exactly(t('rewards.enough'))));
});

test('whatever is typed gets an answer in words', async ({ page, ledger }) => {
  test.slow();
  expect(ledger.balances()).toHaveLength(7);
  const catalog = new Catalog(page);
  await catalog.open();
  await catalog.ask(() => catalog.field.fill('đ'.repeat(100_000)));
  await expect(catalog.field).toHaveValue('đ'.repeat(100));
  await expect(catalog.main.getByText(exactly(t('rewards.search_long', { max: '100' })))).toBeVisible();
  await expect(catalog.field).toHaveAccessibleDescription(exactly(t('rewards.search_long', { max: '100' })));

  for (const words of ['😀👩‍👩‍👧', 'قهوة بالحليب', '<img src=x onerror=alert(1)>', '%', '\\', '&q=zzzz', '\u0000', 'không có món này']) {
    const { count } = await catalog.ask(() => catalog.field.fill(words));
    expect(count, words).toBe(0);
    await expect(catalog.main.locator('.empty'), words).toContainText(contains(words.replace('\u0000', '')));
    await expect(catalog.main.getByText(exactly(t('rewards.search_long', { max: '100' })))).toHaveCount(0);
  }
  await catalog.ask(() => catalog.main.locator('.empty').getByRole('button').click());
  await expect(page).toHaveURL('/rewards');

  // Addresses made by hand.
  for (const address of [`/rewards?q=${'x'.repeat(5_000)}`, '/rewards?category=casino', '/rewards?program=nobody', '/rewards?q=%FF%00%E1']) {
    await catalog.open(address);
    await expect(catalog.main.locator('.empty'), address).toBeVisible();
    await catalog.ask(() => catalog.main.locator('.empty').getByRole('button').click());
    await expect(catalog.main.locator('.empty'), address).toHaveCount(0);
  }
});

test('a failure is told and gone with the next answer', async ({ page, context, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  const catalog = new Catalog(page);
  await catalog.open();
  await context.setOffline(true);
  await catalog.field.fill('tra');
  await expect(catalog.main.getByRole('alert')).toContainText(t('error.offline'));
  await expect(catalog.cards).toHaveCount(0);
  await context.setOffline(false);
  await catalog.ask(() => catalog.main.getByRole('button', { name: exactly(t('app.retry')) }).click());
  await expect(catalog.main.getByRole('alert')).toHaveCount(0);
  await expect(page).toHaveURL('/rewards?q=tra');
});

test('the marks stand for what is in the document', async ({ page, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  await page.addInitScript(() => {
    const seen: [string, string][] = (globalThis as { seen?: [string, string][] }).seen = [];
    const name = () => document.querySelector('.reward h2')?.textContent ?? '';
    new PerformanceObserver(list => list.getEntries().forEach(mark => seen.push([mark.name, name()]))).observe({ type: 'mark' });
  });
  const catalog = new Catalog(page);
  await catalog.open();
  await catalog.ask(() => catalog.field.fill('novotel'));
  const first = await catalog.cards.first().getByRole('heading').innerText();
  const seen = () => page.evaluate(() => (globalThis as { seen?: [string, string][] }).seen!);
  await expect.poll(async () => (await seen()).map(([name]) => name)).toContain('gom:search');
  const marks = new Map(await seen());
  expect(marks.get('gom:catalog')).not.toBe('');
  expect(marks.get('gom:search')).toBe(first);
});

test('a card leads to its reward, with its name in title and heading', async ({ page, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  const catalog = new Catalog(page);
  await catalog.open();
  const [id] = await catalog.ids();
  const { reward } = await page.request.get(`/api/v1/rewards/${id}`).then(answer => answer.json());
  await catalog.cards.first().click();
  await expect(page).toHaveURL(`/rewards/${id}`);
  await expect(page).toHaveTitle(`${title(reward)} · ${t('app.name')}`);
  await expect(catalog.main.getByRole('heading', { level: 1 })).toHaveText(exactly(title(reward)));
  await expect(catalog.main).toBeFocused();
});
