// A confirmation on a bad connection: whatever is lost, exactly one transfer comes of it, or surely none.
import { type Page } from '@playwright/test';
import { intents, settled } from './app.ts';
import { expect, test } from './fixtures.ts';
import { TransferForm, onAccept, onTransfer } from './transfer_form.ts';
import { contains, exactly, t } from './words.ts';

const amount = 4_000;

/** The review of a transfer of `amount`, ready to be confirmed. */
async function reviewed(page: Page): Promise<TransferForm> {
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  await form.review(amount);
  return form;
}

/** Counts the requests that would make a transfer. */
function accepts(page: Page): () => number {
  let count = 0;
  page.on('request', request => { count += Number(request.method() === 'PUT'); });
  return () => count;
}

test.describe('pressing twice', () => {
  const ways: [string, (form: TransferForm) => Promise<void>][] = [
    ['a double click', form => form.confirm.dblclick()],
    ['a held key', async ({ page, confirm }) => {
      await confirm.focus();
      // Every further `down` without an `up` is the key's own repetition.
      for (let repeated = 0; repeated < 8; repeated += 1) await page.keyboard.down('Enter');
      await page.keyboard.up('Enter');
    }],
    ['a key pressed again and again', async ({ page, confirm }) => {
      await confirm.focus();
      await Promise.all([1, 2, 3].map(() => page.keyboard.press('Enter')));
    }],
  ];
  for (const [name, press] of ways) {
    test(`${name} debits once`, async ({ page, ledger }) => {
      const before = ledger.balance('skyjoy').available;
      const form = await reviewed(page);
      const count = accepts(page);
      await press(form);
      await expect(page).toHaveURL(onTransfer);
      expect(count()).toBe(1);
      expect(ledger.transfers()).toMatchObject([{ amount }]);
      expect(ledger.balance('skyjoy').available).toBe(before - amount);
    });
  }
});

test('the intent is on the device before the request leaves it', async ({ page, ledger }) => {
  const form = await reviewed(page);
  expect(await intents(page)).toEqual([]);
  const stored: string[][] = [];
  await onAccept(page, async route => {
    stored.push((await intents(page)).map(({ id }) => id));
    await route.continue();
  });
  await form.confirm.click();
  await expect(page).toHaveURL(onTransfer);
  expect(stored).toEqual([[page.url().split('/').at(-1)]]);
  expect(ledger.transfers()).toHaveLength(1);
  await expect.poll(() => intents(page)).toEqual([]);
});

test('a reload while the answer is under way ends in exactly one transfer', async ({ page, ledger }) => {
  const before = ledger.balance('skyjoy').available;
  const form = await reviewed(page);
  const reached = new Promise<void>(resolve => {
    onAccept(page, async route => {
      await route.fetch();
      resolve();
    });
  });
  await form.confirm.click();
  await expect(form.confirm).toHaveAttribute('aria-busy', 'true');
  await reached;
  await page.reload();
  await expect(page).toHaveURL(onTransfer);
  await expect(page.getByText(exactly(t('transfer.state_waiting')))).toBeVisible();
  expect(ledger.transfers()).toMatchObject([{ amount }]);
  expect(ledger.balance('skyjoy').available).toBe(before - amount);
  expect(await intents(page)).toEqual([]);
});

test('a tab closed while sending is taken up by the next one', async ({ page, context, ledger }) => {
  const form = await reviewed(page);
  const reached = new Promise<void>(resolve => {
    onAccept(page, async route => {
      await route.fetch();
      resolve();
    });
  });
  await form.confirm.click();
  await reached;
  await page.close();
  const next = await context.newPage();
  await next.goto('/');
  const unfinished = next.locator('.alert').filter({ hasText: contains(t('wallet.unfinished')) });
  await unfinished.getByRole('link').click();
  await expect(next).toHaveURL(onTransfer);
  await next.goto('/');
  await settled(next);
  await expect(unfinished).toHaveCount(0);
  expect(ledger.transfers()).toMatchObject([{ amount }]);
  await expect.poll(() => intents(next)).toEqual([]);
});

test('a request that never left is not sent again without a touch', async ({ page, ledger }) => {
  const form = await reviewed(page);
  const leaving = new Promise<void>(resolve => {
    onAccept(page, async () => resolve());
  });
  await form.confirm.click();
  await leaving;
  await page.reload();
  await page.context().unrouteAll();
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { name: exactly(t('transfer.absent_title')) })).toBeVisible();
  await expect(form.next).toBeDisabled();
  expect(ledger.transfers()).toEqual([]);
  const [intent] = await intents(page);
  await main.getByRole('button', { name: exactly(t('transfer.send_again')) }).click();
  await expect(page).toHaveURL(new RegExp(`/transfers/${intent!.id}$`));
  expect(ledger.transfers()).toMatchObject([{ id: intent!.id, amount }]);
});

test.describe('a lost reply', () => {
  for (const [name, arrives] of [['of a request that arrived', true], ['of a request that did not', false]] as const) {
    test(`${name} is checked and ends in one transfer`, async ({ page, ledger }) => {
      const before = ledger.balance('skyjoy').available;
      const form = await reviewed(page);
      let lost = false;
      await onAccept(page, async route => {
        if (lost) return route.continue();
        lost = true;
        if (arrives) await route.fetch();
        await route.abort();
      });
      await form.confirm.click();
      await expect(form.dialog.getByRole('heading', { name: exactly(t('transfer.unknown_title')) })).toBeVisible();
      await expect(form.confirm).toHaveCount(0);
      expect(ledger.transfers()).toHaveLength(arrives ? 1 : 0);
      const [intent] = await intents(page);

      await form.dialog.getByRole('button', { name: exactly(t('transfer.check')) }).click();
      await expect(page).toHaveURL(new RegExp(`/transfers/${intent!.id}$`));
      expect(ledger.transfers()).toMatchObject([{ id: intent!.id, amount }]);
      expect(ledger.balance('skyjoy').available).toBe(before - amount);
      await expect.poll(() => intents(page)).toEqual([]);
    });
  }
});

test('a refusal of the server says why and keeps nothing', async ({ page, context, ledger }) => {
  const form = await reviewed(page);
  // Another tab of the member spends the points first.
  const other = await context.newPage();
  const second = new TransferForm(other);
  await second.open('skyjoy', 'lynkid');
  await second.review(85_000);
  await second.confirm.click();
  await expect(other).toHaveURL(onTransfer);

  await form.confirm.click();
  await expect(form.dialog.locator('.field-error')).toHaveText(contains(t('transfer.why_not_enough')));
  expect(ledger.transfers()).toMatchObject([{ amount: 85_000 }]);
  expect(await intents(page)).toEqual([]);
});

test('a quote that comes late is not shown for another amount, nor confirmed', async ({ page, ledger }) => {
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  let release = () => {};
  const held = new Promise<void>(resolve => { release = resolve; });
  await page.route('**/api/v1/quotes', async route => {
    const answer = await route.fetch();
    await held;
    await route.fulfill({ response: answer });
  }, { times: 1 });
  const asked = page.waitForRequest('**/api/v1/quotes');
  await form.amount.fill(String(amount));
  await form.next.click();
  await asked;
  await form.dialog.getByRole('button', { name: exactly(t('transfer.review_back')) }).click();
  await form.review(amount + 1_000);
  const late = page.waitForResponse('**/api/v1/quotes');
  release();
  await (await late).finished();
  await expect(form.confirm).toHaveText(exactly(t('transfer.review_confirm', { amount: form.points(amount + 1_000) })));
  await form.confirm.click();
  await expect(page).toHaveURL(onTransfer);
  expect(ledger.transfers()).toMatchObject([{ amount: amount + 1_000 }]);
});
