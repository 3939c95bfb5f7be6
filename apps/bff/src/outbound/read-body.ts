import { OutboundError } from './outbound-error.ts'

/**
 * Reads a body up to `maxBytes`, counted after decompression, so that a small answer cannot unfold into a huge one.
 *
 * @throws OutboundError `too_large`
 */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  { maxBytes, host }: { maxBytes: number; host: string },
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  // Leaving the loop by a throw cancels the stream, which closes the connection.
  for await (const chunk of body) {
    length += chunk.byteLength
    if (length > maxBytes) {
      throw new OutboundError('too_large', `The answer of ${host} is larger than ${maxBytes} bytes.`, {
        host,
      })
    }
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
