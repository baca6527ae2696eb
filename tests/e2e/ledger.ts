// The journal behind the screen: what the specs compare the screen with, read from the database file itself.
//
// Node 20 has no SQLite; Python, which `cargo xtask test` needs anyway, has it in its standard library.
import { execFileSync } from 'node:child_process';

const script = `
import json, sqlite3, sys
file, mode, sql, values = sys.argv[1], sys.argv[2], sys.argv[3], json.loads(sys.argv[4])
database = sqlite3.connect(f"file:{file}?mode={mode}", uri=True, timeout=5)
database.row_factory = sqlite3.Row
with database:
    print(json.dumps([dict(row) for row in database.execute(sql, values)]))
`;

export type Balance = { account: string; program: string; name: string; unit: string; value_milli: number; available: number; pending: number; held: number };
export type Lot = { no: number; earned_at: number; expires_at: number | null; available: number; pending: number; held: number };
export type Entry = { seq: number; at: number; kind: string; account: string; program: string; amount: number; incoming: number; text: string; transfer: string | null; reward: number | null };
export type Price = { reward: number; program: string; points: number; available: number | null };
export type Movement = { id: string; state: string; amount: number; received: number; bonus: number };

/** Sums over one member's postings; nothing here trusts the balances that the backend keeps beside them. */
export class Ledger {
  constructor(private readonly file: string, readonly member: string) {}

  /** The ledger of the member whose mark the app was told. */
  static of(file: string, mark: string): Ledger {
    const [row] = run<{ id: string }>(file, 'ro', 'SELECT id FROM members WHERE mark = ?', [mark]);
    if (!row) throw new Error(`no member has the mark ${mark}`);
    return new Ledger(file, row.id);
  }

  /** What each program of the member holds. */
  balances(): Balance[] {
    return this.read(`
      SELECT a.id AS account, p.id AS program, p.name, p.unit, p.point_value_vnd_milli AS value_milli, ${sums}
      FROM memberships m JOIN accounts a ON a.id = m.account_id JOIN programs p ON p.id = a.program_id
      JOIN postings o ON o.account_id = a.id
      WHERE m.member_id = ? AND m.unlinked_at IS NULL GROUP BY a.id ORDER BY p.id`);
  }

  /** What one program of the member holds. */
  balance(program: string): Balance {
    const balance = this.balances().find(balance => balance.program === program);
    if (!balance) throw new Error(`the member has no ${program}`);
    return balance;
  }

  /** The lots of a program that are not used up, in the order they are spent. */
  lots(program: string): Lot[] {
    return this.read(`
      SELECT l.no, l.earned_at, l.expires_at, ${sums}
      FROM memberships m JOIN accounts a ON a.id = m.account_id
      JOIN lots l ON l.account_id = a.id JOIN postings o ON o.account_id = a.id AND o.lot_no = l.no
      WHERE m.member_id = ? AND a.program_id = ?
      GROUP BY l.no HAVING SUM(o.amount) > 0
      ORDER BY l.expires_at IS NULL, l.expires_at, l.earned_at, l.no`, program);
  }

  /** The member's transfers, oldest first. */
  transfers(): Movement[] {
    return this.read('SELECT id, state, amount, received, bonus FROM transfers WHERE member_id = ? ORDER BY seq');
  }

  /** Everything that happened, newest first; of some kinds or of one account, if they are named. */
  entries(only: { kinds?: string[]; account?: string } = {}): Entry[] {
    const all = this.read<Entry>(`
      SELECT seq, at, kind, account_id AS account, program_id AS program, amount, incoming, text, transfer_id AS transfer, reward_id AS reward
      FROM events WHERE member_id = ? ORDER BY seq DESC`);
    const fits = ({ kind, account }: Entry) => (only.kinds?.includes(kind) ?? true) && (only.account ?? account) === account;
    return all.filter(fits);
  }

  /** All prices of what is on offer today, with what the member can spend there; `null` without an account. */
  prices(): Price[] {
    return this.read(`
      WITH has AS (
        SELECT a.program_id AS program, SUM(CASE o.bucket WHEN 'available' THEN o.amount ELSE 0 END) AS available
        FROM memberships m JOIN accounts a ON a.id = m.account_id JOIN postings o ON o.account_id = a.id
        WHERE m.member_id = ? AND m.unlinked_at IS NULL GROUP BY a.program_id)
      SELECT r.id AS reward, p.program_id AS program, p.points, has.available
      FROM rewards r JOIN reward_prices p ON p.reward_id = r.id LEFT JOIN has ON has.program = p.program_id
      WHERE NOT r.deleted AND (r.until IS NULL OR r.until >= date('now', '+7 hours')) ORDER BY r.id, p.program_id`);
  }

  /** Lets the time of the member's open quotes be over. */
  endQuotes(): void {
    run(this.file, 'rw', 'UPDATE quotes SET expires_at = 0 WHERE member_id = ? AND used_by IS NULL', [this.member]);
  }

  private read<Row>(sql: string, ...values: string[]): Row[] {
    return run(this.file, 'ro', sql, [this.member, ...values]);
  }
}

/** Lets a day pass since the last code for this phone, so that another may be asked for. */
export function nextDay(file: string, phone: string): void {
  run(file, 'rw', 'UPDATE codes SET made_at = made_at - 86400000, expires_at = expires_at - 86400000 WHERE target = ?', [phone]);
}

const bucket = (name: string) => `SUM(CASE o.bucket WHEN '${name}' THEN o.amount ELSE 0 END) AS ${name}`;
const sums = ['available', 'pending', 'held'].map(bucket).join(', ');

function run<Row>(file: string, mode: string, sql: string, values: unknown[]): Row[] {
  const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  return JSON.parse(execFileSync('python3', ['-c', script, file, mode, sql, JSON.stringify(values)], options));
}
