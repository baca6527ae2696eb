// What several specs do with the app: sign in, name its places, look into its storage.
import { type Page, type Response, expect } from '@playwright/test';
import { exactly, t } from './words.ts';

/** A place of the app and the title of its tab. */
export type Place = { path: string; title: string };

/** The fields of a transfer that specs look at. */
export type Transfer = { id: string; state: string; amount: number; received: number; bonus: number };

/** Makes a fresh demo member and is signed in as that; answers its mark. */
export async function tryDemo(page: Page, address = '/sign-in'): Promise<string> {
  await page.goto(address);
  const made = page.waitForResponse(response => response.url().endsWith('/api/v1/session/demo'));
  await page.getByRole('button', { name: exactly(t('session.demo')) }).click();
  const { member } = await (await made).json();
  // The page of signing in has a heading and no grey box either: what waits for those would wait for nothing.
  await expect(page).not.toHaveURL(/\/sign-in/);
  return member.mark;
}

/** A reward with its giver, as a card calls it. */
export const title = ({ name, brand }: { name: string; brand: string }) => (name.includes(brand) ? name : `${name}, ${brand}`);

/** The page has what it asked for: a heading, and no grey box in the place of anything. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('#sk, main .sk, main .wallet-sk, main .sk-line')).toHaveCount(0);
}

/** Every route of the app, with a program and a transfer of the signed-in member. */
export async function places(page: Page): Promise<Place[]> {
  const transfer = await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  const wallet = await page.evaluate(() => fetch('/api/v1/wallet').then(answer => answer.json()));
  const [reward] = await page.evaluate(() => fetch('/api/v1/rewards?limit=1').then(answer => answer.json()).then(page => page.items));
  const place = (path: string, title: string) => ({ path, title: `${title} · ${t('app.name')}` });
  return [
    place('/', t('nav.wallet')),
    place('/rewards', t('nav.rewards_long')),
    place(`/rewards/${reward.id}`, title(reward)),
    place('/transfer', t('nav.transfer_long')),
    place('/transfers', t('page.transfers')),
    place(`/transfers/${transfer.id}`, t('page.transfer_detail')),
    place('/activity', t('nav.activity')),
    place(`/programs/${wallet.memberships[0].id}`, t('page.program')),
    place('/rates/lynkid/lotusmiles', t('rates.title')),
    place('/link', t('link.title')),
    place('/settings', t('nav.me')),
    place('/settings/devices', t('settings.devices')),
    place('/settings/passkeys', t('passkeys.title')),
    place('/terms', t('legal.terms')),
    place('/privacy', t('legal.privacy')),
    place('/nowhere', t('not_found.title')),
  ];
}

/** Quotes and accepts through the API, as another device of the member would. */
export async function transferByApi(page: Page, from: string, to: string, amount: number): Promise<Transfer> {
  return page.evaluate(async ([from, to, amount]) => {
    const call = async (method: string, path: string, body?: unknown) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`/api/v1${path}`, body ? { method, headers, body: JSON.stringify(body) } : { method });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.json();
    };
    const { memberships } = await call('GET', '/wallet');
    const id = (program: string) => memberships.find((m: { program: { id: string } }) => m.program.id === program).id;
    const quote = await call('POST', '/quotes', { from: id(from), to: id(to), amount });
    return call('PUT', `/transfers/${crypto.randomUUID()}`, { quote: quote.id });
  }, [from, to, amount] as const);
}

/** The confirmations that this device keeps because their outcome is not known. */
export async function intents(page: Page): Promise<{ id: string }[]> {
  const texts = await page.evaluate(async () => {
    // Opening a database that is not there would make one without stores.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'gom')) return [];
    return new Promise<string[]>((resolve, reject) => {
      const open = indexedDB.open('gom');
      open.onerror = () => reject(open.error);
      open.onsuccess = () => {
        const all = open.result.transaction('intents').objectStore('intents').getAll();
        all.onerror = () => reject(all.error);
        all.onsuccess = () => { open.result.close(); resolve(all.result); };
      };
    });
  });
  return texts.map(text => JSON.parse(text));
}

/** Everything that is kept on this device, as text: storage, each record of each database, and what is cached under which address. */
export async function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const found: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage)];
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name!));
      for (const store of Array.from(database.objectStoreNames)) {
        const records = database.transaction(store).objectStore(store);
        found.push(store, ...await Promise.all([done(records.getAllKeys()), done(records.getAll())]));
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      found.push(name, (await (await caches.open(name)).keys()).map(({ url }) => url));
    }
    return JSON.stringify(found);
  });
}

export const isQuote = (response: Response) =>
  response.url().endsWith('/api/v1/quotes') && response.request().method() === 'POST';
