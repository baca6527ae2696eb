// Every route in every state it can be in: what the accessibility matrix and the pictures are made of.
import { type APIRequestContext, type Browser, type BrowserContext, type Page, type Route, expect } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { settled, transferByApi, tryDemo } from './app.ts';
import { type Language } from './words.ts';

/** What a page of the table leads to. */
type Entry = {
  /** Its address for a member, whose things are in the wallet's answer. */
  address: (member: Member) => string;
  /** Readable without signing in, and without asking the server for anything. */
  still?: boolean;
  /** A document of its own for a partner's page: no member in it, and not there without a network. */
  frame?: boolean;
  /** Only for those who are signed out. */
  signedOut?: boolean;
};

/** A signed-in member: how the browser remembers it, and what it has. */
export type Member = { cookies: Cookies; membership: string; transfer: string; reward: number };
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** One entry for each variant of `Route` in src/state/route.rs, and one for the address that is none of them. */
export const routes: Record<string, Entry> = {
  Wallet: { address: () => '/' },
  Rewards: { address: () => '/rewards' },
  Reward: { address: ({ reward }) => `/rewards/${reward}` },
  Transfer: { address: () => '/transfer' },
  TransferFrom: { address: ({ membership }) => `/transfer?from=${membership}` },
  Transfers: { address: () => '/transfers' },
  TransferDetail: { address: ({ transfer }) => `/transfers/${transfer}` },
  Activity: { address: () => '/activity' },
  Program: { address: ({ membership }) => `/programs/${membership}` },
  Rates: { address: () => '/rates/lynkid/lotusmiles' },
  Link: { address: () => '/link' },
  Settings: { address: () => '/settings' },
  Devices: { address: () => '/settings/devices' },
  Passkeys: { address: () => '/settings/passkeys' },
  Gallery: { address: () => '/gallery', still: true },
  EmbedBalance: { address: () => '/embed/balance?partner=demo-shop', frame: true },
  SignIn: { address: () => '/sign-in', signedOut: true },
  Goodbye: { address: () => '/goodbye', signedOut: true },
  Terms: { address: () => '/terms', still: true },
  Privacy: { address: () => '/privacy', still: true },
  Nowhere: { address: () => '/nowhere', still: true },
};

/** The variants of the app's typed route table, read from its source. */
export function variants(): string[] {
  const source = readFileSync(path.resolve(import.meta.dirname, '../../src/state/route.rs'), 'utf8');
  const body = source.match(/pub enum Route \{\n([\s\S]*?)\n\}/)?.[1] ?? '';
  return [...body.matchAll(/^ {4}(\w+)(?=[ ({,])/gm)].map(([, name]) => name!);
}

export const states = ['filled', 'loading', 'empty', 'error', 'offline'] as const;
export type State = (typeof states)[number];

/** How the screen looks while a state is looked at. */
export type Look = { language: Language; theme: 'light' | 'dark'; width: number };
export const languages: Language[] = ['vi', 'en', 'ru'];
export const themes = ['light', 'dark'] as const;
export const widths = [320, 390, 1350];

/** All combinations. */
export const looks: Look[] = languages.flatMap(language =>
  themes.flatMap(theme => widths.map(width => ({ language, theme, width }))));

/** Each language with each theme, each with each width, in as few combinations as that takes. */
export const pairwise: Look[] = languages.flatMap((language, row) =>
  widths.map((width, column) => ({ language, width, theme: themes[(row + column) % 2]! })));

/** The states in which a route looks different. */
export function statesOf({ still, signedOut, frame }: Entry): readonly State[] {
  if (frame) return ['filled', 'loading', 'error'];
  return still || signedOut ? ['filled', 'offline'] : states;
}

/** A demo member with one transfer. */
export async function filledMember(browser: Browser, baseURL: string): Promise<Member> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await tryDemo(page);
  await settled(page);
  const { id } = await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  const wallet = await page.request.get('/api/v1/wallet').then(answer => answer.json());
  const member = { cookies: await context.cookies(), membership: wallet.memberships[0].id, transfer: id, reward: await anyReward(page.request) };
  await context.close();
  return member;
}

async function anyReward(request: APIRequestContext): Promise<number> {
  const page = await request.get('/api/v1/rewards?limit=1').then(answer => answer.json());
  return page.items[0].id;
}

let phones = 0;

/** A member who has just come: no program, no transfer. */
export async function emptyMember(browser: Browser, baseURL: string): Promise<Member> {
  const context = await browser.newContext({ baseURL });
  const headers = { origin: baseURL };
  const phone = `+8491200${String((phones += 1)).padStart(4, '0')}`;
  const sent = await context.request.post('/api/v1/session/code', { headers, data: { phone } }).then(answer => answer.json());
  const data = { request: sent.request, code: sent.demo_code, consent: true };
  const answer = await context.request.post('/api/v1/session', { headers, data });
  expect(answer.status(), await answer.text()).toBe(201);
  const nothing = '00000000-0000-4000-8000-000000000000';
  const member = { cookies: await context.cookies(), membership: nothing, transfer: nothing, reward: await anyReward(context.request) };
  await context.close();
  return member;
}

/** The page is there; the gallery, which shows headings and skeletons as examples, at its first heading. */
export async function arrived(page: Page, name: string): Promise<void> {
  if (name !== 'Gallery') return settled(page);
  await expect(page.locator('.gallery h1').first()).toBeVisible();
}

/** A page that shows a route in a state; the caller closes its context. */
export async function open(browser: Browser, baseURL: string, name: string, state: State, member: Member, look: Look): Promise<Page> {
  const { language, theme, width } = look;
  const offline = state === 'offline';
  const context = await browser.newContext({
    baseURL,
    viewport: { width, height: width < 900 ? 844 : 900 },
    colorScheme: theme,
    serviceWorkers: offline ? 'allow' : 'block',
  });
  const entry = routes[name]!;
  if (!entry.signedOut) await context.addCookies(member.cookies);
  await context.addInitScript(language => localStorage.setItem('gom.lang', language), language);
  const page = await context.newPage();
  if (state === 'loading') await answerAll(context, () => new Promise(() => {}));
  if (state === 'error') await answerAll(context, route => route.fulfill(failure));
  await page.goto(entry.address(member));
  if (state === 'loading') await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeAttached();
  else await arrived(page, name);
  if (offline) {
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
    await context.setOffline(true);
    await page.reload();
    await arrived(page, name);
  }
  return page;
}

/** Every request to the API but the first question, who is there. */
async function answerAll(context: BrowserContext, answer: (route: Route) => Promise<unknown>): Promise<void> {
  await context.route(url => url.pathname.startsWith('/api/v1/') && url.pathname !== '/api/v1/session', answer);
}

const failure = {
  status: 500,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    type: 'about:blank#internal', title: 'Internal Server Error', status: 500, code: 'internal',
    detail: 'Something failed on our side. Tell support the request id.', request_id: '7f9c24e5-2f8b-4c6d-8e1f-0a1b2c3d4e5f',
  }),
};
