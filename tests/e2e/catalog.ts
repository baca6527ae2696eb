// The page of the rewards, as a member handles it.
import { type Locator, type Page, expect } from '@playwright/test';
import { settled } from './app.ts';
import { exactly, number, t } from './words.ts';

export class Catalog {
  readonly main: Locator;
  readonly field: Locator;
  readonly cards: Locator;
  readonly more: Locator;
  readonly program: Locator;
  readonly sort: Locator;

  constructor(readonly page: Page, private readonly table?: Record<string, string>) {
    const words = (key: string) => exactly(t(key, {}, table));
    this.main = page.getByRole('main');
    this.field = this.main.getByRole('searchbox', { name: words('rewards.search') });
    this.cards = this.main.getByRole('listitem');
    this.more = this.main.getByRole('button', { name: words('list.more') });
    this.program = this.main.getByRole('combobox', { name: words('rewards.program') });
    this.sort = this.main.getByRole('combobox', { name: words('rewards.sort') });
  }

  async open(address = '/rewards'): Promise<void> {
    await this.page.goto(address);
    await settled(this.page);
  }

  /** A filter by its words; the number beside them may be any. */
  filter(key: string): Locator {
    const filters = this.main.getByRole('navigation', { name: exactly(t('rewards.filters', {}, this.table)) });
    return filters.getByRole('link', { name: new RegExp(`^${t(key, {}, this.table)}(\\s[\\d.]+)?$`) });
  }

  /** Does something that asks for a first page, and waits until the page shows the answer. */
  async ask(act: () => Promise<unknown>): Promise<{ count: number; items: { id: number; name: string }[] }> {
    const answered = this.page.waitForResponse(response => isFirstPage(response.url()));
    await act();
    const answer = await (await answered).json();
    await expect(this.main.locator('#listing')).not.toHaveAttribute('aria-busy', 'true');
    await expect(this.cards).toHaveCount(answer.items.length);
    return answer;
  }

  /** The numbers of the rewards on screen, in their order. */
  ids(): Promise<number[]> {
    return this.cards.locator('a').evaluateAll(links => links.map(link => Number(link.getAttribute('href')!.split('/').pop())));
  }

  /** How many there are in all, as the page says. */
  count(count: number): Locator {
    return this.main.locator('.page-header').getByText(exactly(t('rewards.count_other', { n: number(count) })));
  }
}

/** The first page of a list of rewards. */
export function isFirstPage(address: string): boolean {
  const { pathname, searchParams } = new URL(address);
  return pathname === '/api/v1/rewards' && !searchParams.has('cursor');
}

/** What the live regions have said since the page was opened: that of the page, and those of dialogs. Call it before the page is opened. */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const said: string[] = (globalThis as { said?: string[] }).said = [];
    new MutationObserver(changes => {
      const of = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest('#live, .said');
      for (const region of new Set(changes.map(({ target }) => of(target)))) if (region) said.push(region.textContent!);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (globalThis as { said?: string[] }).said!);
}
