/** Certificates of tests are written by hand, in DER (X.690). */
export function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, ...parts)
}

export function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const header =
    length < 128 ? [tag, length] : length < 256 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from(header), content])
}

/** The first moment of a year. */
export function time(year: number): Buffer {
  return der(0x18, Buffer.from(`${year}0101000000Z`))
}
