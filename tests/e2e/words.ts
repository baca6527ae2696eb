// The texts of the app by key and the formats it uses, so that a spec says what it means and not how that is worded.
import { readFileSync } from 'node:fs';
import path from 'node:path';

export type Language = 'vi' | 'en' | 'ru';
export type Money = { minor: number; currency: string };

const folder = path.resolve(import.meta.dirname, '../../locales');

/** All texts of a language. */
export function texts(language: Language): Record<string, string> {
  const read = (name: string) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  return { ...read(`${language}.json`), ...read(`pages/${language}.json`) };
}

const vietnamese = texts('vi');

/** A text by its key, with values in the places of `{name}`. A plural takes its whole key: `wallet.programs_other`. */
export function t(key: string, values: Record<string, string> = {}, table = vietnamese): string {
  const text = table[key];
  if (text === undefined) throw new Error(`no text has the key ${key}`);
  return text.replaceAll('*', '').replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${key} needs a value for ${name}`);
    return value;
  });
}

/** Exactly this text, whatever kind of space stands between its words. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${pattern(text)}\\s*$`);
}

/** This text anywhere, whatever kind of space stands between its words. */
export function contains(text: string): RegExp {
  return new RegExp(pattern(text));
}

/** `1.234.567` */
export function number(value: number): string {
  return new Intl.NumberFormat('vi').format(value);
}

/** `≈ 1.234.567 ₫`: whole units of the currency, as every sample of these specs is in VND. */
export function approx({ minor, currency }: Money): string {
  const format = new Intl.NumberFormat('vi', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return `≈ ${format.format(minor)}`;
}

/** `−86 %` */
export function percent(value: number): string {
  const format = new Intl.NumberFormat('vi', { style: 'percent', signDisplay: 'exceptZero' });
  return format.format(value / 100).replace('-', '\u2212');
}

function pattern(text: string): string {
  return text.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}
