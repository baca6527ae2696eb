// Every route when there is little room: a narrow screen, four times the size, wider letters, longer words. Nothing scrolls
// sideways, and no word is cut off.
import { type Page } from '@playwright/test';
import { places, settled } from './app.ts';
import { expect, test } from './fixtures.ts';
import { cutOff, lengthen, spread } from './room.ts';
import { TransferForm } from './transfer_form.ts';
import { exactly, t } from './words.ts';

/** What the browser tells of something that moved by itself. */
type LayoutShift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] };
declare const moves: LayoutShift[];

/** What WCAG 1.4.12 lets a reader set. */
const SPACED = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';

const SETTINGS: { name: string; width: number; height: number; prepare?: (page: Page) => Promise<void> }[] = [
  { name: '320 px', width: 320, height: 640 },
  { name: '400 % of 1280 x 1024', width: 320, height: 256 },
  { name: 'text spacing at 390 px', width: 390, height: 844, prepare: page => page.evaluate(spread, SPACED) },
  { name: 'text spacing at 1350 px', width: 1350, height: 900, prepare: page => page.evaluate(spread, SPACED) },
  { name: 'words 40 % longer at 390 px', width: 390, height: 844, prepare: page => page.evaluate(lengthen) },
  { name: 'words 40 % longer at 1350 px', width: 1350, height: 900, prepare: page => page.evaluate(lengthen) },
];

for (const { name, width, height, prepare } of SETTINGS) {
  test(`nothing is cut off: ${name}`, async ({ page, context, ledger }) => {
    test.slow();
    expect(ledger.balances()).toHaveLength(7);
    const all = await places(page);
    await page.setViewportSize({ width, height });
    const look = async (place: string) => {
      await prepare?.(page);
      expect(await page.evaluate(cutOff), place).toEqual([]);
    };
    for (const { path } of all) {
      await page.goto(path);
      await settled(page);
      await look(path);
    }
    // It shows skeletons for ever, so it never counts as settled.
    await page.goto('/gallery');
    await expect(page.locator('.gallery h1').first()).toBeVisible();
    await look('/gallery');
    const form = new TransferForm(page);
    await form.open('skyjoy', 'lynkid');
    await form.amount.fill('1050');
    await look('an amount that cannot be sent');
    // Anew, for longer words are not the names that a spec looks for.
    await form.open('skyjoy', 'lynkid');
    await form.review(12_300);
    await look('the review');
    await page.goto('/embed/balance?partner=demo-shop');
    await settled(page);
    await look('/embed/balance');
    await context.clearCookies();
    await page.goto('/sign-in');
    await settled(page);
    await look('/sign-in');
  });
}

/** Without it, an answer comes in the same frame as its question, and a page shows nothing but its end. */
const LATENCY_MS = 100;
/** Of the screen, times how far: what a member does not see as a move. The first screen, rewards and transfer have none. */
const HARDLY = 0.03;

for (const [width, height] of [[390, 844], [1350, 900]] as const) {
  test(`what is there stays where it is while a page comes, at ${width} px`, async ({ page, context, ledger }) => {
    test.slow();
    expect(ledger.balances()).toHaveLength(7);
    const all = await places(page);
    await page.setViewportSize({ width, height });
    const browser = await context.newCDPSession(page);
    await browser.send('Network.enable');
    await browser.send('Network.emulateNetworkConditions', { offline: false, latency: LATENCY_MS, downloadThroughput: -1, uploadThroughput: -1 });
    await page.addInitScript(() => {
      const moves: LayoutShift[] = [];
      Object.assign(globalThis, { moves });
      new PerformanceObserver(list => moves.push(...list.getEntries() as LayoutShift[])).observe({ type: 'layout-shift', buffered: true });
    });
    for (const { path } of all) {
      await page.goto(path);
      await settled(page);
      const moved = await page.evaluate(() => moves.filter(({ hadRecentInput }) => !hadRecentInput).map(({ value, sources }) =>
        ({ value, what: sources.map(({ node }) => (node as Element | null)?.outerHTML?.slice(0, 80)) })));
      const most = /^\/(rewards|transfer)?$/.test(path) ? 0 : HARDLY;
      expect(moved.reduce((sum, { value }) => sum + value, 0), `${path} ${JSON.stringify(moved)}`).toBeLessThanOrEqual(most);
    }
  });
}

for (const [width, height] of [[390, 844], [360, 640], [1350, 900]] as const) {
  test(`the review shows its buttons, one of which has the focus, at ${width} x ${height}`, async ({ page, ledger }) => {
    expect(ledger.balances()).toHaveLength(7);
    await page.setViewportSize({ width, height });
    const form = new TransferForm(page);
    await form.open('skyjoy', 'lynkid');
    await form.review(12_300);
    const back = form.dialog.getByRole('button', { name: exactly(t('transfer.review_back')) });
    await expect(back).toBeFocused();
    for (const button of [form.confirm, back]) await expect(button).toBeInViewport({ ratio: 1 });
  });
}

test('the focus is never covered when there is hardly any room', async ({ page, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  await page.setViewportSize({ width: 320, height: 256 });
  for (const path of ['/', '/transfer?from=skyjoy&to=lynkid', '/settings']) {
    await page.goto(path);
    await settled(page);
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      const hidden = await page.evaluate(async () => {
        for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
        const focused = document.activeElement;
        if (!focused || focused === document.body) return '';
        const box = (focused.closest('label') ?? focused).getBoundingClientRect();
        const top = document.elementFromPoint(Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1), box.y + Math.min(box.height / 2, 20));
        const free = top && (focused.contains(top) || focused.closest('label')?.contains(top));
        return free ? '' : `${focused.outerHTML.slice(0, 90)} under ${top?.outerHTML.slice(0, 60)}`;
      });
      expect(hidden, path).toBe('');
    }
  }
});
