// One reward: what it costs in each program, what is missing, and where that could come from.
import { settled, title } from './app.ts';
import { expect, test } from './fixtures.ts';
import { type Ledger } from './ledger.ts';
import { approx, contains, exactly, number, t } from './words.ts';

type Detail = {
  reward: { id: number; name: string; brand: string; prices: { program: string; points: number }[] };
  about: string;
  terms: string[];
  retail: { minor: number; currency: string } | null;
};

const withUnit = (amount: number, unit: string) => `${number(amount)} ${t(`unit.${unit}_other`)}`;

/** Rewards on offer by how the member stands: the nearest price of each is of that kind. */
function rewards(ledger: Ledger, fits: (prices: { points: number; available: number | null }[]) => boolean): number[] {
  const byReward = new Map<number, { points: number; available: number | null }[]>();
  for (const price of ledger.prices()) byReward.set(price.reward, [...(byReward.get(price.reward) ?? []), price]);
  return [...byReward].filter(([, prices]) => fits(prices)).map(([id]) => id);
}

test('the page says what each program takes, what there is, and what is missing', async ({ page, ledger }) => {
  const balances = ledger.balances();
  const short = rewards(ledger, prices => prices.some(({ points, available }) => available !== null && available < points));
  expect(short.length).toBeGreaterThan(0);
  const main = page.getByRole('main');
  for (const id of [short[0]!, short.at(-1)!]) {
    const detail: Detail = await page.request.get(`/api/v1/rewards/${id}`).then(answer => answer.json());
    await page.goto(`/rewards/${id}`);
    await settled(page);
    await expect(main.getByRole('heading', { level: 1 })).toHaveText(exactly(title(detail.reward)));
    await expect(main.getByText(exactly(detail.about))).toBeVisible();
    for (const term of detail.terms) await expect(main.getByText(exactly(term))).toBeVisible();
    const rows = main.locator('.offer-row');
    await expect(rows).toHaveCount(detail.reward.prices.length);
    for (const { program, points } of detail.reward.prices) {
      const balance = balances.find(balance => balance.program === program);
      const row = rows.filter({ hasText: contains(withUnit(points, balance?.unit ?? 'points')) });
      if (!balance) {
        await expect(row.filter({ hasText: t('rewards.have_none') })).not.toHaveCount(0);
        continue;
      }
      const own = row.filter({ hasText: balance.name });
      const missing = points - balance.available;
      const words = missing > 0
        ? t('rewards.have_missing', { amount: withUnit(balance.available, balance.unit), missing: withUnit(missing, balance.unit) })
        : t('rewards.have_enough', { amount: withUnit(balance.available, balance.unit) });
      await expect(own.locator('.have')).toHaveText(exactly(words));
      const value = { minor: Math.floor((points * balance.value_milli) / 1_000), currency: 'VND' };
      await expect(own.locator('.meta')).toContainText(contains(approx(value)));
      await expect(own.locator('.offer-bar')).toHaveCount(missing > 0 ? 1 : 0);
    }
  }
});

test('what is missing can be transferred, and the form begins with the amount that covers it', async ({ page, ledger }) => {
  const main = page.getByRole('main');
  const short = rewards(ledger, prices => prices.every(({ points, available }) => available === null || available < points));
  // What is nearly there is what another program can cover.
  const lacks = new Map<number, number>();
  const prices = ledger.prices();
  for (const { reward, points, available } of prices) {
    const share = available === null ? 1 : (points - available) / points;
    lacks.set(reward, Math.min(lacks.get(reward) ?? 1, share));
  }
  short.sort((a, b) => lacks.get(a)! - lacks.get(b)!);
  let followed = 0;
  for (const id of short.slice(0, 8)) {
    await page.goto(`/rewards/${id}`);
    await settled(page);
    const link = main.getByRole('link', { name: contains(t('rewards.transfer_into', { name: '' }).trim()) });
    if (await link.count() === 0) continue;
    const { searchParams } = new URL((await link.getAttribute('href'))!, page.url());
    const [to, amount] = [searchParams.get('to')!, searchParams.get('amount')];
    const price = prices.find(({ reward, program }) => reward === id && program === to)!;
    if (!amount) continue;
    await link.click();
    await expect(page).toHaveURL(/\/transfer\?/);
    await expect(main.getByRole('textbox', { name: exactly(t('transfer.amount_label')) })).toHaveValue(number(Number(amount)));
    await expect(main.getByRole('combobox').last()).toHaveValue(ledger.balance(to).account);
    const arrives = await main.locator('form .arrives').innerText();
    expect(Number(arrives.replace(/[^\d]/g, ''))).toBeGreaterThanOrEqual(price.points - price.available!);
    followed += 1;
  }
  expect(followed).toBeGreaterThan(0);
});

test('nothing is offered to do where there is enough', async ({ page, ledger }) => {
  const [id] = rewards(ledger, prices => prices.some(({ points, available }) => available !== null && available >= points));
  await page.goto(`/rewards/${id}`);
  await settled(page);
  const main = page.getByRole('main');
  await expect(main.locator('.offer-row').first().locator('.have')).toContainText(contains(t('rewards.have_enough', { amount: '' }).split(',').at(-1)!));
  await expect(main.getByText(exactly(t('rewards.look_only')))).toBeVisible();
  await expect(main.locator('.button')).toHaveCount(0);
});

test('a number that is no reward leads back to the list', async ({ page, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  const main = page.getByRole('main');
  await page.goto('/rewards/4294967295');
  await expect(main.getByText(exactly(t('rewards.not_found')))).toBeVisible();
  await main.locator('.empty').getByRole('link').click();
  await expect(page).toHaveURL('/rewards');
  await page.goto('/rewards/4294967296');
  await expect(main.getByText(exactly(t('not_found.text')))).toBeVisible();
});
