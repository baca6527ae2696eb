// Signing in by phone and code, as somebody does who has never been here.
import { type Page, expect } from '@playwright/test';
import { exactly, t, texts } from './words.ts';

const vietnamese = texts('vi');

/** Asks for a code; answers what the server said about it. */
export async function askForCode(page: Page, phone: string, words = vietnamese, baseURL = ''): Promise<{ demo_code: string | null }> {
  await page.goto(`${baseURL}/sign-in`);
  await page.getByRole('textbox', { name: exactly(t('session.phone', {}, words)) }).fill(phone);
  const sent = page.waitForResponse(response => response.url().endsWith('/api/v1/session/code'));
  await page.getByRole('button', { name: exactly(t('session.phone_go', {}, words)) }).click();
  return (await sent).json();
}

/** Types the code; it is sent by itself once it is whole. */
export async function typeCode(page: Page, code: string, words = vietnamese): Promise<void> {
  await page.getByRole('textbox', { name: exactly(t('code.label', {}, words)) }).fill(code);
}

/** Agrees to the documents of a new member. */
export async function agree(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(exactly(t('session.consent_title')));
  await page.getByRole('checkbox', { name: exactly(t('session.consent_box')) }).check();
  await page.getByRole('button', { name: exactly(t('session.consent_go')) }).click();
}

/** Links a program by a number; answers what the server said about the code. */
export async function startLink(page: Page, program: string, number: string, baseURL = ''): Promise<{ demo_code: string | null }> {
  await page.goto(`${baseURL}/link?program=${program}`);
  await page.getByRole('textbox', { name: exactly(t('link.number')) }).fill(number);
  const sent = page.waitForResponse(response => response.url().endsWith('/api/v1/links'));
  await page.getByRole('button', { name: exactly(t('link.go')) }).click();
  return (await sent).json();
}
