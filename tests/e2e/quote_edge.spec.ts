// Whose clock decides: the device's is a day off, the server's is right. The tag is the name of a campaign, which repeats these tests.
import { isQuote } from './app.ts';
import { expect, test } from './fixtures.ts';
import { TransferForm, onTransfer } from './transfer_form.ts';
import { contains, exactly, t } from './words.ts';

const amount = 4_000;

for (const hours of [-24, 24]) {
  test.describe(`a device whose clock is ${hours} hours off`, { tag: '@R10' }, () => {
    test.beforeEach(({ page }) => page.clock.install({ time: Date.now() + hours * 3_600_000 }));

    test('confirms for as long as the quote stands', async ({ page, ledger }) => {
      const form = new TransferForm(page);
      await form.open('skyjoy', 'lynkid');
      await form.review(amount);
      await expect(form.dialog).toContainText(contains(t('transfer.review_stands', { time: '' })));
      await form.confirm.click();
      await expect(page).toHaveURL(onTransfer);
      expect(ledger.transfers()).toMatchObject([{ amount }]);
    });

    test('hears from the server that the quote is over, and goes on without typing again', async ({ page, ledger }) => {
      const before = ledger.balance('skyjoy');
      const form = new TransferForm(page);
      await form.open('skyjoy', 'lynkid');
      await form.review(amount);
      ledger.endQuotes();
      await form.confirm.click();
      await expect(form.dialog.locator('.field-error')).toHaveText(exactly(t('transfer.review_over')));
      expect(ledger.transfers()).toEqual([]);
      expect(ledger.balance('skyjoy')).toEqual(before);
      const quoted = page.waitForResponse(isQuote);
      await form.dialog.getByRole('button', { name: exactly(t('transfer.review_new')) }).click();
      expect((await (await quoted).json()).outcome.amount).toBe(amount);
      await form.confirm.click();
      await expect(page).toHaveURL(onTransfer);
      expect(ledger.transfers()).toMatchObject([{ amount }]);
    });
  });
}
