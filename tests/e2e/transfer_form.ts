// The form of a new transfer and its review, as a member handles them.
import { type Locator, type Page, type Route } from '@playwright/test';
import { isQuote } from './app.ts';
import { type Money, contains, exactly, number, t, texts } from './words.ts';

/** What the server quoted, as far as specs look at it. */
export type Quote = {
  id: string;
  outcome: { amount: number; received: number; bonus: number };
  value_given: Money;
  value_received: Money;
  change_percent: number | null;
};

export class TransferForm {
  readonly amount: Locator;
  readonly arrives: Locator;
  readonly next: Locator;
  readonly dialog: Locator;
  readonly confirm: Locator;

  /** `words` are the texts of the page's language. */
  constructor(readonly page: Page, words = texts('vi')) {
    this.amount = page.getByRole('textbox', { name: exactly(t('transfer.amount_label', {}, words)) });
    this.arrives = page.locator('form .arrives');
    this.next = page.getByRole('button', { name: exactly(t('transfer.review', {}, words)) });
    this.dialog = page.getByRole('dialog', { name: exactly(t('transfer.review_title', {}, words)) });
    this.confirm = this.dialog.getByRole('button', { name: contains(t('transfer.review_confirm', { amount: '' }, words)) });
  }

  /** The form for a pair, reached by an address that a link of the app could have. */
  async open(from: string, to: string): Promise<void> {
    await this.page.goto(`/transfer?from=${from}&to=${to}`);
    await this.amount.waitFor();
  }

  /** Types an amount and opens the review; answers the quote it shows. */
  async review(amount: number): Promise<Quote> {
    await this.amount.fill(String(amount));
    const quoted = this.page.waitForResponse(isQuote);
    await this.next.click();
    const quote = await (await quoted).json();
    await this.confirm.waitFor();
    return quote;
  }

  /** The value of a fact of the form or the review. */
  fact(place: Locator, key: string, values: Record<string, string> = {}): Locator {
    const name = this.page.locator('dt').filter({ hasText: exactly(t(key, values)) });
    return place.locator('dl > div').filter({ has: name }).locator('dd > b');
  }

  /** `4.000 điểm` */
  points(amount: number): string {
    return `${number(amount)} ${t('unit.points_other')}`;
  }
}

/** The page of one transfer. */
export const onTransfer = /\/transfers\/[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Holds what a PUT of a transfer would do until the spec has decided; other requests pass. */
export async function onAccept(page: Page, act: (route: Route) => Promise<void>): Promise<void> {
  await page.context().route('**/api/v1/transfers/*', route =>
    route.request().method() === 'PUT' ? act(route) : route.continue());
}
