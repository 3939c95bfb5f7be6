import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const sizeMiB = 96

function mounted(root: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMiB}m`, 'tmpfs', root], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function appendUntilFull(file: FileHandle, size: number): Promise<void> {
  try {
    for (;;) await file.appendFile(Buffer.alloc(size))
  } catch {
    // No more of that size.
  }
}

/** The disk that the data is on; small enough to be filled, where this machine lets us mount one. */
export class Disk {
  readonly data: string
  readonly canFill: boolean
  fills = 0
  readonly #root: string

  private constructor(root: string, canFill: boolean) {
    this.#root = root
    this.canFill = canFill
    this.data = join(root, 'data')
  }

  static async create(): Promise<Disk> {
    const root = mkdtempSync(join(tmpdir(), 'patchbay-faults-'))
    const disk = new Disk(root, mounted(root))
    await mkdir(disk.data, { mode: 0o700 })
    return disk
  }

  get #filler(): string {
    return join(this.#root, 'filler')
  }

  /** To the last byte. */
  async fill(): Promise<void> {
    this.fills += 1
    const file = await open(this.#filler, 'w')
    try {
      // The last byte that fits is found in ever smaller steps.
      for (const size of [1_048_576, 4_096, 1]) await appendUntilFull(file, size)
    } finally {
      await file.close().catch(() => undefined)
    }
  }

  free(): Promise<void> {
    return rm(this.#filler, { force: true })
  }

  remove(): void {
    if (this.canFill) execFileSync('umount', ['--lazy', this.#root])
    rmSync(this.#root, { recursive: true, force: true })
  }
}
