// A member with a phone number: signing in as people do, and what the database has of them.
import { type Page, expect } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { exactly, t, texts } from './words.ts';

const script = `
import json, sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=5)
database.row_factory = sqlite3.Row
with database:
    print(json.dumps([dict(row) for row in database.execute(sys.argv[2], json.loads(sys.argv[3]))]))
`;

/** Asks or changes the database of a backend. */
export function sql<Row = Record<string, string | number | null>>(file: string, statement: string, ...values: unknown[]): Row[] {
  return JSON.parse(execFileSync('python3', ['-c', script, file, statement, JSON.stringify(values)], { encoding: 'utf8' }));
}

/** A Vietnamese mobile number that no other spec has, as it is typed and as it is stored. */
export function freshPhone(): { typed: string; stored: string } {
  const digits = String(randomInt(10_000_000, 100_000_000));
  return { typed: `09${digits}`, stored: `+849${digits}` };
}

/** Types the number and asks for a code; answers the code that the demo shows. */
export async function askForCode(page: Page, typed: string, words = texts('vi')): Promise<string> {
  await page.getByLabel(exactly(t('session.phone', {}, words))).fill(typed);
  await page.getByRole('button', { name: exactly(t('session.phone_go', {}, words)) }).click();
  return shownCode(page, words);
}

/** The code that the demo shows, once the field for it has the focus. */
export async function shownCode(page: Page, words = texts('vi')): Promise<string> {
  await expect(codeField(page, words)).toBeFocused();
  return page.locator('.demo-code b').innerText();
}

export const codeField = (page: Page, words = texts('vi')) => page.getByLabel(exactly(t('code.label', {}, words)));

/** Another code than this one. */
export const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** Signs in by phone and code, from wherever a page asks for it; a new number agrees. */
export async function signIn(page: Page, typed: string, { isNew = true, words = texts('vi') } = {}): Promise<void> {
  if (!page.url().includes('/sign-in')) await page.goto('/sign-in');
  await codeField(page, words).or(page.getByLabel(exactly(t('session.phone', {}, words)))).waitFor();
  const code = await askForCode(page, typed, words);
  await codeField(page, words).fill(code);
  if (isNew) await agree(page, words);
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Ticks the box and opens the account. */
export async function agree(page: Page, words = texts('vi')): Promise<void> {
  await page.getByRole('checkbox', { name: exactly(t('session.consent_box', {}, words)) }).check();
  await page.getByRole('button', { name: exactly(t('session.consent_go', {}, words)) }).click();
}

/** Lets the time pass in which no other code may be asked for. */
export function letWait(file: string): void {
  sql(file, 'UPDATE codes SET made_at = made_at - 60000');
}
