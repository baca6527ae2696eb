// A confirmation whose tab dies, or whose network goes, at every cut: nothing is lost, doubled, or sent without a touch.
// The tags are the names of campaigns, which repeat these tests.
import { intents, settled } from './app.ts';
import { accepts, amount, goingNowhere, reviewed, takenUp, unanswered, withoutAnswer } from './confirming.ts';
import { expect, test } from './fixtures.ts';
import { TransferForm, onTransfer } from './transfer_form.ts';
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
