import { expect, it } from 'vitest'
import { HostQueue } from './host-queue.ts'

/** Work that ends when it is told to, in a queue that notes who began. */
function workshop() {
  const queue = new HostQueue()
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const start = (id: string, { host = 'a', urgent = false } = {}) =>
    queue.run({ host, id, urgent }, () => {
      begun.push(id)
      return new Promise<void>((resolve) => void ends.set(id, resolve))
    })
  const end = async (id: string) => {
    ends.get(id)?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { queue, begun, start, end }
}

const ten = Array.from({ length: 10 }, (_, index) => `running ${index}`)

it('lets ten at a time to a host, and others are not concerned', async () => {
  const { begun, start, end } = workshop()
  for (const id of [...ten, 'eleventh']) void start(id)
  expect(begun).toEqual(ten)
  void start('elsewhere', { host: 'b' })
  expect(begun.at(-1)).toBe('elsewhere')
  await end('running 3')
  expect(begun.at(-1)).toBe('eleventh')
})

it('lets those first for whom somebody waits, in order', async () => {
  const { queue, begun, start, end } = workshop()
  for (const id of [...ten, 'later 1', 'later 2', 'later 3']) void start(id)
  void start('urgent', { urgent: true })
  queue.hurry('a', 'later 3')
  for (const id of ten.slice(0, 4)) await end(id)
  expect(begun.slice(10)).toEqual(['urgent', 'later 3', 'later 1', 'later 2'])
})

it('gives the place of work that failed on', async () => {
  const queue = new HostQueue()
  const fail = (id: string) =>
    queue.run({ host: 'a', id, urgent: false }, () => Promise.reject(new TypeError(id)))
  const all = await Promise.allSettled(Array.from({ length: 25 }, (_, index) => fail(String(index))))
  expect(all.every(({ status }) => status === 'rejected')).toBe(true)
})

it('lets the next one in as soon as work has done with the host', async () => {
  const queue = new HostQueue()
  const isIn: string[] = []
  const never = new Promise<void>(() => undefined)
  for (const id of [...ten, 'eleventh', 'twelfth']) {
    void queue.run({ host: 'a', id, urgent: false }, (leave) => {
      isIn.push(id)
      if (id === 'running 0') setImmediate(leave)
      return never
    })
  }
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(isIn.slice(10)).toEqual(['eleventh'])
})
