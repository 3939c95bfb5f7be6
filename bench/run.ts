import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Pressure, Throughput } from './load.ts'
import { type Finding, print, type Section } from './report.ts'
import { measureAgents, type WayResult } from './scenarios/agents.ts'
import { measureIntegrations } from './scenarios/integrations.ts'
import { measureProxy } from './scenarios/proxy.ts'
import { measureSize } from './scenarios/sizes.ts'
import { measureStorm } from './scenarios/storm.ts'
import { measureTokenCall } from './scenarios/token.ts'
import { measureYardsticks, type Yardstick } from './scenarios/yardsticks.ts'

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: 'token,proxy,agents,sizes,integrations,storm' },
  },
})
const only = flags.only.split(',')
const [seconds, rounds] = flags.quick ? [3, 3] : [8, 5]
const pressures: readonly Pressure[] = [1, 10, 50].map((connections) => ({ connections, seconds, rounds }))

const sections: Section[] = []
function report(section: Section): void {
  sections.push(section)
  print(section)
}

function at(results: readonly Throughput[], connections: number): Throughput {
  const found = results.find((each) => each.connections === connections)
  if (found === undefined) throw new TypeError(`not measured with ${connections} connections`)
  return found
}

function throughputs(name: string, results: readonly Throughput[]): Finding[] {
  return results.map(({ connections, requestsPerSecond, p50Ms, p99Ms, failures }) => ({
    name: `${name}, ${connections} at a time`,
    value: requestsPerSecond,
    unit: 'req/s',
    remark: `p50 ${p50Ms} ms, p99 ${p99Ms} ms${failures > 0 ? `, ${failures} failed` : ''}`,
  }))
}

function share(name: string, part: number, whole: number): Finding {
  const value = (part / whole) * 100
  return { name, value, unit: '%', isMet: value >= 60, remark: 'goal: at least 60 %' }
}

async function token(): Promise<void> {
  const yardsticks: readonly Yardstick[] = await measureYardsticks(pressures)
  report({
    title: 'Yardsticks',
    findings: yardsticks.flatMap(({ name, results }) => throughputs(name, results)),
  })
  const floor = yardsticks.at(-1)?.results ?? []
  let one: readonly Throughput[] = []
  for (const connections of [1, 10_000, 100_000]) {
    const results = await measureTokenCall(connections, pressures)
    if (connections === 1) one = results
    const atTen = at(results, 10).requestsPerSecond
    const p99 = at(results, 50).p99Ms
    const ofOne = (atTen / at(one, 10).requestsPerSecond) * 100
    report({
      title: `Token call, ${connections} connections`,
      findings: [
        ...throughputs('token call', results),
        share('of the floor, 10 at a time', atTen, at(floor, 10).requestsPerSecond),
        { name: 'p99, 50 at a time', value: p99, unit: 'ms', isMet: p99 <= 5, remark: 'goal: at most 5 ms' },
        {
          name: 'of what it is with 1 connection',
          value: ofOne,
          unit: '%',
          isMet: ofOne >= 90,
          remark: 'goal: within 10 %',
        },
      ],
    })
  }
}

async function proxy(): Promise<void> {
  const { bare, patchbay } = await measureProxy(pressures)
  const shares = pressures.map(({ connections }) =>
    share(
      `of the bare reverse proxy, ${connections} at a time`,
      at(patchbay, connections).requestsPerSecond,
      at(bare, connections).requestsPerSecond,
    ),
  )
  const findings = [
    ...throughputs('bare reverse proxy', bare),
    ...throughputs('Patchbay', patchbay),
    ...shares,
  ]
  report({ title: 'Proxy against a local echo', findings })
}

/** Of a way: its throughput beside that of `ssh -L`, and what it adds to a small request. */
function wayFindings(ways: readonly WayResult[], { name, mibPerSecond, p50Ms }: WayResult): Finding[] {
  const rateOf = (other: string) => ways.find((each) => each.name === other)
  const yardstick = rateOf('ssh -L')
  const straight = rateOf('straight')
  const ofYardstick = yardstick === undefined ? Number.NaN : (mibPerSecond / yardstick.mibPerSecond) * 100
  const isTunnel = name.includes('through') && yardstick !== undefined
  const remark = Number.isNaN(ofYardstick)
    ? 'no sshd here, so no ssh -L'
    : `${Math.round(ofYardstick)} % of ssh -L`
  return [
    {
      name: `${name}, throughput`,
      value: mibPerSecond,
      unit: 'MiB/s',
      ...(isTunnel ? { isMet: ofYardstick >= 70, remark: `${remark}, goal: at least 70 %` } : { remark }),
    },
    {
      name: `${name}, added to a request`,
      value: p50Ms - (straight?.p50Ms ?? Number.NaN),
      unit: 'ms',
      remark: `p50 ${p50Ms.toFixed(2)} ms`,
    },
  ]
}

async function agents(): Promise<void> {
  const { ways, idleMiB, backMs } = await measureAgents(flags.quick ? 128 : 512, rounds)
  const findings = ways.flatMap((way) => wayFindings(ways, way))
  for (const [name, value] of Object.entries(idleMiB))
    findings.push(under({ name: `${name}, idle`, value, unit: 'MiB' }, 60))
  findings.push(under({ name: 'our own agent, back after a restart', value: backMs, unit: 'ms' }, 10_000))
  report({ title: 'Agents', findings })
}

const readyGoals = new Map([
  [1_000, 1_000],
  [100_000, 3_000],
])
const rssGoals = new Map([
  [10, 120],
  [10_000, 200],
  [100_000, 450],
])

function under(finding: Omit<Finding, 'isMet' | 'remark'>, goal: number | undefined): Finding {
  if (goal === undefined) return finding
  return { ...finding, isMet: finding.value < goal, remark: `goal: under ${goal} ${finding.unit}` }
}

async function sizes(): Promise<void> {
  for (const connections of [10, 1_000, 10_000, 100_000]) {
    const { readyMs, rssIdleMiB, listP95Ms, searchP95Ms, createP95Ms } = await measureSize(connections)
    const screenGoal = connections === 100_000 ? 30 : undefined
    report({
      title: `${connections} connections`,
      findings: [
        under({ name: 'ready', value: readyMs, unit: 'ms' }, readyGoals.get(connections)),
        under({ name: 'RSS idle', value: rssIdleMiB, unit: 'MiB' }, rssGoals.get(connections)),
        under({ name: 'list page, p95', value: listP95Ms, unit: 'ms' }, screenGoal),
        under({ name: 'search, p95', value: searchP95Ms, unit: 'ms' }, screenGoal),
        { name: 'create, p95', value: createP95Ms, unit: 'ms' },
      ],
    })
  }
}

async function integrations(): Promise<void> {
  const [count, steps] = [1_000, 10_000]
  const times = await measureIntegrations(count, steps)
  report({
    title: `${count} integrations with ${steps} steps and as many connections`,
    findings: times.map(({ name, p95Ms, isWrite }) =>
      under({ name: `${name}, p95`, value: p95Ms, unit: 'ms' }, isWrite ? undefined : 30),
    ),
  })
}

async function storm(): Promise<void> {
  const connections = flags.quick ? 2_000 : 10_000
  const { refreshes, reuses, mostAtOnce, calls, refused, p50Ms, p99Ms } = await measureStorm(connections)
  report({
    title: `Refresh storm: ${connections} connections that end within one minute, ${calls} calls meanwhile`,
    findings: [
      {
        name: 'refreshes',
        value: refreshes,
        unit: '',
        isMet: refreshes === connections,
        remark: `goal: exactly ${connections}`,
      },
      {
        name: 'refresh tokens sent twice',
        value: reuses,
        unit: '',
        isMet: reuses === 0,
        remark: 'goal: none',
      },
      { name: 'most at a time at the token endpoint', value: mostAtOnce, unit: '' },
      { name: 'callers refused', value: refused, unit: '', isMet: refused === 0, remark: 'goal: none' },
      { name: 'token call p50', value: p50Ms, unit: 'ms' },
      under({ name: 'token call p99', value: p99Ms, unit: 'ms' }, 20),
    ],
  })
}

const scenarios = { token, proxy, agents, sizes, integrations, storm }
for (const [name, measure] of Object.entries(scenarios)) if (only.includes(name)) await measure()

const at8601 = new Date().toISOString()
const machine = { cpu: cpus()[0]?.model ?? '', cores: availableParallelism(), node: process.version }
const results = join(import.meta.dirname, 'results')
mkdirSync(results, { recursive: true })
const file = join(results, `${at8601.slice(0, 19).replaceAll(/[:T]/g, '-')}.json`)
writeFileSync(file, `${JSON.stringify({ at: at8601, machine, seconds, rounds, sections }, null, 2)}\n`)
process.stdout.write(`\n${machine.cores} cores, Node ${machine.node}; written to bench/results\n`)
