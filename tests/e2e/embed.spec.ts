// The wallet in a partner's page: framed by the pages of the registry and by nobody else, deaf to everything but its protocol.
import { type BrowserContext, type Frame, type Page, expect, test as base } from '@playwright/test';
import { tryDemo } from './app.ts';
import { Host } from './host.ts';
import { partitionedBrowser } from './partitioned.ts';
import { Backend } from './server.ts';
import { contains, exactly, t, texts } from './words.ts';

type Shop = { backend: Backend; shop: string; context: BrowserContext };

const test = base.extend<{ page: Page }, { site: Shop }>({
  site: [
    async ({}, use, { project }) => {
      const backend = await Backend.start();
      const browser = await partitionedBrowser(project.use.launchOptions ?? {});
      const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
      const { port } = new URL(backend.baseURL);
      await use({ backend, shop: `http://shop.localhost:${port}`, context });
      await browser.close();
      await backend.dispose();
    },
    { scope: 'worker' },
  ],
  page: async ({ site }, use) => {
    const page = await site.context.newPage();
    await page.setViewportSize({ width: 1350, height: 900 });
    await use(page);
    await page.close();
  },
});

/** The frame of the wallet in the shop's page, once the shop has sized it. */
async function framed(page: Page, site: Shop, path = '/'): Promise<Frame> {
  await page.goto(site.shop + path);
  await expect.poll(() => page.frames().length).toBe(2);
  const frame = page.frames()[1]!;
  // The frame has a cache of its own and starts from nothing. A heading stands there before anything was asked for; the rates do not.
  await expect(frame.getByRole('listitem').first()).toBeVisible({ timeout: 15_000 });
  await expect.poll(async () => Math.abs(await height(page) - await content(frame))).toBeLessThanOrEqual(2);
  return frame;
}

const element = (page: Page) => page.locator('gom-wallet');
const ignored = (frame: Frame) => frame.evaluate(() => Number(document.documentElement.dataset.ignored ?? 0));
const content = (frame: Frame) => frame.evaluate(() => Math.ceil(document.querySelector('.embed')!.getBoundingClientRect().bottom + scrollY));
const height = (page: Page) => element(page).evaluate(host => Math.round(host.getBoundingClientRect().height));

test('a partner shows the public rates of its program, as high as they are', async ({ page, site }) => {
  const frame = await framed(page, site);
  const { items: programs } = await page.request.get(`${site.backend.baseURL}/api/v1/programs`).then(answer => answer.json());
  const partner = await page.request.get(`${site.backend.baseURL}/api/v1/partners/demo-shop`).then(answer => answer.json());
  const { name } = programs.find((program: { id: string }) => program.id === partner.program);
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText(exactly(name));
  await expect(frame.getByRole('listitem').first()).toBeVisible();
  await expect(frame.getByText(exactly(t('app.sample_data')))).toBeVisible();
  const open = frame.getByRole('link', { name: exactly(t('embed.open', { name: t('app.name') })) });
  await expect(open).toHaveAttribute('target', '_blank');
  await expect(open).toHaveAttribute('rel', 'noopener');
  await expect(frame.locator('nav, .offline-bar, #sk, .sk')).toHaveCount(0);

  const more = frame.locator('summary').first();
  if (await more.count()) {
    const before = await height(page);
    await more.click();
    await expect.poll(() => height(page)).toBeGreaterThan(before + 40);
    await expect.poll(async () => Math.abs(await height(page) - await content(frame))).toBeLessThanOrEqual(2);
  }

  const opened = site.context.waitForEvent('page');
  await open.click();
  const wallet = await opened;
  await expect(wallet).toHaveURL(new RegExp(`^${site.backend.baseURL}/`));
  expect(await wallet.evaluate(() => opener)).toBeNull();
  await wallet.close();
});

test('the frame follows the look that the page asks for, and speaks its language', async ({ page, site }) => {
  const frame = await framed(page, site);
  for (const theme of ['dark', 'light']) {
    await element(page).evaluate((host, theme) => host.setAttribute('theme', theme), theme);
    await expect(frame.locator('html')).toHaveAttribute('data-theme', theme);
  }
  for (const lang of ['en', 'ru'] as const) {
    await page.goto(`${site.backend.baseURL}/embed/balance?partner=demo-shop&lang=${lang}`);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.getByText(exactly(texts(lang)['embed.title']!))).toBeVisible({ timeout: 15_000 });
  }
});

test('nothing personal is asked for, and no cookie is sent', async ({ page, site }) => {
  const member = await site.context.newPage();
  await tryDemo(member, `${site.backend.baseURL}/sign-in`);
  await expect(member).toHaveURL(`${site.backend.baseURL}/`);
  await member.evaluate(() => localStorage.setItem('gom.theme', 'dark'));
  await member.close();

  const asked: { path: string; cookie: string | undefined }[] = [];
  const heard: Promise<unknown>[] = [];
  page.on('request', request => {
    const { origin, pathname } = new URL(request.url());
    if (origin !== site.backend.baseURL) return;
    heard.push(request.allHeaders().then(headers => asked.push({ path: pathname, cookie: headers.cookie })));
  });
  const frame = await framed(page, site);
  await Promise.all(heard);
  const api = asked.map(({ path }) => path).filter(path => path.startsWith('/api/')).sort();
  expect(api).toEqual(['/api/v1/pairs', '/api/v1/partners/demo-shop', '/api/v1/programs']);
  expect(asked.filter(({ cookie }) => cookie !== undefined)).toEqual([]);
  // What the member keeps on this device for the wallet itself is not there in somebody else's page.
  await expect(frame.locator('html')).not.toHaveAttribute('data-theme', 'dark');
  expect(await site.context.cookies(site.shop)).toEqual([]);
});

test('a page that is not in the registry is refused by the browser, for every route', async ({ page, site }) => {
  test.slow();
  const wallet = site.backend.baseURL;
  const routes = ['/', '/rewards', '/transfer', '/transfers', '/activity', '/settings', '/sign-in', '/gallery', '/nowhere', '/index.html',
    '/embed/balance?partner=demo-shop', '/embed/balance?partner=nobody', '/embed/balance'];
  const foreign = await Host.serve('evil.localhost', '<iframe></iframe>');
  const shows = async (host: string, path: string) => {
    await page.goto(host);
    await page.locator('iframe').first().waitFor({ state: 'attached' });
    return page.evaluate(url => new Promise<boolean>(resolve => {
      const frame = document.createElement('iframe');
      // A refused document is replaced by the browser's own page, which is of another origin and says nothing.
      addEventListener('message', event => { if (event.source === frame.contentWindow) resolve(true); });
      frame.addEventListener('load', () => fetch(document.URL).then(() => fetch(document.URL)).then(() => resolve(false)));
      frame.src = url;
      document.body.append(frame);
    }), wallet + path);
  };
  for (const path of routes) {
    expect(await shows(foreign.origin, path), path).toBe(false);
    const refused = page.frames().at(-1)!;
    expect(refused.url(), path).not.toContain(wallet);
  }
  await foreign.close();
  // The shop's own policy names the wallet, so there only the wallet decides.
  for (const path of routes) {
    await page.goto(site.shop);
    const frame = await page.evaluate(url => {
      const frame = document.createElement('iframe');
      const loaded = new Promise(resolve => frame.addEventListener('load', () => resolve(null)));
      frame.src = url;
      document.body.append(frame);
      return loaded;
    }, wallet + path).then(() => page.frames().at(-1)!);
    await expect.poll(() => frame.url().startsWith(wallet), path).toBe(path === '/embed/balance?partner=demo-shop');
  }
});

test('a page of an unknown origin that got around the browser is refused by the handshake', async ({ page, site }) => {
  // The header that the browser obeys is taken away, as a broken proxy would.
  await page.route('**/embed/balance*', async route => {
    const answer = await route.fetch();
    const headers = { ...answer.headers() };
    headers['content-security-policy'] = headers['content-security-policy']!.replace(/frame-ancestors[^;]*/, '');
    await route.fulfill({ response: answer, headers });
  });
  const foreign = await Host.serve('evil.localhost', `<iframe src="${site.backend.baseURL}/embed/balance?partner=demo-shop"></iframe>`);
  await page.addInitScript(() => {
    addEventListener('message', event => {
      if (event.data !== 'gom:hello') return;
      const channel = new MessageChannel();
      const said: unknown[] = [];
      Object.assign(globalThis, { said });
      channel.port1.onmessage = message => said.push(message.data);
      (event.source as Window).postMessage({ gom: 1 }, '*', [channel.port2]);
      channel.port1.postMessage({ kind: 'theme', theme: 'dark' });
    });
  });
  await page.goto(foreign.origin);
  await expect.poll(() => page.frames().length).toBe(2);
  const frame = page.frames()[1]!;
  await expect(frame.getByRole('listitem').first()).toBeVisible({ timeout: 15_000 });
  await expect.poll(() => ignored(frame)).toBe(1);
  await expect(frame.locator('html')).not.toHaveAttribute('data-theme', 'dark');
  expect(await page.evaluate(() => Reflect.get(globalThis, 'said'))).toEqual([]);
  await foreign.close();
});

test('1,000 random messages each way change nothing and break nothing', async ({ page, site }) => {
  const broken: string[] = [];
  page.on('pageerror', error => broken.push(error.message));
  page.on('console', message => { if (message.type() === 'error') broken.push(message.text()); });
  const frame = await framed(page, site);
  const [before, shown, counted] = [await height(page), await frame.locator('main').innerText(), await ignored(frame)];

  await page.evaluate(shout, 'down' as const);
  await frame.evaluate(shout, 'up' as const);
  await expect.poll(() => ignored(frame)).toBe(counted + 1_000);
  await expect.poll(() => element(page).evaluate(host => Reflect.get(host, 'ignored') as number)).toBeGreaterThanOrEqual(1_000);
  expect(await frame.locator('main').innerText()).toBe(shown);
  expect(await height(page)).toBe(before);
  await expect(frame.locator('html')).not.toHaveAttribute('data-theme', 'dark');
  expect(broken).toEqual([]);

  // Both still talk.
  await element(page).evaluate(host => host.setAttribute('theme', 'dark'));
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('small frames, unknown partners and a server that is away have words that fit', async ({ page, site }) => {
  await page.setViewportSize({ width: 280, height: 420 });
  const wallet = site.backend.baseURL;
  const narrow = async () => expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(280);
  await page.goto(`${wallet}/embed/balance?partner=demo-shop`);
  await expect(page.getByRole('listitem').first()).toBeVisible({ timeout: 15_000 });
  await narrow();
  await page.route('**/api/v1/partners/*', route => route.fulfill(unknownPartner));
  await page.reload();
  await expect(page.getByText(exactly(t('embed.unknown')))).toBeVisible();
  await narrow();
  await page.unroute('**/api/v1/partners/*');
  await page.route('**/api/v1/pairs', route => route.abort());
  await page.reload();
  await expect(page.getByRole('alert')).toContainText(contains(t('error.offline')));
  await narrow();
  await page.unroute('**/api/v1/pairs');
  await page.getByRole('button', { name: exactly(t('app.retry')) }).click();
  await expect(page.getByRole('listitem').first()).toBeVisible();
});

const unknownPartner = {
  status: 404,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    type: 'about:blank#not_found', title: 'Not Found', status: 404, code: 'not_found',
    detail: 'There is no such thing here, or it is not yours.', request_id: '7f9c24e5-2f8b-4c6d-8e1f-0a1b2c3d4e5f',
  }),
};

/** Runs in a page: a thousand messages that are nearly, or not at all, of the protocol. */
function shout(way: 'up' | 'down'): void {
  // The frame stands in the element's shadow, where `frames` does not look.
  const inside = document.querySelector('gom-wallet')?.shadowRoot?.querySelector('iframe')?.contentWindow;
  const target = way === 'up' ? parent : inside!;
  // The true greeting of a frame begins anew, as after a reload; only the frame's own code says it, and once.
  const hello = way === 'up' ? 'gom:hello ' : 'gom:hello';
  const odd: unknown[] = [null, undefined, 0, -1, 2 ** 60, NaN, '', hello, '{"gom":1}', [], {}, { gom: 1 }, { gom: 2 }, { gom: 1, more: 1 },
    { kind: 'ready' }, { kind: 'size' }, { kind: 'size', height: 'x' }, { kind: 'size', height: 1e9, more: 1 }, { kind: 'theme', theme: 'dark' },
    { kind: 'theme', theme: {} }, new Map([['kind', 'size']]), new Date(0), 10n, /x/, new ArrayBuffer(8), 'x'.repeat(10_000), { toJSON: 1 }];
  let seed = 7;
  const next = (most: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % most;
  for (let sent = 0; sent < 1_000; sent += 1) {
    const value = odd[next(odd.length)];
    const message = next(4) ? value : { kind: value, height: odd[next(odd.length)], theme: value };
    target.postMessage(message, '*', next(3) ? [] : [new MessageChannel().port1]);
  }
}
