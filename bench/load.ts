import autocannon from 'autocannon'

export interface Pressure {
  readonly connections: number
  readonly seconds: number
  readonly rounds: number
}

export interface Throughput {
  readonly connections: number
  readonly requestsPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Answers other than 2xx, and requests without an answer. */
  readonly failures: number
}

export interface Target {
  readonly url: string
  /** Paths and headers; each connection sends its own random picks. */
  request(): { readonly path: string; readonly headers: Record<string, string> }
}

const picksPerConnection = 500

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

async function round(target: Target, { connections, seconds }: Pressure): Promise<autocannon.Result> {
  return autocannon({
    url: target.url,
    connections,
    duration: seconds,
    setupClient: (client) =>
      client.setRequests(
        Array.from({ length: picksPerConnection }, () => ({ method: 'GET', ...target.request() })),
      ),
  })
}

/** The median of several rounds, after one to warm up. */
export async function press(target: Target, pressure: Pressure): Promise<Throughput> {
  await round(target, { ...pressure, seconds: 2 })
  const results: autocannon.Result[] = []
  for (let count = 0; count < pressure.rounds; count += 1) results.push(await round(target, pressure))
  return {
    connections: pressure.connections,
    requestsPerSecond: Math.round(median(results.map((each) => each.requests.average))),
    p50Ms: median(results.map((each) => each.latency.p50)),
    p99Ms: median(results.map((each) => each.latency.p99)),
    failures: results.reduce((sum, each) => sum + each.non2xx + each.errors + each.timeouts, 0),
  }
}
