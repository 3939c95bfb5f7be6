import { showTarget, type Target } from './allow-list.ts'
import { bytes } from './bytes.ts'
import type { Ending } from './ending.ts'
import type { Options } from './options.ts'
import type { Traffic } from './traffic.ts'

export interface Output {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

const maxRefusedTargets = 100

/** What whoever looks at the agent sees: a line a change and, at a terminal, one more that is always of now. */
export class Status {
  readonly #output: Output
  readonly #gateway: string
  readonly #traffic: Traffic
  readonly #refused = new Set<string>()
  #said = ''
  #live: (() => string) | null = null
  #shown = ''
  #timer: NodeJS.Timeout | undefined

  constructor(output: Output, options: Pick<Options, 'gateway'>, traffic: Traffic) {
    this.#output = output
    this.#gateway = showTarget(options.gateway)
    this.#traffic = traffic
  }

  linked(): void {
    const since = localTime(new Date())
    this.#say(`Linked to ${this.#gateway}.`)
    this.#show(() => {
      const { received, sent } = this.#traffic.totals()
      return `Linked since ${since}, ${this.#traffic.open} open, ${bytes(sent)} in, ${bytes(received)} out`
    })
  }

  down({ kind, message }: Ending, waitMs: number): void {
    const next = Date.now() + waitMs
    this.#say(`${message} ${kind === 'refused' ? 'Trying again once a minute.' : 'Trying again.'}`)
    this.#show(() => `Not linked, next try in ${Math.max(0, Math.ceil((next - Date.now()) / 1000))} s`)
  }

  /** Once a target: whoever asks for one asks often. */
  refused(target: Target): void {
    const text = showTarget(target)
    if (this.#refused.has(text) || this.#refused.size >= maxRefusedTargets) return
    this.#refused.add(text)
    this.#say(`Refused ${text}: no --allow names it.`)
  }

  stopping(open: number): void {
    this.#show(null)
    this.#say(open === 0 ? 'Stopping.' : `Stopping: ${open} open, which are given 5 s to end.`)
  }

  close(): void {
    this.#show(null)
  }

  /** What was said last is not said again: an outage is one line, however often it is tried. */
  #say(text: string): void {
    if (text === this.#said) return
    this.#said = text
    this.#erase()
    this.#output.write(`${text}\n`)
    this.#draw()
  }

  #show(live: (() => string) | null): void {
    if (this.#output.isTTY !== true) return
    clearInterval(this.#timer)
    this.#live = live
    this.#draw()
    if (live !== null) this.#timer = setInterval(() => this.#draw(), 1000).unref()
  }

  #draw(): void {
    // A terminal that does not know its width says 0.
    const text = this.#live?.().slice(0, (this.#output.columns || 80) - 1) ?? ''
    if (text === this.#shown) return
    this.#erase()
    this.#output.write(text)
    this.#shown = text
  }

  #erase(): void {
    if (this.#shown !== '') this.#output.write('\r\u001b[2K')
    this.#shown = ''
  }
}

/** By hand: toLocaleString would load 8 MB of what the world's languages say. */
function localTime(date: Date): string {
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
