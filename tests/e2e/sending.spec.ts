// A confirmation by an impatient member or on a bad connection: whatever is lost, exactly one transfer comes of it, or surely none.
// The tags are the names of campaigns, which repeat these tests.
import { intents, settled } from './app.ts';
import { accepts, amount, goingNowhere, reviewed, takenUp, withoutAnswer } from './confirming.ts';
import { expect, test } from './fixtures.ts';
import { TransferForm, onAccept, onTransfer } from './transfer_form.ts';
import { contains, exactly, t } from './words.ts';

test.describe('an impatient member', { tag: '@R8' }, () => {
  const ways: [string, (form: TransferForm) => Promise<void>][] = [
    ['a double click', form => form.confirm.dblclick()],
    ['ten presses in the same place', async ({ page, confirm }) => {
      const { x, y, width, height } = (await confirm.boundingBox())!;
      for (let pressed = 0; pressed < 10; pressed += 1) await page.mouse.click(x + width / 2, y + height / 2);
    }],
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
      // The answer comes after the last press: an earlier one opens the transfer, and a later press would be another wish.
      let answer = () => {};
      const pressed = new Promise<void>(resolve => { answer = resolve; });
      await onAccept(page, async route => {
        await pressed;
        await route.continue();
      });
      await press(form);
      answer();
      await expect(page).toHaveURL(onTransfer);
      await settled(page);
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

test('one request confirms, and the first frame after its answer shows the transfer', async ({ page, ledger }) => {
  const form = await reviewed(page);
  const sent: string[] = [];
  page.on('request', request => sent.push(request.method()));
  // Reading the answer's text ends in the app's own turn, so a frame that is asked for here comes after what the app does at once.
  await page.evaluate(() => {
    const { text } = Response.prototype;
    Response.prototype.text = async function (this: Response) {
      const words = await text.call(this);
      if (/\/transfers\/[^/]+$/.test(this.url)) {
        Response.prototype.text = text;
        requestAnimationFrame(() => { document.documentElement.dataset.frame = String(document.querySelectorAll('.transfer-timeline li').length); });
      }
      return words;
    };
  });
  await form.confirm.click();
  await expect(page.locator('html')).toHaveAttribute('data-frame', /[1-9]/);
  expect(ledger.transfers()).toHaveLength(1);
  expect(sent.filter(method => method !== 'GET')).toEqual(['PUT']);
});

test('a review that is closed while the answer is under way says that it is being sent', async ({ page, ledger }) => {
  const form = await reviewed(page);
  let answer = () => {};
  const held = new Promise<void>(resolve => { answer = resolve; });
  await onAccept(page, async route => {
    await held;
    await route.continue();
  });
  await form.confirm.click();
  await page.keyboard.press('Escape');
  await expect(form.dialog).toBeHidden();
  await expect(page.getByRole('main').locator('p.outcome')).toHaveText(exactly(t('transfer.sending')));
  answer();
  await expect(page).toHaveURL(onTransfer);
  expect(ledger.transfers()).toHaveLength(1);
});

test('a reload while the answer is under way ends in exactly one transfer', { tag: '@R8' }, async ({ page, ledger }) => {
  const before = ledger.balance('skyjoy').available;
  const form = await reviewed(page);
  const { done: reached } = await withoutAnswer(page);
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

test('two tabs that take up one confirmation make one transfer', { tag: '@R8' }, async ({ page, context, ledger }) => {
  const form = await reviewed(page);
  const { done: leaving } = await goingNowhere(page);
  await form.confirm.click();
  await leaving;
  await page.reload();
  const other = await context.newPage();
  const again = [page, other].map(tab => tab.getByRole('main').getByRole('button', { name: exactly(t('transfer.send_again')) }));
  await other.goto('/transfer');
  for (const button of again) await button.waitFor();
  await Promise.all(again.map(button => button.click()));
  for (const tab of [page, other]) await expect(tab).toHaveURL(onTransfer);
  expect(ledger.transfers()).toMatchObject([{ amount }]);
  expect(await intents(page)).toEqual([]);
});

for (const reaches of [true, false]) {
  const what = reaches ? 'shows the transfer of' : 'waits for';
  test(`a tab that was open before ${what} the other's confirmation, and makes no second one`, { tag: '@R8' }, async ({ page, context, ledger }) => {
    const form = await reviewed(page);
    const other = await context.newPage();
    const second = await reviewed(other);
    const { done: left } = await (reaches ? withoutAnswer(page) : goingNowhere(page));
    await form.confirm.click();
    await left;
    const [intent] = await intents(page);
    const count = accepts(other);
    await second.confirm.click();
    const again = other.getByRole('main').getByRole('button', { name: exactly(t('transfer.send_again')) });
    await expect(other.getByText(exactly(t('transfer.other_first'))).first()).toBeVisible();
    await expect(second.dialog).toBeHidden();
    if (!reaches) {
      await again.waitFor();
      expect(ledger.transfers()).toEqual([]);
      expect(count()).toBe(0);
      await again.click();
    }
    await expect(other).toHaveURL(new RegExp(`/transfers/${intent!.id}$`));
    expect(count()).toBe(reaches ? 0 : 1);
    expect(ledger.transfers()).toMatchObject([{ id: intent!.id, amount }]);
    await expect.poll(() => intents(other)).toEqual([]);
  });
}

test('going back at once and forward again makes one transfer or none', { tag: '@R8' }, async ({ page, ledger }) => {
  const before = ledger.balance('skyjoy').available;
  const form = await reviewed(page);
  await form.confirm.click();
  await page.goBack();
  await settled(page);
  await page.goForward();
  await page.goto('/');
  const transfers = await takenUp(page, ledger);
  expect(ledger.balance('skyjoy').available).toBe(before - amount * transfers);
});

test('a request that never left is not sent again without a touch', async ({ page, ledger }) => {
  const form = await reviewed(page);
  const { done: leaving } = await goingNowhere(page);
  await form.confirm.click();
  await leaving;
  await page.reload();
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
