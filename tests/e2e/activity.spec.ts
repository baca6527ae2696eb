// What happened: every entry of the journal by kind and program, where it leads, and the same as a file.
import { type Locator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { settled, transferByApi } from './app.ts';
import { expect, test } from './fixtures.ts';
import { type Entry, type Ledger } from './ledger.ts';
import { contains, exactly, number, t } from './words.ts';

const transferKinds = ['transfer_hold', 'transfer_out', 'transfer_in', 'transfer_cancelled', 'transfer_returned'];
/** What changes only where points are, not how many there are. */
const neutral = ['earn_pending', 'transfer_hold', 'transfer_cancelled'];

const sign = ({ kind, incoming }: Entry) => (neutral.includes(kind) ? '' : incoming ? '+' : '\u2212');
const amount = (entry: Entry) => sign(entry) + number(entry.amount);
const change = ({ kind, incoming, amount }: Entry) => (neutral.includes(kind) ? 0 : incoming ? amount : -amount);

function leadsTo({ transfer, reward, account }: Entry): string {
  return transfer ? `/transfers/${transfer}` : reward ? `/rewards/${reward}` : `/programs/${account}`;
}

/** All entries on screen, after all pages were asked for. */
async function all(page: Page): Promise<Locator> {
  const more = page.getByRole('main').getByRole('button', { name: exactly(t('list.more')) });
  const rows = page.getByRole('main').locator('.entries').getByRole('listitem');
  while (await more.count() > 0) {
    const before = await rows.count();
    await more.click();
    await expect.poll(() => rows.count()).toBeGreaterThan(before);
  }
  return rows;
}

async function expectRows(page: Page, entries: Entry[]): Promise<void> {
  // The rows of the question before stay until the answer to this one is there.
  await expect(page.locator('#listing')).not.toHaveAttribute('aria-busy', 'true');
  const rows = await all(page);
  await expect(rows).toHaveCount(entries.length);
  const links = rows.getByRole('link');
  // A program is linked to once the wallet says that the member has it.
  const hrefs = () => links.evaluateAll(links => links.map(link => link.getAttribute('href')));
  await expect.poll(hrefs).toEqual(entries.map(leadsTo));
  await expect(rows.locator('.entry-amount')).toHaveText(entries.map(entry => new RegExp(`^${amount(entry).replace(/[.+]/g, '\\$&')}\\s\\S`)));
}

/** A transfer that arrived and one that was taken back. */
async function transfers(page: Page, ledger: Ledger): Promise<void> {
  const headers = { origin: new URL(page.url()).origin };
  const sent = await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  const kept = await transferByApi(page, 'skyjoy', 'lynkid', 2_000);
  expect((await page.request.post(`/api/v1/transfers/${sent.id}/send-now`, { headers })).ok()).toBe(true);
  expect((await page.request.post(`/api/v1/transfers/${kept.id}/cancel`, { headers })).ok()).toBe(true);
  await expect.poll(() => ledger.transfers().map(({ state }) => state), { timeout: 10_000 }).toEqual(['credited', 'cancelled']);
}

test('every entry is there once, in order, and leads to what it belongs to', async ({ page, ledger }) => {
  await transfers(page, ledger);
  const entries = ledger.entries();
  expect(entries.length).toBeGreaterThan(10);
  await page.goto('/activity');
  await settled(page);
  await expectRows(page, entries);
  // One of each place it can lead to, and the page there knows it.
  const links = page.getByRole('main').locator('.entries').getByRole('link');
  for (const kind of ['/transfers/', '/rewards/', '/programs/']) {
    const at = entries.findIndex(entry => leadsTo(entry).startsWith(kind));
    if (at < 0) continue;
    await links.nth(at).click();
    await expect(page).toHaveURL(leadsTo(entries[at]!));
    await settled(page);
    await expect(page.getByRole('main').locator('.empty')).toHaveCount(0);
    await page.goBack();
    await settled(page);
    await all(page);
  }
});

test('a transfer is not taken twice: what is only set aside has no sign', async ({ page, ledger }) => {
  await transfers(page, ledger);
  const { account, available, held } = ledger.balance('skyjoy');
  const entries = ledger.entries({ account });
  expect(entries.map(({ kind }) => kind).slice(0, 4)).toEqual(expect.arrayContaining(['transfer_hold', 'transfer_out', 'transfer_cancelled']));
  await page.goto(`/activity?program=${account}`);
  await settled(page);
  await expectRows(page, entries);
  const rows = await all(page);
  const { name } = ledger.balance('lynkid');
  const hold = rows.filter({ hasText: contains(t('activity.hold_for', { name })) });
  await expect(hold).toHaveCount(2);
  await expect(hold.locator('.entry-amount').first()).toHaveText(/^[\d.]+\s\S/);
  await expect(rows.filter({ hasText: contains(t('activity.transfer_to', { name })) })).toHaveCount(1);
  await expect(rows.filter({ hasText: contains(t('activity.released_from', { name })) })).toHaveCount(1);
  // With those signs the entries add up to what there is.
  expect(entries.map(change).reduce((sum, part) => sum + part, 0)).toBe(available + held);
});

test('filters are in the address and survive reload and back', async ({ page, ledger }) => {
  await transfers(page, ledger);
  const { account } = ledger.balance('lynkid');
  const main = page.getByRole('main');
  const kind = (key: string) => main.getByRole('navigation', { name: exactly(t('activity.kinds')) }).getByRole('link', { name: exactly(t(key)) });
  const program = main.getByRole('combobox', { name: exactly(t('activity.filter')) });
  await page.goto('/activity');
  await settled(page);
  await kind('activity.group_transfer').click();
  await expect(page).toHaveURL('/activity?kind=transfer');
  const moved = ledger.entries({ kinds: transferKinds });
  await expectRows(page, moved);
  await expect(page.locator('#live'), 'who does not see the rows hears how many there are').toHaveText(exactly(t('activity.shown_other', { n: String(moved.length) })));
  await program.selectOption(account);
  await expect(page).toHaveURL(`/activity?program=${account}&kind=transfer`);
  const both = ledger.entries({ kinds: transferKinds, account });
  await expectRows(page, both);
  await page.reload();
  await settled(page);
  await expect(program).toHaveValue(account);
  await expect(kind('activity.group_transfer')).toHaveAttribute('aria-current', 'true');
  await expectRows(page, both);

  await kind('activity.group_expire').click();
  await expectRows(page, ledger.entries({ kinds: ['expire'], account }));
  await page.goBack();
  await expectRows(page, both);
  await page.goto('/activity?program=0190a6b0-0000-7000-8000-000000000000&kind=adjust');
  await expect(main.getByText(exactly(t('activity.empty_filtered')))).toBeVisible();
  await main.getByRole('button', { name: exactly(t('activity.clear')) }).click();
  await expect(page).toHaveURL('/activity');
  await expectRows(page, ledger.entries());
});

test('the file has the rows of the page', async ({ page, ledger }) => {
  await transfers(page, ledger);
  const { account } = ledger.balance('skyjoy');
  for (const [address, entries] of [
    ['/activity', ledger.entries()],
    [`/activity?program=${account}&kind=transfer`, ledger.entries({ kinds: transferKinds, account })],
  ] as const) {
    await page.goto(address);
    await settled(page);
    const download = page.waitForEvent('download');
    await page.getByRole('main').getByRole('button', { name: exactly(t('activity.csv')) }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    const text = readFileSync(await file.path(), 'utf8');
    expect(text.startsWith('\ufeff'), 'spreadsheets know the encoding').toBe(true);
    const [header, ...lines] = text.slice(1).trimEnd().split('\r\n').map(cells);
    const rows = lines.map(line => Object.fromEntries(header!.map((name, at) => [name, line[at]])));
    expect(rows.map(({ kind, points, change, utc, transfer }) => ({ kind, points, change, utc, transfer }))).toEqual(entries.map(entry => ({
      kind: entry.kind,
      points: String(entry.amount),
      change: String(change(entry)),
      utc: new Date(entry.at).toISOString(),
      transfer: entry.transfer ?? '',
    })));
    await expect(page).toHaveURL(address);
  }
});

test('a file that does not come is told in words, and comes when it is asked for again', async ({ page, ledger }) => {
  await page.goto('/activity');
  await expectRows(page, ledger.entries());
  const main = page.getByRole('main');
  const button = main.getByRole('button', { name: exactly(t('activity.csv')) });
  await page.route('**/activity.csv', route => route.abort('internetdisconnected'));
  await button.click();
  await expect(main.getByRole('alert')).toHaveText(exactly(t('error.offline')));
  await page.unroute('**/activity.csv');
  const download = page.waitForEvent('download');
  await button.click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  await expect(main.getByRole('alert')).toHaveCount(0);
});

test('the program leads to its own activity', async ({ page, ledger }) => {
  const { account } = ledger.balance('lynkid');
  await page.goto(`/programs/${account}`);
  await settled(page);
  const main = page.getByRole('main');
  await main.getByRole('link', { name: exactly(t('membership.activity_all')) }).click();
  await expect(page).toHaveURL(`/activity?program=${account}`);
  await settled(page);
  await expectRows(page, ledger.entries({ account }));
});

/** The cells of a line of RFC 4180. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!);
}
