// A confirmation whose tab dies, or whose network goes, at every cut: nothing is lost, doubled, or sent without a touch.
// The tags are the names of campaigns, which repeat these tests.
import { chromium } from '@playwright/test';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { intents, settled, tryDemo } from './app.ts';
import { accepts, amount, goingNowhere, reviewed, takenUp, unanswered, withoutAnswer } from './confirming.ts';
import { expect, test } from './fixtures.ts';
import { Ledger } from './ledger.ts';
import { TransferForm, onAccept, onTransfer } from './transfer_form.ts';
import { exactly, t } from './words.ts';

test.describe('a tab that dies', { tag: '@R9' }, () => {
  /** Where it dies, and how many transfers there can be by then. */
  const cuts: [string, number[], (form: TransferForm) => Promise<void>][] = [
    ['at the press', [0, 1], async ({ page, confirm }) => {
      const { x, y, width, height } = (await confirm.boundingBox())!;
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      await Promise.all([page.mouse.up(), page.close()].map(doing => doing.catch(() => {})));
    }],
    // A request that is held may still leave the dying tab.
    ['as the request leaves', [0, 1], async ({ page, confirm }) => {
      const { done: leaving } = await goingNowhere(page);
      await confirm.click();
      await leaving;
      await page.close();
    }],
    ['before the answer comes', [1], async ({ page, confirm }) => {
      const { done: reached } = await withoutAnswer(page);
      await confirm.click();
      await reached;
      await page.close();
    }],
    ['as the answer comes', [1], async ({ page, confirm }) => {
      const answered = page.waitForResponse(response => response.request().method() === 'PUT');
      await confirm.click();
      await answered;
      await page.close();
    }],
    ['on the page of the transfer', [1], async ({ page, confirm }) => {
      await confirm.click();
      await expect(page).toHaveURL(onTransfer);
      await page.close();
    }],
  ];
  for (const [where, may, cut] of cuts) {
    test(`${where} loses and doubles nothing`, async ({ page, context, ledger }) => {
      const before = ledger.balance('skyjoy').available;
      await cut(await reviewed(page));
      const next = await context.newPage();
      const sent = accepts(next);
      await next.goto('/');
      await settled(next);
      expect(sent()).toBe(0);
      expect(may).toContain(ledger.transfers().length);
      const transfers = await takenUp(next, ledger);
      expect(ledger.balance('skyjoy').available).toBe(before - amount * transfers);
    });
  }
});

// Not only the tab: nothing of the browser has time to write what it meant to write later.
test('a browser that is killed as the request leaves knows of it when it is opened again', { tag: '@R9' }, async ({ backend, launchOptions, viewport }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gom-killed-'));
  const open = async () => {
    const context = await chromium.launchPersistentContext(folder, { ...launchOptions, baseURL: backend.baseURL, locale: 'vi-VN', viewport });
    const page = context.pages()[0] ?? await context.newPage();
    return { context, page };
  };
  const first = await open();
  const mark = await tryDemo(first.page);
  await expect(first.page).toHaveURL('/');
  // The cookie is on disk once the browser has ended well.
  await first.context.close();
  const ledger = Ledger.of(backend.databasePath, mark);
  const before = ledger.balance('skyjoy').available;
  const second = await open();
  const form = await reviewed(second.page);
  const ended = new Promise(resolve => second.context.once('close', resolve));
  await onAccept(second.page, async () => killAll(folder));
  await form.confirm.click();
  await ended;
  const third = await open();
  const sent = accepts(third.page);
  await third.page.goto('/');
  await settled(third.page);
  expect(sent()).toBe(0);
  expect(await intents(third.page)).toHaveLength(1);
  expect(await takenUp(third.page, ledger)).toBe(1);
  expect(ledger.balance('skyjoy').available).toBe(before - amount);
  await third.context.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Kills every process that was started for this profile. */
function killAll(folder: string): void {
  for (const id of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(folder)) process.kill(Number(id), 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

test('until the server has answered, a confirmation taken up is unknown', { tag: '@R9' }, async ({ page, context, ledger }) => {
  const form = await reviewed(page);
  const { done: reached } = await withoutAnswer(page);
  await form.confirm.click();
  await reached;
  await page.close();
  const next = await context.newPage();
  let release = () => {};
  const held = new Promise<void>(resolve => { release = resolve; });
  await context.route('**/api/v1/transfers/*', async route => {
    await held;
    await route.continue();
  });
  await next.goto('/transfer');
  await expect(next.getByRole('main').getByText(exactly(t('transfer.checking')))).toBeVisible();
  await expect(new TransferForm(next).next).toBeDisabled();
  release();
  await expect(next).toHaveURL(onTransfer);
  expect(ledger.transfers()).toMatchObject([{ amount }]);
});

test.describe('a network that goes', { tag: '@R11' }, () => {
  for (const [when, arrives] of [['as the request leaves', false], ['before the answer comes', true]] as const) {
    test(`${when} leaves it to the member what is sent`, async ({ page, context, ledger }) => {
      const before = ledger.balance('skyjoy').available;
      const form = await reviewed(page);
      const count = accepts(page);
      const { done: cut } = await unanswered(page, async route => {
        if (arrives) await route.fetch();
        await context.setOffline(true);
        await route.abort('internetdisconnected');
      });
      await form.confirm.click();
      await cut;
      const title = form.dialog.getByRole('heading', { name: exactly(t('transfer.unknown_title')) });
      await expect(title).toBeVisible();
      const check = form.dialog.getByRole('button', { name: exactly(t('transfer.check')) });
      await check.click();
      await expect(title).toBeVisible();
      const offline = page.getByText(exactly(t('app.offline')));
      await expect(offline).toBeAttached();
      await context.setOffline(false);
      await expect(offline).toHaveCount(0);
      expect(count()).toBe(1);
      expect(ledger.transfers()).toHaveLength(arrives ? 1 : 0);
      const [intent] = await intents(page);
      await check.click();
      await expect(page).toHaveURL(new RegExp(`/transfers/${intent!.id}$`));
      expect(ledger.transfers()).toMatchObject([{ id: intent!.id, amount }]);
      expect(ledger.balance('skyjoy').available).toBe(before - amount);
      await expect.poll(() => intents(page)).toEqual([]);
    });
  }

  test('after the answer changes nothing', async ({ page, context, ledger }) => {
    const form = await reviewed(page);
    const count = accepts(page);
    const answered = page.waitForResponse(response => response.request().method() === 'PUT');
    await form.confirm.click();
    await (await answered).finished();
    await context.setOffline(true);
    await expect(page).toHaveURL(onTransfer);
    await context.setOffline(false);
    await page.reload();
    await expect(page.getByRole('main').getByText(exactly(t('transfer.state_waiting')))).toBeVisible();
    expect(count()).toBe(1);
    expect(ledger.transfers()).toMatchObject([{ amount }]);
    await expect.poll(() => intents(page)).toEqual([]);
  });
});
