import { expect } from 'vitest'

interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

interface Family {
  readonly type: string
  readonly help: string
  readonly samples: Sample[]
}

/** Metrics in the text format of Prometheus, version 0.0.4. */
export interface Exposition {
  readonly families: ReadonlyMap<string, Family>
  /** Of all samples. */
  readonly names: ReadonlySet<string>
  /** The one sample of these labels; undefined: there is none. */
  readonly value: (name: string, labels: Readonly<Record<string, string>>) => number | undefined
}

const sampleLine = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/
const label = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y
const escapes: Readonly<Record<string, string>> = { '\\n': '\n', '\\"': '"', '\\\\': '\\' }

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  label.lastIndex = 0
  while (label.lastIndex < text.length) {
    const [, name, value] = label.exec(text) ?? []
    if (name === undefined || value === undefined) throw new TypeError(`not labels: ${text}`)
    expect(Object.keys(labels)).not.toContain(name)
    labels[name] = value.replaceAll(/\\["\\n]/g, (each) => escapes[each] ?? each)
  }
  return labels
}

function readSample(line: string): Sample {
  const [, name = '', labels = '', value = ''] = sampleLine.exec(line) ?? []
  expect(name, line).not.toBe('')
  const number = value === '+Inf' ? Number.POSITIVE_INFINITY : Number(value)
  if (value !== 'NaN') expect(number, line).not.toBeNaN()
  return { name, labels: readLabels(labels), value: number }
}

function belongsTo(sample: string, [family, { type }]: [string, { type: string }]): boolean {
  const suffixes =
    type === 'histogram' ? ['_bucket', '_sum', '_count'] : type === 'summary' ? ['', '_sum', '_count'] : ['']
  return suffixes.some((suffix) => sample === family + suffix)
}

function checkHistogram(samples: readonly Sample[]): void {
  const buckets = Map.groupBy(
    samples.filter(({ name }) => name.endsWith('_bucket')),
    ({ labels: { le: _le, ...others } }) => JSON.stringify(others),
  )
  for (const ofSeries of buckets.values()) {
    const values = ofSeries.map(({ value }) => value)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect(ofSeries.at(-1)?.labels['le']).toBe('+Inf')
  }
}

/** Fails where a scraper would. */
export function parseExposition(text: string): Exposition {
  const families = new Map<string, Family>()
  let current: [string, Family] = ['', { type: '', help: '', samples: [] }]
  const seen = new Set<string>()
  expect(text.endsWith('\n')).toBe(true)
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, help, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? []
    if (help === 'HELP') {
      expect(families.has(name), name).toBe(false)
      current = [name, { type: '', help: rest, samples: [] }]
    } else if (help === 'TYPE') {
      expect(current[0]).toBe(name)
      expect(rest).toMatch(/^(counter|gauge|histogram|summary)$/)
      current = [name, { type: rest, help: current[1].help, samples: [] }]
      families.set(...current)
    } else {
      const sample = readSample(line)
      if (!belongsTo(sample.name, current)) throw new TypeError(`out of place: ${line}`)
      const series = JSON.stringify([sample.name, sample.labels])
      expect(seen.has(series), line).toBe(false)
      seen.add(series)
      current[1].samples.push(sample)
    }
  }
  for (const { type, samples } of families.values()) if (type === 'histogram') checkHistogram(samples)
  const all = [...families.values()].flatMap(({ samples }) => samples)
  return {
    families,
    names: new Set(all.map(({ name }) => name)),
    value: (name, labels) =>
      all.find(
        (each) =>
          each.name === name &&
          Object.keys(each.labels).length === Object.keys(labels).length &&
          Object.entries(labels).every(([key, value]) => each.labels[key] === value),
      )?.value,
  }
}
