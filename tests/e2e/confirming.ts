// A confirmation that is pressed, lost or left, and what has to come of it.
import { type Page, type Route, expect } from '@playwright/test';
import { intents, settled } from './app.ts';
import { type Ledger } from './ledger.ts';
import { TransferForm, onAccept } from './transfer_form.ts';
import { contains, exactly, t } from './words.ts';

export const amount = 4_000;

/** The review of a transfer of `amount`, ready to be confirmed. */
export async function reviewed(page: Page): Promise<TransferForm> {
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  await form.review(amount);
  return form;
}

/** Counts the requests that would make a transfer. */
export function accepts(page: Page): () => number {
  let count = 0;
  page.on('request', request => { count += Number(request.method() === 'PUT'); });
  return () => count;
}

/** The request of the first confirmation gets no answer, whatever `act` does with it; later ones pass. `done` when it was there. */
export async function unanswered(page: Page, act: (route: Route) => Promise<unknown>): Promise<{ done: Promise<void> }> {
  let isFirst = true;
  let tell = () => {};
  const done = new Promise<void>(resolve => { tell = resolve; });
  await onAccept(page, async route => {
    if (!isFirst) return route.continue();
    isFirst = false;
    await act(route);
    tell();
  });
  return { done };
}

/** It has reached the server. */
export const withoutAnswer = (page: Page) => unanswered(page, route => route.fetch());

/** It has left the page and goes nowhere. */
export const goingNowhere = (page: Page) => unanswered(page, async () => {});

/** What the wallet says of a confirmation whose outcome is not known. */
export const unfinished = (page: Page) => page.locator('.alert').filter({ hasText: contains(t('wallet.unfinished')) });

/** On the wallet, finishes what is unfinished, if anything is; answers how many transfers there are, which all were confirmed once. */
export async function takenUp(page: Page, ledger: Ledger): Promise<number> {
  const sent = accepts(page);
  await settled(page);
  const [intent, second] = await intents(page);
  expect(second).toBeUndefined();
  if (intent) {
    await unfinished(page).getByRole('link').click();
    const again = page.getByRole('main').getByRole('button', { name: exactly(t('transfer.send_again')) });
    await expect(again.or(page.locator('.transfer-one'))).toBeVisible();
    // Nothing is sent without a touch.
    expect(sent()).toBe(0);
    if (await again.isVisible()) await again.click();
    await expect(page).toHaveURL(new RegExp(`/transfers/${intent.id}$`));
    expect(ledger.transfers()).toMatchObject([{ id: intent.id, amount }]);
    await page.goto('/');
    await settled(page);
  }
  await expect(unfinished(page)).toHaveCount(0);
  await expect.poll(() => intents(page)).toEqual([]);
  const transfers = ledger.transfers().length;
  expect([0, 1]).toContain(transfers);
  return transfers;
}
