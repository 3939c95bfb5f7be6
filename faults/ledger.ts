/** What was acknowledged of one record, and what nobody knows since no answer came. */
export interface Entry {
  readonly path: string
  /** Names it may have: the last one acknowledged, and those asked for since without an answer. */
  names: Set<string>
  fate: 'there' | 'gone' | 'unknown'
  /** Its sign-in was acknowledged. */
  isAuthorized: boolean
}

/** Remembers every acknowledged write of every client. */
export class Ledger {
  readonly entries: Entry[] = []
  acknowledged = 0
  unanswered = 0
  refused = 0
  /** Losses that showed already while it ran. */
  readonly losses: string[] = []

  created(path: string, name: string): Entry {
    const entry: Entry = { path, names: new Set([name]), fate: 'there', isAuthorized: false }
    this.entries.push(entry)
    return entry
  }

  lost(what: string): void {
    this.losses.push(what)
  }
}
